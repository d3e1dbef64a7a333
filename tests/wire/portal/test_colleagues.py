"""Who looks after a company's technology invites colleagues to the portal, and lets them go."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.worker import work
from articles.models import User
from editorial import mail
from editorial.models import OutgoingMail
from editorial.subscribers.own import colleagues
from tests.editorial.mail_server import MailServer, text_of
from tests.factories import make_user
from tests.wire.factories import make_company
from tests.wire.portal.people import PASSWORD, make_member, send, signed_in
from wire.models import Company, Member

pytestmark = pytest.mark.django_db

WHO = {"name": "Rina Contoh", "email": "Rina@Media.Test", "own_password": PASSWORD}
NEW = "kata-sandi-baru-99"


def invited_at(server: MailServer) -> str:
    work(mail.SEND)
    found = re.search(r"https://mina\.example(/wire/password/\S+)", text_of(server.mails[-1]))
    assert found is not None
    return found[1]


def test_colleague_is_invited_by_mail_and_comes_in(
    client: Client, company: Company, server: MailServer
) -> None:
    page = send(client, "portal_new_colleague", **WHO)
    address = invited_at(server)
    browser = Client()
    browser.post(address, {"new_password1": NEW, "new_password2": NEW})
    fields = {"username": "rina@media.test", "password": NEW}
    signed = browser.post(reverse("portal_sign_in"), fields)

    added = Member.objects.get(user__username="rina@media.test")
    assert "An invitation goes to rina@media.test." in page.text
    assert (added.company, added.is_technical) == (company, False)
    assert signed["Location"] == reverse("portal:list")
    assert browser.get(reverse("portal_colleagues")).status_code == 403


def test_invitation_that_was_lost_is_sent_again(
    client: Client, company: Company, server: MailServer
) -> None:
    colleague = make_member(company)
    send(client, "portal_invite_again", colleague.pk)

    assert Client().get(invited_at(server)).status_code == 200


def test_access_ends_at_once_and_is_given_again(client: Client, company: Company) -> None:
    colleague = make_member(company)
    browser = signed_in(colleague)

    statuses = [browser.get("/wire/").status_code]
    for name in ("portal_end_access", "portal_end_access"):
        # Also if two of them press at once.
        page = send(client, name, colleague.pk, own_password=PASSWORD)
        statuses.append(browser.get("/wire/").status_code)
    given = send(client, "portal_give_access", colleague.pk, own_password=PASSWORD)

    assert statuses == [200, 302, 302]
    assert "Orang Contoh has no access any more." in page.text
    assert "Orang Contoh has access again." in given.text
    assert User.objects.get(pk=colleague.user.pk).is_active


def test_nobody_ends_their_own(client: Client, technical: Member) -> None:
    page = send(client, "portal_end_access", technical.pk, own_password=PASSWORD)

    technical.user.refresh_from_db()
    assert "This is your own access." in page.text
    assert technical.user.is_active


@pytest.mark.parametrize("whose", ["other company", "newsroom"])
def test_address_of_others_is_refused_without_saying_whose(
    whose: str, client: Client, server: MailServer
) -> None:
    if whose == "newsroom":
        taken = make_user(username="rina@media.test")
    else:
        taken = make_member(make_company()).user
    page = send(client, "portal_new_colleague", **{**WHO, "email": taken.username})

    assert "This address can’t be invited here." in page.text
    assert "account" not in page.text.split("<main")[1]
    assert 'value="Rina Contoh"' in page.text
    assert Member.objects.filter(user=taken).count() == (whose != "newsroom")
    assert not OutgoingMail.objects.exists()


def test_colleague_who_is_there_is_said_to_be(
    client: Client, company: Company, server: MailServer
) -> None:
    there = make_member(company)
    page = send(client, "portal_new_colleague", **{**WHO, "email": there.user.email})

    assert "This colleague has an account already." in page.text


def test_without_a_mail_server_nobody_is_invited_and_no_address_is_shown(
    client: Client, company: Company
) -> None:
    colleague = make_member(company)
    pages = [
        client.get(reverse("portal_colleagues")),
        send(client, "portal_new_colleague", **WHO),
        send(client, "portal_invite_again", colleague.pk),
    ]

    assert all("The agency sends no mail just now." in page.text for page in pages)
    assert not any("/wire/password/" in page.text for page in pages)
    assert Member.objects.filter(company=company).count() == 2


def test_there_is_an_end_to_how_many_are_invited(
    client: Client, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(colleagues, "MOST", 1)
    page = send(client, "portal_new_colleague", **WHO)

    assert "You are 1 already." in page.text
    assert Member.objects.count() == 1
