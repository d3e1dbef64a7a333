"""A subscriber's people set a password: by invitation, and by a mail once they lost it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.worker import work
from articles.models import User
from editorial import mail
from editorial.models import OutgoingMail
from editorial.models.sign_in_count import PAIR
from editorial.subscribers import passwords
from tests.editorial.mail_server import MailServer, text_of
from tests.factories import make_user
from tests.wire.portal.people import PASSWORD, make_member, signed_in
from wire.models import Company, Member

pytestmark = pytest.mark.django_db

LOST, NEW = "/wire/password/", "kata-sandi-baru-99"
SET = {"new_password1": NEW, "new_password2": NEW}


def browser() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def ask(email: str) -> Any:
    return browser().post(LOST, {"email": email})


def key_in(server: MailServer) -> str:
    work(mail.SEND)
    (sent,) = server.mails
    found = re.search(r"https://mina\.example(/wire/password/new/\S+)", text_of(sent))
    assert found is not None
    return found[1]


def can_sign_in(member: Member, password: str) -> bool:
    fields = {"username": member.user.username, "password": password}
    return browser().post(reverse("portal_sign_in"), fields).status_code == 302


def test_password_is_set_once_by_invitation(member: Member) -> None:
    address, client = passwords.inviting(member.user), browser()

    asked = client.get(address)
    done = client.post(address, SET)
    again = client.get(address)

    assert (asked.status_code, asked["Referrer-Policy"]) == (200, "same-origin")
    assert done["Location"] == reverse("portal_sign_in")
    assert again.status_code == 410
    assert can_sign_in(member, NEW)


def test_lost_password_is_set_anew_once_behind_the_key_in_a_mail(
    server: MailServer, member: Member
) -> None:
    elsewhere = signed_in(member)
    for _ in range(PAIR.most + 1):
        can_sign_in(member, "salah")
    page = ask(member.user.email.upper())
    key = key_in(server)

    answers = [browser().post(key, SET).status_code for _ in range(2)]

    assert "a mail to set a new password is on its way" in page.text
    assert answers == [302, 410]
    assert (can_sign_in(member, PASSWORD), can_sign_in(member, NEW)) == (False, True)
    # Whoever was signed in with the old one is not any more.
    assert elsewhere.get("/wire/").status_code == 302
    # It was a key, so it is nowhere any more.
    assert OutgoingMail.objects.get().text == ""


def test_answer_is_the_same_for_every_address(
    server: MailServer, company: Company, member: Member
) -> None:
    ended, invited = make_member(company), make_member(company)
    User.objects.filter(pk=ended.user.pk).update(is_active=False)
    invited.user.set_unusable_password()
    invited.user.save()
    staff = make_user("editor", email="staf@contoh.example")
    known = [member.user.email, ended.user.email, invited.user.email, staff.email]

    pages = [ask(email).text for email in [*known, "siapa@contoh.example"]]

    (answer,) = {page.partition("<main")[2].partition("</main>")[0] for page in pages}
    assert "ask the person at the agency" in answer
    assert OutgoingMail.objects.values_list("to", flat=True).get() == member.user.pk


def test_newsroom_writes_to_none_of_a_subscriber_s_people(
    server: MailServer, member: Member
) -> None:
    browser().post("/admin/password/", {"account": member.user.email})

    assert not OutgoingMail.objects.exists()


def test_mails_that_anybody_asks_for_are_few(server: MailServer, member: Member) -> None:
    email = member.user.email
    spellings = [email, email.upper(), email.title()] * PAIR.most

    answers = [ask(each).status_code for each in spellings[: PAIR.most + 1]]

    assert answers == [200] * PAIR.most + [429]
    assert OutgoingMail.objects.count() == PAIR.most


@pytest.mark.parametrize("door", ["mail", "invitation"])
def test_key_of_who_has_no_access_any_more_opens_nothing(door: str, member: Member) -> None:
    keys = {"mail": passwords.renewing, "invitation": passwords.inviting}
    key = keys[door](member.user)
    before = browser().get(key).status_code
    User.objects.filter(pk=member.user.pk).update(is_active=False)

    answer = browser().post(key, SET)

    assert (before, answer.status_code) == (200, 410)


def test_mail_that_waits_while_the_access_ends_is_not_sent(
    server: MailServer, member: Member
) -> None:
    ask(member.user.email)
    User.objects.filter(pk=member.user.pk).update(is_active=False)
    work(mail.SEND)

    assert server.mails == []


def test_key_of_the_portal_is_none_of_the_newsroom_s(member: Member) -> None:
    path = passwords.renewing(member.user).removeprefix("/wire/password/new/")

    assert browser().get(f"/admin/password/{path}").status_code == 410


def test_without_a_mail_server_the_page_says_whom_to_ask(member: Member) -> None:
    page = ask(member.user.email)

    assert "Ask the person there who looks after you" in page.text
    assert not OutgoingMail.objects.exists()


def test_what_is_no_address_is_asked_again_with_what_was_typed(server: MailServer) -> None:
    page = ask("")

    assert 'class="field-error"' in page.text
    assert not OutgoingMail.objects.exists()
