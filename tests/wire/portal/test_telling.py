"""What is set up in the portal is told by mail to who looks after the company's technology."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.worker import work
from editorial import mail
from editorial.models import OutgoingMail
from tests.editorial.mail_server import MailServer, text_of
from tests.wire.portal.people import PASSWORD, make_member
from wire.models import Company, Endpoint, Key, Member

pytestmark = pytest.mark.django_db

MAIL = {"name": "Meja", "kind": "mail", "address": "meja@contoh.example", "format": "json"}


def send(client: Client, door: str, /, *at: object, **typed: object) -> None:
    answer = client.post(reverse(door, args=at), {"own_password": PASSWORD, **typed})
    assert answer.status_code == 302, answer.content.decode()


def told(server: MailServer) -> list[tuple[str, str]]:
    """To whom each mail went, and its first line."""
    while OutgoingMail.objects.filter(outcome="").exists():
        work(mail.SEND)
    return sorted((sent["To"], text_of(sent).splitlines()[0]) for sent in server.mails)


def test_everybody_of_the_technology_is_told_and_nobody_else(
    client: Client, server: MailServer, company: Company, technical: Member, member: Member
) -> None:
    colleague = make_member(company, is_technical=True)
    make_member(company, is_technical=True, is_active=False)
    make_member(is_technical=True)

    send(client, "portal_new_key", name="Situs", scopes=["read"])

    line = f"Orang Contoh made the key {Key.objects.get().prefix}… to the wire."
    both = sorted([technical.user.email, colleague.user.email])
    assert told(server) == [(address, line) for address in both]
    text = text_of(server.mails[0])
    assert company.name in text
    assert "https://mina.example/wire/delivery/" in text
    assert server.mails[0]["Subject"].startswith("Something was set up on the wire: ")


def test_each_deed_has_its_words(client: Client, server: MailServer, company: Company) -> None:
    send(client, "portal_new_endpoint", **MAIL)
    endpoint = Endpoint.objects.get()
    send(client, "portal_change_endpoint", endpoint.uid, **{**MAIL, "name": "Meja baru"})
    send(client, "portal_remove_endpoint", endpoint.uid)
    webhook = Endpoint.objects.create(
        company=company, name="CMS", kind="webhook", address="https://cms.contoh.example/"
    )
    send(client, "portal_endpoint_secret", webhook.uid, scheme="v1")
    send(client, "portal_new_key", name="", scopes=["read"])
    key = Key.objects.get()
    send(client, "portal_revoke_key", key.pk)

    assert [line for _to, line in told(server)] == sorted(
        [
            "Orang Contoh added the endpoint “Meja”.",
            "Orang Contoh changed the endpoint “Meja baru”.",
            "Orang Contoh removed the endpoint “Meja baru”.",
            "Orang Contoh made a new secret of the endpoint “CMS”.",
            f"Orang Contoh made the key {key.prefix}… to the wire.",
            f"Orang Contoh revoked the key {key.prefix}… to the wire.",
        ]
    )


def test_what_is_refused_is_told_to_nobody(client: Client, server: MailServer) -> None:
    client.post(
        reverse("portal_new_key"), {"name": "", "scopes": ["read"], "own_password": "salah-sekali"}
    )

    assert not Key.objects.exists()
    assert told(server) == []
