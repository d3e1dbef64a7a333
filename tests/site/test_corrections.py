"""The public page of corrections and withdrawals: its months, and the links both ways."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from articles.actions import amending, reviewing
from articles.models import Ground, NoticeKind, Story
from tests.factories import make_submitted, make_user
from tests.site.helpers import Newsroom, Outline, address, correct, html, withdraw

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("month", ["0001-01", "2021-08"])
def test_month_of_the_first_correction_has_none_before_it(month: str) -> None:
    client = Client()
    amending.correct(
        story=published("Panen"),
        by=make_user("editor"),
        kind=NoticeKind.ERROR,
        note="Angkanya.",
        at=at("2021-08-01T00:00"),
    )

    page = Outline(html(client, f"/koreksi/?bulan={month}"))

    assert page.attributes("a", rel="prev") == []
    assert len(page.attributes("a", rel="next")) == 1
