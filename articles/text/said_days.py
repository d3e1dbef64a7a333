"""Days that a text names: twice, by the day of the week and by its date, or by a date of no day."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from articles.text import dates

_OTHER_SPELLINGS: Final = {
    4: ("Jum'at", "Jum’at"),
    6: ("Minggu",),
    0: ("الإثنين",),
    2: ("الاربعاء",),
    1: ("الثلثاء",),
}
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(zip(*dates.DAYS.values(), strict=True))
    for name in (*names, *_OTHER_SPELLINGS.get(number, ()))
}
_DAY = r"(\d{1,2})"
_YEAR = r"(?:,? (\d{4})\b)?"
_MONTH = r"([^\W\d_]{3,12})"
# A range of days, (12-13/11), is left alone: its weekdays are two.
_NAMED = re.compile(
    rf"\b({'|'.join(_WEEKDAYS)})[,،]? ?\(?(?:"
    rf"{_DAY} ?/ ?(\d{{1,2}})(?: ?/ ?(\d{{4}}))?(?![\d/])"
    rf"|{_DAY} {_MONTH}{_YEAR}|{_MONTH} {_DAY}\b{_YEAR})"
)

# "In November 31 people" is no date, so the day stands before its month.
_ALONE = re.compile(
    rf"(?<![\w/.,-]){_DAY} {_MONTH}{_YEAR}|\({_DAY} ?/ ?(\d{{1,2}})(?: ?/ ?(\d{{4}}))?\)"
)
# With a year or without. Apart, for "Monday 30 November" has no month before its 30.
_DATES = [
    re.compile(rf"(?<![\w.,/-])(?P<day>\d{{1,2}}) (?P<month>{_MONTH})"),
    re.compile(rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}})\b"),
    re.compile(r"(?<![\w/])(?P<day>\d{1,2}) ?/ ?(?P<month>\d{1,2})(?!\d)"),
]
_LONGEST_MONTH: Final = 31
_LEAP_YEAR: Final = 2024


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A weekday (Monday is 0) with a date behind it, whose year may be left out: then it is 0."""

    quote: str
    weekday: int
    day: int
    month: int
    year: int = 0

    def meant(self, on: date) -> date | None:
        """The day that it is; without a year the one nearest to ``on``. None: there is none."""
        years = [self.year] if self.year else [on.year - 1, on.year, on.year + 1]
        days = [each for year in years if (each := _date(year, self.month, self.day))]
        return min(days, key=lambda each: abs(each - on), default=None)


def named_days(text: str) -> list[NamedDay]:
    """Each weekday of the text that stands before a date, in any of the agency's languages."""
    found = []
    for match in _NAMED.finditer(text):
        name, day, month, year, day_2, month_2, year_2, month_3, day_3, year_3 = match.groups()
        number = int(month) if month else dates.month_number(month_2 or month_3)
        if number:
            found.append(
                NamedDay(
                    match[0] + (")" if "(" in match[0] else ""),
                    _WEEKDAYS[name],
                    int(day or day_2 or day_3),
                    number,
                    int(year or year_2 or year_3 or 0),
                )
            )
    return found


def days_of_no_month(text: str) -> list[str]:
    """The dates of the text without a weekday that no calendar has, as 30 February."""
    found = []
    for match in _ALONE.finditer(_NAMED.sub(" ", text)):
        day, name, year, day_2, month, year_2 = match.groups()
        number = int(month) if month else dates.month_number(name)
        wanted, of = int(day or day_2), int(year or year_2 or _LEAP_YEAR)
        is_date = number in range(1, 13) and wanted in range(1, _LONGEST_MONTH + 1)
        if is_date and _date(of, number, wanted) is None:
            found.append(match[0])
    return found


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and its month as a text has them, and from where to where."""

    quote: str
    day: int
    month: int
    start: int
    end: int


def dated(text: str) -> list[Dated]:
    """Each day of a month that the text names, in any of the agency's languages."""
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            name = match["month"]
            month = int(name) if name.isdecimal() else dates.month_number(name)
            if month in range(1, 13):
                found.append(Dated(match[0], int(match["day"]), month, match.start(), match.end()))
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
