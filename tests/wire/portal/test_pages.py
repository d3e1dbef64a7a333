"""What a subscriber's people see of their log, and what they may take."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Kind
from tests.editorial.samples import make_picture
from tests.factories import make_desk, make_published, make_submitted, make_user
from tests.wire.factories import (
    correct,
    hold,
    lift,
    make_company,
    make_product,
    newest,
    send_embargoed,
    update,
    withdraw,
)
from tests.wire.portal.people import make_member, signed_in
from wire.formats import FORMATS
from wire.models import Company, Download, Entry, Fate, Receipt
from wire.portal import finding, listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(company: Company) -> Client:
    return signed_in(make_member(company))


def listed(client: Client, **asked: Any) -> list[str]:
    return [row.headline for row in client.get("/wire/", asked).context["rows"]]


def page(client: Client, number: int) -> Any:
    return client.get(reverse("portal:item", args=[number]))


def take(client: Client, number: int, name: str = "txt") -> Any:
    return client.post(reverse("portal:format", args=[number, name]))


def test_list_has_each_filter(client: Client) -> None:
    desk, elsewhere = make_desk(), make_desk()
    below = make_desk(parent=desk)
    picture = make_picture()
    make_published(
        headline="Banjir di Kota Contoh", desk=below, urgency=2, kind=Kind.objects.get(pk="L")
    )
    story = make_published(
        headline="Pasar dibuka", desk=elsewhere, picture=picture, body="<p>Beras turun.</p>"
    )
    update(story, by=make_user("editor"), headline="Pasar dibuka lagi")

    assert listed(client) == ["Pasar dibuka lagi", "Pasar dibuka", "Banjir di Kota Contoh"]
    assert listed(client, desk=desk.pk) == ["Banjir di Kota Contoh"]
    assert listed(client, kind="L") == ["Banjir di Kota Contoh"]
    assert listed(client, urgency=3) == ["Banjir di Kota Contoh"]
    assert listed(client, signal="update") == ["Pasar dibuka lagi"]
    assert listed(client, has_pictures="on") == ["Pasar dibuka lagi", "Pasar dibuka"]
    assert listed(client, edition="en") == []
    assert len(listed(client, day=timezone.localdate().isoformat())) == 3
    assert listed(client, day="2020-01-01") == []
    # A story once, in its newest version.
    assert listed(client, words="beras") == ["Pasar dibuka lagi"]
    assert listed(client, words="-beras") == []


def test_filter_that_is_none_is_told_in_words(client: Client) -> None:
    make_published()

    answer = client.get("/wire/", {"day": "kemarin", "desk": "x"})

    assert answer.context["rows"] == []
    assert answer.text.count('class="field-error"') == 2


def test_list_goes_on_where_a_look_ended(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "WINDOW", 2)
    make_published(headline="Yang lama", urgency=1)
    for _ in range(3):
        make_published()

    first = client.get("/wire/", {"urgency": 1})
    second = client.get("/wire/", {"urgency": 1, "before": first.context["before"]})

    assert first.context["rows"] == []
    assert [row.headline for row in second.context["rows"]] == ["Yang lama"]


def test_pages_cost_the_same_for_one_row_and_for_many(client: Client) -> None:
    def cost(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    story = make_published()
    addresses = ["/wire/", "/wire/news/?after=0", f"/wire/items/{newest()}/"]
    # The first request also notes that the session is in use.
    cost("/wire/")
    few = [cost(address) for address in addresses]
    for _ in range(6):
        make_published()
    update(story, by=make_user("editor"))

    assert [cost(address) for address in addresses] == few
    assert max(few) <= 12


def test_open_list_that_nothing_came_to_costs_a_look_at_the_head(client: Client) -> None:
    make_published()
    address = f"/wire/news/?after={newest()}"
    # The first request also notes that the session is in use.
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).json() == {"words": ""}

    # Session, account, member, head.
    assert len(queries) == 4


def test_news_counts_what_came_and_passes(client: Client) -> None:
    make_published()
    after = newest()
    make_published(urgency=2)
    make_published()

    def said(**asked: Any) -> str:
        words: str = client.get("/wire/news/", {"after": after, **asked}).json()["words"]
        return words

    assert (said(), said(urgency=2), said(edition="ar")) == ("2 new items", "1 new item", "")


def test_item_shows_text_versions_and_what_changed(client: Client) -> None:
    story = make_published(body="<p>Isi berita contoh.</p>")
    first = newest()
    correct(update(story, by=make_user("editor")), by=make_user("editor"))

    new, old = page(client, newest()), page(client, first)

    assert "Isi berita contoh." in new.text
    assert [each["delivery"].version for each in new.context["versions"]] == [3, 2, 1]
    assert new.context["versions"][0]["notice"]["text"] == "Salah angka."
    assert "This is not the newest" in old.text
    assert "This is not the newest" not in new.text


@pytest.mark.parametrize("stop", [withdraw, lambda story, by: hold(story)])
def test_nothing_of_a_stopped_story_is_shown_searched_or_given_out(
    stop: Any, client: Client
) -> None:
    story = make_published(
        headline="Judul yang ditarik", body="<p>Rahasia besar.</p>", picture=make_picture()
    )
    first = newest()
    stop(story, by=make_user("chief"))

    pages = [page(client, first), page(client, newest())]

    assert newest() != first
    assert all("Rahasia besar" not in each.text for each in pages)
    assert all(each.context["stop"]["reason"] for each in pages)
    assert listed(client, words="rahasia") == []
    assert listed(client, words="ditarik") == ["Judul yang ditarik"]
    assert {row.state for row in client.get("/wire/").context["rows"]} <= {"withdrawn", "held"}
    assert [take(client, first, name).status_code for name in FORMATS] == [410] * len(FORMATS)
    tombstones = [take(client, newest(), name) for name in FORMATS]
    assert {each.status_code for each in tombstones} == {200}
    assert all("Rahasia besar" not in each.text for each in tombstones)
    for name, method in (("picture", client.post), ("preview", client.get)):
        assert method(reverse(f"portal:{name}", args=[first, "lead"])).status_code in {404, 410}


def test_embargoed_story_is_there_with_the_entitlement_alone(client: Client) -> None:
    trusted = signed_in(make_member(make_company(product=make_product(has_embargoed=True))))
    story = send_embargoed(make_submitted(headline="Nanti siang"))

    assert (listed(client), listed(trusted)) == ([], ["Nanti siang"])
    assert listed(client, words="nanti") == []
    assert page(client, newest()).status_code == 404
    assert take(client, newest()).status_code == 404
    assert "not for publication before" in page(trusted, newest()).text
    embargoed = newest()
    lift(story)
    assert "not for publication before" not in page(trusted, embargoed).text
    assert (listed(client), listed(trusted)) == (["Nanti siang"], ["Nanti siang"] * 2)


def test_what_is_taken_is_written_down(client: Client, company: Company) -> None:
    make_published(picture=make_picture())

    answers = {name: take(client, newest(), name) for name in FORMATS}
    picture: Any = client.post(reverse("portal:picture", args=[newest(), "lead"]))
    preview: Any = client.get(reverse("portal:preview", args=[newest(), "lead"]))

    assert {each.status_code for each in answers.values()} == {200}
    assert all("attachment" in each["Content-Disposition"] for each in answers.values())
    assert b"".join(picture)
    assert b"".join(preview)
    rows = Download.objects.filter(company=company).order_by("pk")
    assert [*rows.values_list("format", "picture")] == [
        *((name, "") for name in FORMATS),
        ("", "lead"),
    ]


def test_product_without_pictures_shows_none() -> None:
    company = make_company(product=make_product(has_pictures=False))
    client = signed_in(make_member(company))
    make_published(picture=make_picture())

    assert page(client, newest()).context["pictures"] == []
    assert listed(client, has_pictures="on") == []
    assert client.post(reverse("portal:picture", args=[newest(), "lead"])).status_code == 404


def test_receipt_is_given_by_a_press(client: Client, company: Company) -> None:
    story = make_published()
    withdraw(story, by=make_user("chief"))
    address = reverse("portal:receipt", args=[newest()])

    for _ in range(2):
        assert client.post(address, {"fate": "taken-down"}).status_code == 302

    assert Receipt.objects.get().fate == Fate.TAKEN_DOWN
    assert "Taken down" in page(client, newest()).text


def test_what_was_sent_before_the_portal_is_listed_by_the_worker(client: Client) -> None:
    make_published(headline="Dari dulu")
    before = Entry.objects.values_list("number", "headline", "search_vector").get()
    Entry.objects.all().delete()

    listing.list_older(timezone.now())

    assert Entry.objects.values_list("number", "headline", "search_vector").get() == before
    assert listed(client, words="dulu") == ["Dari dulu"]


def test_withdrawal_passes_the_filters_that_its_story_passed(client: Client) -> None:
    story = make_published(urgency=2, kind=Kind.objects.get(pk="L"))
    withdraw(story, by=make_user("chief"))

    assert len(listed(client, urgency=2, kind="L")) == 2


@pytest.mark.parametrize(
    ("language", "words"), [("id", "Belum ada kiriman"), ("en", "Nothing was sent")]
)
def test_portal_speaks_the_company_s_language_unless_told_otherwise(
    language: str, words: str
) -> None:
    member = make_member(make_company(language=language))
    plain = Client()
    plain.force_login(member.user)

    assert words in plain.get("/wire/").text
    assert "Nothing was sent" in signed_in(member).get("/wire/").text
