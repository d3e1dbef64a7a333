"""The month round a day, as a calendar shows it."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from articles.site.navigation import Navigation
from articles.text import dates

DAY = timedelta(days=1)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the month; ``url`` is "" for one to come."""

    number: int
    url: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday, ``None`` where a day is another month's.

    ``earlier`` and ``later`` are the addresses of the months beside it, "" where there is none.
    """

    name: str
    heads: list[tuple[str, str]]
    weeks: list[list[Cell | None]]
    earlier: str
    later: str


def calendar_of(nav: Navigation, shown: date, today: date) -> Month:
    """The month of ``shown``, with a way to each of its days until ``today``."""
    root, language = nav.address("today"), nav.edition.code
    first_weekday, length = calendar.monthrange(shown.year, shown.month)
    first = shown.replace(day=1)
    last = shown.replace(day=length)
    cells: list[Cell | None] = [None] * first_weekday
    for number in range(1, length + 1):
        day = first.replace(day=number)
        url = f"{root}{day.isoformat().replace('-', '/')}/" if day <= today else ""
        cells.append(Cell(number, url, day == shown))
    cells += [None] * (-len(cells) % WEEK)
    return Month(
        dates.month_and_year(shown, language),
        list(zip(dates.DAY_SIGNS[language], dates.DAYS[language], strict=True)),
        [cells[at : at + WEEK] for at in range(0, len(cells), WEEK)],
        # The first day of all has no address, nor anything before it.
        nav.address("day", day=first - DAY) if first > date.min + DAY else "",
        nav.address("day", day=last + DAY) if last < today else "",
    )
