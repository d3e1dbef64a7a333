"""Bookmarks, history, saved searches with their mail, and how endpoints and keys stand."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.worker import work
from articles.models import User
from editorial import mail
from editorial.models import OutgoingMail
from editorial.subscribers.portal import LOOK
from tests.editorial.mail_server import MailServer, text_of
from tests.factories import make_published, make_user
from tests.wire.factories import make_company, make_key, newest, withdraw
from tests.wire.portal.people import make_member, signed_in
from wire.models import Company, Endpoint, Member, SavedSearch
from wire.push.failure import Failure

pytestmark = pytest.mark.django_db

BOOKMARKS, HISTORY, DELIVERY = "/wire/bookmarks/", "/wire/history/", "/wire/delivery/"
SEARCHES = "/wire/searches/"


@pytest.fixture
def client(member: Member) -> Client:
    return signed_in(member)


def mark(client: Client, act: str) -> None:
    address = reverse("portal:mark", args=[newest()])
    assert client.post(address, {"act": act}).status_code == 302


def keep(client: Client, mail: str, **asked: str) -> None:
    address = reverse("portal:searches", query=asked)
    assert client.post(address, {"name": "Beras", "mail": mail}).status_code == 302


def test_bookmark_is_one_s_own_or_the_company_s(client: Client, company: Company) -> None:
    colleague = signed_in(make_member(company))
    stranger = signed_in(make_member())
    make_published(headline="Judul contoh")

    def seen() -> list[bool]:
        return ["Judul contoh" in each.get(BOOKMARKS).text for each in (client, colleague)]

    mark(client, "own")
    own = seen()
    mark(client, "shared")
    shared = seen()
    stranger_s = stranger.get(BOOKMARKS).text
    mark(client, "none")

    assert (own, shared, seen()) == ([True, False], [True, True], [False, False])
    assert "Judul contoh" not in stranger_s


def test_history_says_who_took_what_and_to_the_company_alone(
    client: Client, company: Company
) -> None:
    make_published(headline="Judul contoh")
    client.post(reverse("portal:format", args=[newest(), "nitf"]))

    own = signed_in(make_member(company)).get(HISTORY).text
    other = signed_in(make_member()).get(HISTORY).text

    assert "Judul contoh" in own
    assert "NITF" in own
    assert "Judul contoh" not in other


def test_each_endpoint_has_a_state_in_words(client: Client, company: Company) -> None:
    now = timezone.now()
    Endpoint.objects.create(
        company=company,
        name="CMS",
        kind="webhook",
        address="https://cms.example/wire",
        failures=3,
        failing_since=now,
        last_failure=Failure.TIMEOUT,
    )
    Endpoint.objects.create(
        company=make_company(), name="Milik lain", kind="mail", address="a@b.example"
    )
    make_key(company, name="Sistem contoh")

    page = client.get(DELIVERY).text

    assert "Takes nothing" in page
    assert str(Failure.TIMEOUT.label) in page
    assert "Sistem contoh" in page
    assert "Milik lain" not in page


def test_saved_search_writes_at_once_of_what_came_since(
    client: Client, server: MailServer, member: Member
) -> None:
    make_published(headline="Beras yang lama")
    keep(client, "now", words="beras")
    make_published(headline="Pasar lain")
    work(LOOK)
    nothing = OutgoingMail.objects.count()
    make_published(headline="Beras naik")
    work(LOOK)
    work(LOOK)
    work(mail.SEND)

    (sent,) = server.mails
    assert nothing == 0
    assert (sent["To"], sent["Subject"]) == (member.user.email, "Beras: Beras naik")
    assert f"https://mina.example/wire/items/{newest()}/" in text_of(sent)
    assert "Beras yang lama" not in text_of(sent)


def test_mail_of_a_story_withdrawn_meanwhile_says_so(client: Client, server: MailServer) -> None:
    keep(client, "now", edition="id")
    story = make_published(headline="Judul contoh")
    work(LOOK)
    withdraw(story, by=make_user("chief"))
    work(mail.SEND)

    assert "WITHDRAWN: Judul contoh" in text_of(server.mails[0])


def test_daily_search_waits_for_the_morning(client: Client, server: MailServer) -> None:
    keep(client, "daily", edition="id")
    make_published()
    work(LOOK)
    early = OutgoingMail.objects.count()
    SavedSearch.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    work(LOOK)

    search = SavedSearch.objects.get()
    assert (early, OutgoingMail.objects.count()) == (0, 1)
    assert search.next_at > timezone.now()


def test_nobody_is_written_to_who_has_no_access(
    client: Client, server: MailServer, member: Member
) -> None:
    keep(client, "now", edition="id")
    make_published()
    User.objects.filter(pk=member.user.pk).update(is_active=False)
    work(LOOK)

    assert OutgoingMail.objects.count() == 0


def test_search_is_changed_and_removed_by_its_owner_alone(
    client: Client, company: Company, member: Member
) -> None:
    keep(client, "now", edition="id")
    address = reverse("portal:search", args=[SavedSearch.objects.get().pk])

    refused = signed_in(make_member(company)).post(address, {"remove": ""})
    client.post(address, {"mail": "none"})
    changed = SavedSearch.objects.get().mail
    client.post(address, {"remove": ""})

    assert (refused.status_code, changed) == (404, "none")
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("address", [BOOKMARKS, HISTORY])
def test_pages_cost_the_same_for_one_row_and_for_many(
    address: str, client: Client, django_assert_max_num_queries: object
) -> None:
    for _ in range(5):
        make_published()
        mark(client, "shared")
        client.post(reverse("portal:format", args=[newest(), "txt"]))

    with django_assert_max_num_queries(7):  # type: ignore[operator]  # pytest-django's
        client.get(address)
