"""The calendar beside a day's stories."""

from datetime import date

import pytest
from django.test import Client

from articles.site import navigation
from articles.site.day_calendar import calendar_of
from tests.site.helpers import Outline, html


@pytest.fixture
def nav(db: None) -> navigation.Navigation:
    return navigation.load("en")


def test_month_begins_on_its_weekday_and_ends_on_its_last_day(nav: navigation.Navigation) -> None:
    month = calendar_of(nav, date(2024, 2, 29), date(2026, 11, 24))

    assert month.name == "February 2024"
    numbers = [[cell and cell.number for cell in week] for week in month.weeks]
    assert numbers[0] == [None, None, None, 1, 2, 3, 4]
    assert numbers[-1] == [26, 27, 28, 29, None, None, None]
    shown = [cell for week in month.weeks for cell in week if cell and cell.is_shown]
    assert [(cell.number, cell.url) for cell in shown] == [(29, "/en/indeks/2024/02/29/")]


def test_days_to_come_lead_nowhere(nav: navigation.Navigation) -> None:
    today = date(2026, 11, 24)

    month = calendar_of(nav, today, today)

    cells = [cell for week in month.weeks for cell in week if cell]
    assert [cell.number for cell in cells if cell.url] == list(range(1, 25))
    assert [cell.number for cell in cells if not cell.url] == list(range(25, 31))
    assert (month.earlier, month.later) == ("/en/indeks/2026/10/31/", "")


@pytest.mark.parametrize(
    ("shown", "earlier", "later"),
    [
        (date(2024, 1, 5), "/en/indeks/2023/12/31/", "/en/indeks/2024/02/01/"),
        (date(2026, 10, 31), "/en/indeks/2026/09/30/", "/en/indeks/2026/11/01/"),
        (date(1, 1, 2), "", "/en/indeks/0001/02/01/"),
    ],
)
def test_months_beside_it_are_linked(
    nav: navigation.Navigation, shown: date, earlier: str, later: str
) -> None:
    month = calendar_of(nav, shown, date(2026, 11, 24))

    assert (month.earlier, month.later) == (earlier, later)


def test_day_of_an_early_year_is_a_page(db: None, client: Client) -> None:
    page = Outline(html(client, "/indeks/0622/07/16/"))

    assert [link["href"] for link in page.attributes("a", rel="next")] == ["/indeks/0622/07/17/"]


@pytest.mark.parametrize("path", ["/", "/en/", "/ar/"])
def test_day_stands_marked_in_a_table_of_its_month(db: None, client: Client, path: str) -> None:
    page = Outline(html(client, f"{path}indeks/2021/08/08/"))

    assert len(page.attributes("th", scope="col")) == 7
    (current,) = page.attributes("a", **{"aria-current": "date"})
    assert current["href"] == f"{path}indeks/2021/08/08/"
