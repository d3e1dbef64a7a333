"""A new colleague on one page: everything or nothing, and the address by which they come in."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.actions.worker import work
from articles.models import Person, User, WireCode
from editorial import mail
from editorial.models import OutgoingMail
from newsroom.mail_server import mailers
from tests.editorial.forms import client_for, read
from tests.editorial.mail_server import MailServer, running, text_of
from tests.factories import make_person, make_user

PAGE = "/admin/articles/user/colleague/"
PASSWORD = "kata-sandi-baru-7"


@pytest.fixture
def admin(db: None) -> Client:
    return client_for(make_user("admin"))


def fill(client: Client, **fields: str) -> dict[str, str]:
    given = {
        **read(client.get(PAGE)).fields,
        "name": "Siti Contoh",
        "role": str(Group.objects.get(name="reporter").pk),
        "code": "SC-1",
        "username": "siti",
        "email": "siti@contoh.test",
    }
    return given | fields


def add(client: Client, **fields: str) -> Any:
    return client.post(PAGE, fill(client, **fields), follow=True)


def handed_over(response: Any) -> str:
    found = re.search(
        r'value="http://testserver(/admin/invitation/[^"]+)"', response.content.decode()
    )
    assert found
    return found.group(1)


def errors(response: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def test_colleague_is_an_account_a_byline_and_a_code_in_one_step(admin: Client) -> None:
    add(admin, title="Koresponden", edition="en")

    account = User.objects.get(username="siti")
    assert (account.get_full_name(), account.email) == ("Siti Contoh", "siti@contoh.test")
    assert (account.is_staff, account.is_superuser, account.has_usable_password()) == (
        *(True, False),
        False,
    )
    assert [group.name for group in account.groups.all()] == ["reporter"]
    person = account.person
    assert (person.name, person.title, person.edition_id) == ("Siti Contoh", "Koresponden", "en")
    assert person.slug == "siti-contoh"
    assert person.code_on(timezone.localdate()) == "SC-1"


def test_namesake_has_an_address_of_their_own(admin: Client) -> None:
    Person.objects.create(name="Siti Contoh", slug="siti-contoh", edition_id="id")

    add(admin, code="")

    assert User.objects.get(username="siti").person.slug == "siti-contoh-2"
    assert not WireCode.objects.filter(person__user__username="siti").exists()


def test_all_that_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(admin: Client) -> None:
    make_user(username="siti")
    make_person(code="SC-1")
    before = (User.objects.count(), Person.objects.count(), WireCode.objects.count())

    response = add(admin, email="bukan surel", role="")

    assert set(errors(response)) == {"username", "code", "email", "role"}
    assert errors(response)["code"] == ["Somebody holds this code on some of these days."]
    assert (
        read(response).fields.items()
        >= {
            "name": "Siti Contoh",
            "username": "siti",
            "code": "SC-1",
            "email": "bukan surel",
        }.items()
    )
    assert (User.objects.count(), Person.objects.count(), WireCode.objects.count()) == before


def test_code_of_another_shape_is_told(admin: Client) -> None:
    assert errors(add(admin, code="1 RI")) == {
        "code": ["A code is letters and digits, such as RI-1 or P2."]
    }


def test_code_that_two_give_at_the_same_moment_is_given_once(committed_db: None) -> None:
    clients = [client_for(make_user("admin")) for _ in range(2)]
    forms = [fill(client, username=f"siti-{n}") for n, client in enumerate(clients)]
    start = Barrier(2)

    def post(client: Client, fields: dict[str, str]) -> Any:
        try:
            start.wait()
            return client.post(PAGE, fields)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as admins:
        answers = list(admins.map(post, clients, forms))

    refused = [answer for answer in answers if answer.status_code == 200]
    assert [set(errors(answer)) for answer in refused] == [{"code"}]
    assert User.objects.filter(username__startswith="siti").count() == 1
    assert WireCode.objects.filter(code="SC-1").count() == 1


def test_invited_colleague_chooses_a_password_and_signs_in_once_by_that_address(
    admin: Client,
) -> None:
    address = handed_over(add(admin))
    newcomer, other = (Client(headers={"accept-language": "en"}) for _ in range(2))
    passwords = {"new_password1": PASSWORD, "new_password2": PASSWORD}

    page = newcomer.get(address)
    weak = newcomer.post(address, {"new_password1": "1", "new_password2": "1"})
    newcomer.post(address, passwords)
    signed_in = newcomer.post("/admin/login/", {"username": "siti", "password": PASSWORD})

    assert (page.status_code, page["Referrer-Policy"]) == (200, "same-origin")
    assert "too short" in weak.content.decode()
    assert (signed_in.status_code, newcomer.get("/admin/").status_code) == (302, 200)
    assert [other.get(address).status_code, other.post(address, passwords).status_code] == [410] * 2


def test_invitation_goes_by_mail_where_there_is_a_server_and_its_key_is_kept_nowhere(
    admin: Client, settings: Settings
) -> None:
    server = MailServer()
    with running(server) as address:
        settings.MAILERS = mailers("EMAIL_URL", address)
        settings.DEFAULT_FROM_EMAIL = "MINA <redaksi@mina.example>"
        settings.SITE_URL = "https://mina.example"

        page = add(admin, edition="en")
        work(mail.SEND)

    (sent,) = server.mails
    assert (sent["To"], sent["Subject"]) == ("siti@contoh.test", "Your account in the newsroom")
    found = re.search(r"https://mina.example(/admin/invitation/\S+)", text_of(sent))
    assert found
    assert Client().get(found[1]).status_code == 200
    row = OutgoingMail.objects.get()
    assert (row.outcome, row.text) == ("sent", "")
    assert "/admin/invitation/" not in page.content.decode()
    assert "An invitation goes to siti@contoh.test." in page.content.decode()


def test_invitation_that_nobody_needs_any_more_is_not_sent(admin: Client) -> None:
    add(admin)
    account = User.objects.get(username="siti")
    OutgoingMail.objects.create(to=account, is_invitation=True)
    account.set_password(PASSWORD)
    account.save()

    work(mail.SEND)

    assert OutgoingMail.objects.get().outcome == "empty"


def test_invitation_ends_with_its_time_and_with_its_account(
    admin: Client, settings: Settings
) -> None:
    address = handed_over(add(admin))
    settings.PASSWORD_RESET_TIMEOUT = -1
    late = Client().get(address).status_code
    settings.PASSWORD_RESET_TIMEOUT = timedelta(days=7).total_seconds()
    User.objects.filter(username="siti").update(is_active=False)

    assert (late, Client().get(address).status_code) == (410, 410)


def test_address_is_shown_once_and_another_can_be_made(admin: Client) -> None:
    first = add(admin)
    account = User.objects.get(username="siti")
    page = f"/admin/articles/user/{account.pk}/"

    again = admin.get(f"{page}change/")
    second = admin.post(f"{page}invite/", follow=True)

    assert "/admin/invitation/" not in again.content.decode()
    assert "Invite again" in again.content.decode()
    assert Client().get(handed_over(first)).status_code == 200
    assert Client().get(handed_over(second)).status_code == 200


def test_administrator_cannot_invite_to_a_superuser(admin: Client) -> None:
    root = make_user(is_superuser=True)

    assert admin.post(f"/admin/articles/user/{root.pk}/invite/").status_code == 403


def test_same_form_sent_twice_makes_one_colleague(admin: Client) -> None:
    fields = fill(admin)

    answers = [admin.post(PAGE, fields) for _ in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert User.objects.filter(username="siti").count() == 1
