"""The calendar beside a day's stories."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.site.frame import navigation
from articles.site.pages.day_calendar import Around, calendar_of, look_around
from tests.articles.site.helpers import Newsroom, Outline, alter, html


@pytest.fixture
def nav(db: None) -> navigation.Navigation:
    return navigation.load("en")


def publish_on(edition: str, *times: str) -> None:
    newsroom = Newsroom(edition)
    for at in times:
        alter(newsroom.publish(), published_at=at)


def test_month_begins_on_its_weekday_and_ends_on_its_last_day(nav: navigation.Navigation) -> None:
    publish_on("en", "2024-02-29T05:00:00Z")
    shown = date(2024, 2, 29)

    month = calendar_of(nav, shown, look_around("en", shown))

    assert month.name == "February 2024"
    numbers = [[cell and cell.number for cell in week] for week in month.weeks]
    assert numbers[0] == [None, None, None, 1, 2, 3, 4]
    assert numbers[-1] == [26, 27, 28, 29, None, None, None]
    cells = [cell for week in month.weeks for cell in week if cell and cell.is_shown]
    assert [(cell.number, cell.url) for cell in cells] == [(29, "/en/indeks/2024/02/29/")]


def test_calendar_leads_to_days_with_stories_alone(nav: navigation.Navigation) -> None:
    # Midnight is that of the agency's time zone, seven hours before.
    publish_on(
        "en",
        *("2023-12-31T16:59:59Z", "2024-02-01T16:59:59Z", "2024-02-01T17:00:00Z"),
        *("2024-02-10T05:00:00Z", "2024-02-29T17:00:00Z", "2024-05-01T05:00:00Z"),
    )
    publish_on("ar", "2024-02-05T05:00:00Z", "2020-01-01T05:00:00Z")
    shown = date(2024, 2, 4)

    around = look_around("en", shown)
    month = calendar_of(nav, shown, around)

    assert around == Around(
        before=date(2024, 2, 2),
        after=date(2024, 2, 10),
        month_before=date(2023, 12, 31),
        month_after=date(2024, 3, 1),
        numbers=(1, 2, 10),
    )
    cells = [cell for week in month.weeks for cell in week if cell]
    assert [cell.number for cell in cells if cell.url] == [1, 2, 10]
    assert (month.earlier, month.later) == ("/en/indeks/2023/12/31/", "/en/indeks/2024/03/01/")


def test_calendar_without_stories_leads_nowhere(nav: navigation.Navigation) -> None:
    shown = date(2024, 2, 4)

    month = calendar_of(nav, shown, look_around("en", shown))

    assert [cell.url for week in month.weeks for cell in week if cell] == [""] * 29
    assert (month.earlier, month.later) == ("", "")


@pytest.mark.parametrize(
    ("day", "status", "robots"),
    [
        ("1066/10/14", 404, []),
        ("0622/07/16", 404, []),
        ("2021/08/07", 404, []),
        ("2021/08/08", 200, ["max-image-preview:large"]),
        ("2021/08/09", 200, ["noindex"]),
        ("2021/08/10", 200, ["max-image-preview:large"]),
        ("2021/08/11", 200, ["noindex"]),
        ("9999/12/30", 404, []),
    ],
)
def test_days_are_pages_from_the_first_story_on(
    db: None, client: Client, day: str, status: int, robots: list[str]
) -> None:
    publish_on("en", "2021-08-08T05:00:00Z", "2021-08-10T05:00:00Z")
    publish_on("id", "2020-01-01T05:00:00Z")

    page = Outline(html(client, f"/en/indeks/{day}/", status))

    if status == 200:
        assert [meta["content"] for meta in page.attributes("meta", name="robots")] == robots
        turner = [
            link["href"]
            for rel in ("prev", "next")
            for link in page.attributes("a", rel=rel)
            if "before" not in link["href"]
        ]
        assert set(turner) <= {"/en/indeks/2021/08/08/", "/en/indeks/2021/08/10/"}


@pytest.mark.parametrize("path", ["/indeks/", "/en/indeks/"])
def test_index_of_an_edition_without_stories_is_a_page_for_readers_alone(
    db: None, client: Client, path: str
) -> None:
    page = Outline(html(client, path))

    assert [meta["content"] for meta in page.attributes("meta", name="robots")] == ["noindex"]
    assert (
        client.get(f"{path}{timezone.localdate() - timedelta(days=1):%Y/%m/%d}/").status_code == 404
    )


@pytest.mark.parametrize("path", ["/", "/en/", "/ar/"])
def test_day_stands_marked_in_a_table_of_its_month(db: None, client: Client, path: str) -> None:
    publish_on(path.strip("/") or "id", "2021-08-08T05:00:00Z")

    page = Outline(html(client, f"{path}indeks/2021/08/08/"))

    assert len(page.attributes("th", scope="col")) == 7
    (current,) = page.attributes("a", **{"aria-current": "date"})
    assert current["href"] == f"{path}indeks/2021/08/08/"
