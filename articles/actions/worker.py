"""The worker: looks after every duty at its own pace, until it is told to stop."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Lock
from time import monotonic
from typing import Final

from django.db import DatabaseError, connection
from django.utils import timezone

from articles.actions import troubles
from articles.actions.duty import CHORE, Duty
from articles.models import DutyRun, Trouble

logger = logging.getLogger(__name__)

MINUTE: Final = 60.0
PAUSE_WITHOUT_DATABASE: Final = 1.0
NOTED_EVERY: Final = 10.0
"""Seconds between two notes of a duty that had nothing to do."""
_LOCKS: Final = 7_346_002


def work(duty: Duty, stopping: Callable[[], bool] = lambda: False) -> int:
    """Do some of what waits, the next first; how many rows were in hand, well or not.

    A row that fails is a ``Trouble`` and holds up no other. Raises only when the database is away.
    """
    tried = 0
    with _alone(duty) as is_alone:
        for row in _next(duty) if is_alone else []:
            if stopping():
                break
            tried += 1
            troubles.attempt(duty, row)
    return tried


def noted(duty: Duty, stopping: Callable[[], bool] = lambda: False, *, idle: bool = True) -> int:
    """``work``, written down for the report; with ``idle`` also when nothing was in hand."""
    began = monotonic()
    tried = work(duty, stopping)
    # A chore writes its own, in its transaction.
    if duty.waiting and (tried or idle):
        DutyRun.objects.note(duty.name, at=timezone.now(), seconds=monotonic() - began, rows=tried)
    return tried


def once(chosen: Sequence[Duty]) -> bool:
    """Do all that waits now; whether nothing is in trouble."""
    for duty in chosen:
        while noted(duty) >= duty.at_a_time:
            pass
    return not Trouble.objects.filter(duty__in=[duty.name for duty in chosen]).exists()


def _next(duty: Duty) -> list[int]:
    try:
        return _due(duty) if duty.waiting is None else _waiting(duty)
    except Exception as error:
        if not connection.is_usable():
            raise
        # It goes with the next look that sees the rows.
        troubles.keep(duty, CHORE, error)
        return []


def _waiting(duty: Duty) -> list[int]:
    assert duty.waiting is not None  # noqa: S101 - as above
    now = timezone.now()
    waiting = duty.waiting(now)
    held = Trouble.objects.held(duty.name, waiting, now, duty.key)
    free = waiting.exclude(**{f"{duty.key}__in": held}) if held else waiting
    return list(free.values_list(duty.key, flat=True)[: duty.at_a_time])


def _due(duty: Duty) -> list[int]:
    now = timezone.now()
    lately = DutyRun.objects.filter(duty=duty.name, at__gt=now - timedelta(seconds=duty.pace))
    held = Trouble.objects.filter(duty=duty.name, next_at__gt=now)
    return [] if lately.exists() or held.exists() else [CHORE]


@contextmanager
def _alone(duty: Duty) -> Iterator[bool]:
    if not duty.is_alone:
        yield True
        return
    with connection.cursor() as cursor:
        lock = (_LOCKS, duty.thread)
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", lock)
        is_alone: bool = cursor.fetchone()[0]
        try:
            yield is_alone
        finally:
            if is_alone:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", lock)


@dataclass(slots=True)
class Outage:
    """Says once that the database is away, and once that it is back, whichever thread notices.

    A thread that finds its connection cut when the others are at work again says nothing.
    """

    _is_on: bool = False
    _lock: Lock = field(default_factory=Lock)

    def begin(self, error: Exception) -> None:
        connection.close()
        if _answers():
            return
        with self._lock:
            if not self._is_on:
                why = str(error).strip().partition("\n")[0]
                logger.warning("the database is away: %s", why)
            self._is_on = True

    def end(self) -> None:
        with self._lock:
            if self._is_on:
                logger.warning("the database is back")
            self._is_on = False


def _answers() -> bool:
    try:
        connection.ensure_connection()
    except DatabaseError:
        return False
    return True


@dataclass(slots=True)
class Round:
    """The duties of one thread, each at its pace; of those that are due the longest due first."""

    duties: Sequence[Duty]
    stopping: Event
    outage: Outage
    _looks_at: dict[str, float] = field(default_factory=dict)
    _noted_at: dict[str, float] = field(default_factory=dict)

    def run(self) -> None:
        """Until ``stopping`` is set; the row in hand is finished. A database away is waited for."""
        while not self.stopping.is_set():
            duty = min(self.duties, key=lambda each: self._looks_at.get(each.name, 0.0))
            if self.stopping.wait(self._looks_at.get(duty.name, 0.0) - monotonic()):
                break
            pause = self._look_after(duty)
            self._looks_at[duty.name] = monotonic() + pause
        connection.close()

    def _look_after(self, duty: Duty) -> float:
        """Work at it; how many seconds until the next look."""
        is_late = monotonic() - self._noted_at.get(duty.name, 0.0) >= NOTED_EVERY
        try:
            tried = noted(duty, self.stopping.is_set, idle=is_late)
        except Exception as error:  # noqa: BLE001 - it is raised only when the database is away
            self.outage.begin(error)
            return PAUSE_WITHOUT_DATABASE
        self.outage.end()
        if tried or is_late:
            self._noted_at[duty.name] = monotonic()
        if duty.waiting is None:
            return min(duty.pace, MINUTE)
        return 0.0 if tried >= duty.at_a_time else duty.pace


def rounds(chosen: Sequence[Duty], stopping: Event) -> dict[str, Round]:
    """The rounds that look after the duties, by the name of their thread."""
    outage = Outage()
    of_thread: dict[str, list[Duty]] = {}
    for duty in chosen:
        of_thread.setdefault(duty.thread, []).append(duty)
    return {name: Round(own, stopping, outage) for name, own in of_thread.items()}
