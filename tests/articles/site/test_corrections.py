"""The public page of corrections and withdrawals: its months, and the links both ways."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.actions import amending, reviewing
from articles.models import Ground, NoticeKind, Story
from tests.articles.site.helpers import Newsroom, Outline, address, correct, html, withdraw
from tests.factories import make_submitted, make_user

pytestmark = pytest.mark.django_db


LARGE = ["max-image-preview:large"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())


def published(headline: str) -> Story:
    return reviewing.approve(
        story=make_submitted(headline=headline),
        by=make_user("editor"),
        at=at("2021-01-01T08:00"),
    )


def test_month_has_its_own_and_no_others() -> None:
    client, editor = Client(), make_user("editor")
    times = {
        "Akhir Juli": "2021-07-31T23:59",
        "Awal Agustus": "2021-08-01T00:00",
        "Akhir Agustus": "2021-08-31T23:59",
        "Awal September": "2021-09-01T00:00",
    }
    stories = [published(headline) for headline in times]
    for story, when in zip(stories, times.values(), strict=True):
        amending.correct(
            story=story, by=editor, kind=NoticeKind.ERROR, note="Angkanya.", at=at(when)
        )

    page = Outline(html(client, "/koreksi/?bulan=2021-08"))

    assert page.headlines() == ["Akhir Agustus", "Awal Agustus"]
    assert [link["href"] for link in page.attributes("a", rel="prev")] == ["?bulan=2021-07"]
    assert [link["href"] for link in page.attributes("a", rel="next")] == ["?bulan=2021-09"]
    assert page.texts("strong") == ["Agustus 2021"]


def test_present_month_has_none_after_it(client: Client) -> None:
    now = timezone.localdate()

    page = Outline(html(client, f"/en/koreksi/?bulan={now:%Y-%m}"))

    assert page.attributes("a", rel="next") == []


@pytest.mark.parametrize("month", ["2021-13", "2021", "x", "0000-01", "9999-12", "2021-08-01"])
def test_month_that_is_none_is_missing(client: Client, month: str) -> None:
    assert client.get(f"/koreksi/?bulan={month}").status_code == 404


def test_notice_and_entry_lead_to_each_other(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    correct(story, "Nama desa.")
    correct(story, "Luas sawah.")

    page = Outline(html(client, address(story)))
    links = [
        link["href"] for link in page.attributes("a") if link["href"].startswith("/koreksi/?bulan=")
    ]
    entries = Outline(html(client, links[1].partition("#")[0]))

    assert [link.partition("#")[2] for link in links] == [f"{story.slug}-1", f"{story.slug}-2"]
    assert [entry["id"] for entry in entries.attributes("article")] == [
        *(f"{story.slug}-2", f"{story.slug}-1"),
    ]
    for number in (1, 2):
        there = f"{address(story)}#notice-{number}"
        assert len(entries.attributes("a", href=there)) == 1
        assert len(page.attributes("div", id=f"notice-{number}")) == 1


def test_withdrawal_and_its_entry_lead_to_each_other(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    withdraw(story)

    gone = Outline(html(client, f"/{story.slug}/", status=410))
    (link,) = [a["href"] for a in gone.attributes("a") if "bulan=" in a["href"]]
    page = Outline(html(client, link.partition("#")[0]))

    assert link.endswith(f"#{story.slug}")
    assert [entry["id"] for entry in page.attributes("article")] == [story.slug]
    assert len(page.attributes("a", href=f"/{story.slug}/")) == 1


def test_withdrawal_stands_in_the_month_of_the_agencys_zone() -> None:
    client, story = Client(), published("Panen")
    # 30 June 17:30 in UTC.
    amending.withdraw(
        story=story,
        by=make_user("chief"),
        ground=Ground.CHILD,
        reason="Identitas anak.",
        at=at("2021-07-01T00:30"),
    )

    gone = html(client, f"/{story.slug}/", status=410)

    assert f'href="/koreksi/?bulan=2021-07#{story.slug}"' in gone


@pytest.mark.parametrize(
    ("query", "status", "robots", "beside"),
    [
        ("bulan=0001-01", 404, [], []),
        ("bulan=2021-07", 404, [], []),
        ("bulan=2021-08", 200, LARGE, ["?bulan=2021-11"]),
        ("bulan=2021-09", 200, ["noindex"], ["?bulan=2021-08", "?bulan=2021-11"]),
        ("bulan=2021-11", 200, LARGE, ["?bulan=2021-08"]),
        ("bulan=2021-12", 200, ["noindex"], ["?bulan=2021-11"]),
        ("bulan=9998-12", 404, [], []),
        ("bulan=2021-08&before=1", 404, [], []),
        ("before=1", 404, [], []),
        ("before=0", 404, [], []),
    ],
)
def test_ledger_ends_at_its_first_entry_and_leads_to_no_empty_month(
    query: str, status: int, robots: list[str], beside: list[str]
) -> None:
    client = Client()
    stories = [published(headline) for headline in ("Panen", "Tanam")]
    for story, when in zip(stories, ("2021-08-01T00:00", "2021-11-30T23:59"), strict=True):
        amending.correct(
            story=story,
            by=make_user("editor"),
            kind=NoticeKind.ERROR,
            note="Angkanya.",
            at=at(when),
        )

    page = Outline(html(client, f"/koreksi/?{query}", status))

    if status == 200:
        assert [meta["content"] for meta in page.attributes("meta", name="robots")] == robots
        links = [*page.attributes("a", rel="prev"), *page.attributes("a", rel="next")]
        assert [link["href"] for link in links] == beside


def test_ledger_without_entries_is_a_page_of_this_month(client: Client) -> None:
    this = timezone.localdate().replace(day=1)
    former = (this - timedelta(days=1)).replace(day=1)

    pages = [client.get(f"/koreksi/{query}") for query in ("", f"?bulan={this:%Y-%m}")]

    assert [page.status_code for page in pages] == [200, 200]
    assert client.get(f"/koreksi/?bulan={former:%Y-%m}").status_code == 404
