"""The administrator says who of a subscriber may see the portal."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from articles.actions.worker import work
from articles.models import User
from editorial import mail
from tests.editorial.forms import client_for
from tests.editorial.mail_server import taking_mail, text_of
from tests.factories import make_user
from tests.wire.factories import make_company
from tests.wire.portal.people import make_member, signed_in
from wire.models import Company, Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    return make_company(language="en")


@pytest.fixture
def admin() -> Client:
    return client_for(make_user("admin"))


def invite(admin: Client, company: Company, **given: str) -> Any:
    address = reverse("admin:wire_company_person", args=[company.pk])
    fields = {"name": "Rina Contoh", "email": "Rina@Media.Test", **given}
    return admin.post(address, fields, follow=True)


def test_person_is_invited_by_mail_and_sets_a_password(
    admin: Client, company: Company, settings: Settings
) -> None:
    with taking_mail(settings) as server:
        invite(admin, company)
        work(mail.SEND)

    member = Member.objects.get(company=company)
    words = text_of(server.mails[0])
    path = words.partition("https://mina.example/wire/password/")[2].split()[0]
    assert (member.user.username, member.user.is_staff) == ("rina@media.test", False)
    assert Client().get(f"/wire/password/{path}").status_code == 200
    assert (
        member.user.email in admin.get(reverse("admin:wire_company_change", args=[company.pk])).text
    )


def test_without_a_mail_server_the_address_is_handed_over(admin: Client, company: Company) -> None:
    page = invite(admin, company)

    assert 'class="handed-over"' in page.text
    assert "/wire/password/" in page.text


def test_address_of_an_account_is_refused_in_words(admin: Client, company: Company) -> None:
    make_user(username="rina@media.test")

    page = invite(admin, company)

    assert page.status_code == 200
    assert "There is an account with this address already." in page.text
    assert not Member.objects.exists()


def test_access_ends_at_once_and_can_be_given_again(admin: Client, company: Company) -> None:
    member = make_member(company)
    browser = signed_in(member)
    address = reverse("admin:wire_company_access", args=[company.pk, member.pk])

    before = browser.get("/wire/").status_code
    admin.post(address, {"_do": "off"})
    ended = browser.get("/wire/").status_code
    # Of a page from before that.
    admin.post(address, {"_do": "off"})
    still_ended = browser.get("/wire/").status_code
    admin.post(address, {"_do": "on"})

    assert (before, ended, still_ended) == (200, 302, 302)
    assert User.objects.get(pk=member.user.pk).is_active


def test_who_looks_after_the_technology_is_said_at_first_or_later(
    admin: Client, company: Company
) -> None:
    invite(admin, company, is_technical="on")
    member = Member.objects.get()
    address = reverse("admin:wire_company_technical", args=[company.pk, member.pk])

    first = member.is_technical
    page = admin.post(address, {"_do": "off"}, follow=True).text
    member.refresh_from_db()

    assert (first, member.is_technical) == (True, False)
    assert "Rina Contoh does not look after the technology any more." in page


def test_they_are_no_accounts_of_the_newsroom_s(admin: Client, company: Company) -> None:
    account = make_member(company).user

    listed = admin.get("/admin/articles/user/").text
    change = admin.get(reverse("admin:articles_user_change", args=[account.pk]))
    invite = admin.post(reverse("admin:articles_user_invite", args=[account.pk]))

    assert account.username not in listed
    assert (change.status_code, invite.status_code) == (302, 404)


def test_nobody_of_another_subscriber_is_reached_by_its_page(
    admin: Client, company: Company
) -> None:
    other = make_member()

    for name in ("link", "technical", "access"):
        address = reverse(f"admin:wire_company_{name}", args=[company.pk, other.pk])
        assert admin.post(address).status_code == 404
    assert User.objects.get(pk=other.user.pk).is_active
