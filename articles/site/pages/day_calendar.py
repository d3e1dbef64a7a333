"""The month round a day, as a calendar shows it."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from articles.site import months
from articles.site.frame.navigation import Navigation
from articles.text import dates

DAY = timedelta(days=1)
WEEK = 7

AROUND = """
WITH own AS (SELECT published_at FROM articles_article WHERE edition_id = %(edition)s)
SELECT (SELECT max(published_at) FROM own WHERE published_at < %(begin)s),
    (SELECT min(published_at) FROM own WHERE published_at >= %(end)s),
    (SELECT max(published_at) FROM own WHERE published_at < %(month)s),
    (SELECT min(published_at) FROM own WHERE published_at >= %(month_end)s),
    ARRAY(
        SELECT number
        FROM unnest(%(begins)s::timestamptz[], %(ends)s::timestamptz[])
            WITH ORDINALITY AS day(begin, "end", number)
        WHERE EXISTS (
            SELECT FROM articles_article
            WHERE edition_id = %(edition)s
                AND published_at >= day.begin AND published_at < day."end"
        )
    )
"""


@dataclass(frozen=True, slots=True)
class Around:
    """The days of an edition round one of them; None where there are no stories.

    ``before`` and ``after`` are the nearest with stories beside the day, ``month_before`` and
    ``month_after`` those beside its month; ``numbers`` are the days of the month that have some.
    """

    before: date | None
    after: date | None
    month_before: date | None
    month_after: date | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the month; ``url`` is "" for one without stories."""

    number: int
    url: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday, ``None`` where a day is another month's.

    ``earlier`` and ``later`` lead to the nearest days with stories before and after it, "" where
    there is none.
    """

    name: str
    heads: list[tuple[str, str]]
    weeks: list[list[Cell | None]]
    earlier: str
    later: str


def calendar_of(nav: Navigation, shown: date, around: Around) -> Month:
    """The month of ``shown``, with a way to each of its days that has stories."""
    first_weekday, length = calendar.monthrange(shown.year, shown.month)
    cells: list[Cell | None] = [None] * first_weekday
    for number in range(1, length + 1):
        day = shown.replace(day=number)
        url = nav.address("day", day=day) if number in around.numbers else ""
        cells.append(Cell(number, url, day == shown))
    cells += [None] * (-len(cells) % WEEK)
    language = nav.edition.code
    return Month(
        dates.month_and_year(shown, language),
        list(zip(dates.DAY_SIGNS[language], dates.DAYS[language], strict=True)),
        [cells[at : at + WEEK] for at in range(0, len(cells), WEEK)],
        nav.address("day", day=around.month_before) if around.month_before else "",
        nav.address("day", day=around.month_after) if around.month_after else "",
    )


def look_around(edition: str, shown: date) -> Around:
    """What the edition published round a day, in one query that looks into one index."""
    month = shown.replace(day=1)
    _, length = calendar.monthrange(month.year, month.month)
    days = [months.midnight(month + DAY * at) for at in range(length + 1)]
    with connection.cursor() as cursor:
        cursor.execute(
            AROUND,
            {
                "edition": edition,
                "begin": months.midnight(shown),
                "end": months.midnight(shown + DAY),
                "month": days[0],
                "month_end": days[-1],
                "begins": days[:-1],
                "ends": days[1:],
            },
        )
        *times, numbers = cursor.fetchone()
    before, after, month_before, month_after = (at and timezone.localdate(at) for at in times)
    return Around(before, after, month_before, month_after, tuple(numbers))
