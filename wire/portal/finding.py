"""A subscriber's log as the portal lists it: filtered, searched, the newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple, Self
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.http import urlencode

from articles.models.article import SEARCH_CONFIGS
from articles.models.dispatch import Signal
from articles.text.search_query import query
from wire.entitlement import floor

A_PAGE: Final = 40
WINDOW: Final = 4000
"""How much of a log one look goes through; the next goes on where it ended."""
END: Final = 2**62

# What one look goes through: the newest of the log, or what holds the words.
_NEWEST: Final = """
SELECT number FROM wire_delivery
WHERE company_id = %(company)s AND number > %(after)s AND number < %(before)s
ORDER BY number DESC LIMIT %(window)s
"""
_MATCHING: Final = """
SELECT number FROM wire_entry e
WHERE ({matches}) AND number > %(after)s AND number < %(before)s
ORDER BY number DESC LIMIT %(window)s
"""
_MATCHES: Final = (
    "search_vector @@ websearch_to_tsquery('{config}', %(words)s)"
    " AND querytree(websearch_to_tsquery('{config}', %(words)s)) <> 'T' AND edition = '{edition}'"
)
_ROWS: Final = """
WITH looked AS MATERIALIZED ({looked})
SELECT (SELECT min(number) FROM looked), (SELECT count(*) FROM looked) = %(window)s, found.*
FROM (SELECT 1) AS always LEFT JOIN LATERAL (
    SELECT d.number, d.version, d.signal, d.story_uid, e.sent_at, e.edition, e.desk_name, e.kind,
        e.urgency, e.has_pictures AND d.has_pictures, e.embargo_until, e.headline,
        newest.number, newest.version, newest.signal
    FROM looked
        JOIN wire_delivery d ON d.company_id = %(company)s AND d.number = looked.number
        JOIN wire_entry e ON e.number = d.number
        CROSS JOIN LATERAL (
            SELECT n.number, n.version, n.signal FROM wire_delivery n
            WHERE n.story_uid = d.story_uid AND n.company_id = d.company_id
            ORDER BY n.number DESC LIMIT 1
        ) AS newest
    {where}
    ORDER BY d.number DESC LIMIT %(most)s
) AS found ON true
"""
_THESE: Final = "SELECT unnest(%(numbers)s::bigint[]) AS number"
_CONDITIONS: Final = {
    "words": "newest.number = d.number",
    "edition": "e.edition = %(edition)s",
    "desk": "%(desk)s IN (e.desk, e.section)",
    "kind": "e.kind = %(kind)s",
    "urgency": "e.urgency <= %(urgency)s",
    "signal": "d.signal = %(signal)s",
    "has_pictures": "e.has_pictures AND d.has_pictures",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; what is empty lets all pass. ``urgency`` is the least urgent wanted."""

    words: str = ""
    edition: str = ""
    desk: int | None = None
    kind: str = ""
    urgency: int | None = None
    signal: str = ""
    has_pictures: bool = False
    day: date | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From what ``data`` gave."""
        day = data.get("day")
        return cls(**{**data, "day": date.fromisoformat(day) if day else None})

    @property
    def data(self) -> dict[str, Any]:
        """What is wanted, as plain data."""
        given = {name: value for name, value in asdict(self).items() if value}
        return given | ({"day": self.day.isoformat()} if self.day else {})

    @property
    def address(self) -> str:
        """The query of the list's address that asks for the same."""
        return urlencode(
            {name: "on" if value is True else value for name, value in self.data.items()}
        )


class Row(NamedTuple):
    """A line of the list: a delivery, and where its story stands by now."""

    number: int
    version: int
    signal: str
    story: UUID
    sent_at: datetime
    edition: str
    desk: str
    kind: str
    urgency: int
    has_pictures: bool
    embargo_until: datetime | None
    headline: str
    newest: int
    newest_version: int
    newest_signal: str

    @property
    def is_newest(self) -> bool:
        return self.number == self.newest

    @property
    def state(self) -> str:
        """What stands in the way of using it: withdrawn, held, replaced, embargoed or nothing."""
        if self.newest_signal == Signal.WITHDRAWAL:
            return "withdrawn"
        if self.newest_signal == Signal.HOLD:
            return "held"
        if not self.is_newest:
            return "replaced"
        return "embargoed" if self.embargo_until else ""

    @property
    def is_stop(self) -> bool:
        """Whether it is what withdraws its story or holds it up, which ``state`` says already."""
        return self.is_newest and self.signal in {Signal.WITHDRAWAL, Signal.HOLD}

    @property
    def signal_name(self) -> str:
        return str(Signal(self.signal).label)


class Found(NamedTuple):
    """``before`` is the number to look on from, None at the end of the log."""

    rows: list[Row]
    before: int | None


def find(
    company: int, wanted: Filter, *, after: int = 0, before: int = END, most: int = A_PAGE
) -> Found:
    """The newest deliveries that pass, between two numbers. One query, or two with a day.

    It looks through ``WINDOW`` of them and no more, so ``before`` may lead on from few rows or
    none. Words find each story once, in its newest version, and never the text of one that is
    withdrawn or on hold.
    """
    after, before = _within(wanted.day, after, before)
    words = query(wanted.words)
    if wanted.words and not words:
        return Found([], None)
    limits = {name: value for name, value in asdict(wanted).items() if value}
    where = [_CONDITIONS[name] for name in limits if name in _CONDITIONS]
    statement = _ROWS.format(
        looked=_matching(wanted.edition) if words else _NEWEST,
        where=f"WHERE {' AND '.join(where)}" if where else "",
    )
    given = {
        **limits,
        "words": words,
        "company": company,
        "after": after,
        "before": before,
        "window": WINDOW,
        "most": most + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        found = cursor.fetchall()
    lowest, is_more = found[0][:2]
    rows = [Row(*row[2:]) for row in found if row[2] is not None]
    if len(rows) > most:
        return Found(rows[:most], rows[most - 1].number)
    return Found(rows, lowest if is_more else None)


def of_numbers(company: int, numbers: Sequence[int]) -> list[Row]:
    """Those deliveries of a company, the newest first."""
    most = len(numbers)
    given: dict[str, Any] = {"company": company, "numbers": [*numbers], "most": most, "window": 0}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(looked=_THESE, where=""), given)
        return [Row(*row[2:]) for row in cursor.fetchall() if row[2] is not None]


def _matching(edition: str) -> str:
    configs = {edition: SEARCH_CONFIGS[edition]} if edition in SEARCH_CONFIGS else SEARCH_CONFIGS
    matches = [_MATCHES.format(config=config, edition=code) for code, config in configs.items()]
    return _MATCHING.format(matches=" OR ".join(f"({each})" for each in matches))


def _within(day: date | None, after: int, before: int) -> tuple[int, int]:
    """The numbers between which a day of the agency's lies."""
    if day is None:
        return after, before
    midnight = datetime.combine(day, time.min, timezone.get_default_timezone())
    return (
        max(after, floor(midnight)),
        min(before, floor(midnight + timedelta(days=1)) + 1),
    )
