"""What the worker does by itself: the shape of a duty, and which there are.

docs/decisions/worker.md says why it is so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from articles.models import DutyRun

HOUR: Final = 3600.0
CHORE: Final = 0
"""The one row of a duty without rows; no row of a table has this key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Work on rows that wait in the database: the row is the job, so nothing else remembers it.

    ``do`` gets the key of one row, and may be killed at any moment: it sees for itself whether the
    row still waits, locks it, and commits that it is done with what it did.
    """

    name: str
    title: Promise
    """What is done for one row, as the desk says it."""
    do: Callable[[int], object]
    pace: float
    """Seconds from one look to the next, or, without rows, from one time to the next."""
    waiting: Callable[[datetime], QuerySet[Any]] | None = None
    """The rows to be done at a time, the next one first; None for a duty without rows."""
    key: str = "pk"
    """The whole number by which ``do`` knows a row."""
    at_a_time: int = 100
    """How many rows before others of the same thread have their turn."""
    thread: str = "house"
    """Duties of one thread wait for each other."""
    is_alone: bool = False
    """Whether one worker at a time does what is in this thread."""
    may_end_process: bool = False
    """Whether a try is counted before it is made: what ends the process leaves no error."""
    longest_pause: timedelta = timedelta(hours=1)
    """How long a row that fails waits at most for its next try."""
    about: type[Model] | None = None
    called: Combinable | None = None
    """What people mend when a row fails: the model of that key, and what one is called."""
    has_page: bool = True
    """Whether those who see troubles have a page of it in the newsroom."""


def chore(name: str, title: Promise, do: Callable[[datetime], object], pace: float = HOUR) -> Duty:
    """A duty without rows: ``do`` is called with the time it is, in a transaction of its own."""

    @transaction.atomic
    def done(row: int) -> None:
        now = timezone.now()
        do(now)
        DutyRun.objects.note(name, at=now, seconds=(timezone.now() - now).total_seconds(), rows=1)

    return Duty(name=name, title=title, do=done, pace=pace)


@cache
def duties() -> tuple[Duty, ...]:
    """All that ``settings.WORKER_DUTIES`` names; of two that are due the first is done first."""
    return tuple(import_string(name) for name in settings.WORKER_DUTIES)


def duty_named(name: str) -> Duty | None:
    """None for one that an earlier version had."""
    return next((duty for duty in duties() if duty.name == name), None)
