"""The clock of the newsroom: publishes scheduled stories when their time has come.

Once an hour it also forgets the senders of complaints that were closed long ago, how often
stories were read on days that are over, and which forms were received last week.

What is due stands in the database alone, so a clock may be killed at any moment, and
several may run at once.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection
from django.utils import timezone

from articles.actions import complaints, void_copies
from articles.actions.reviewing import publish_if_due
from articles.models import LIVE, ReadCount, ReceivedForm, Story

logger = logging.getLogger(__name__)

PAUSE = 0.5
LONGEST_PAUSE_WITHOUT_DATABASE = 2.0
LONGEST_PAUSE_OF_A_STORY = 60.0
HOUR = 3600.0
# How late a stop may be seen.
STEP = 0.1


@dataclass(slots=True)
class _Trouble:
    pause: float
    until: float


@dataclass(slots=True)
class Clock:
    """Looks for due stories every half second, until ``stopping`` says so.

    A story that fails is tried again after growing pauses and holds up no other; a
    database that is away is waited for.
    """

    stopping: Callable[[], bool] = lambda: False
    _troubles: dict[int, _Trouble] = field(default_factory=dict)
    _pause: float = PAUSE
    _is_away: bool = False
    _forgets_at: float = 0.0

    def run(self) -> None:
        logger.info("waiting for stories")
        while not self.stopping():
            self.tick()
            if time.monotonic() >= self._forgets_at and not self._is_away:
                self.forget()
            self._wait()

    def tick(self) -> bool:
        """Publish what is due now; whether all of it went well."""
        now = timezone.now()
        try:
            due = list(Story.objects.due(now).values_list("pk", flat=True))
        except Exception as error:  # noqa: BLE001 - whatever keeps the list from us, the next look may get it
            self._lose_database(error)
            return False
        self._find_database()
        self._troubles = {pk: self._troubles[pk] for pk in due if pk in self._troubles}
        for pk in due:
            if self.stopping() or self._is_away:
                break
            if pk not in self._troubles or self._troubles[pk].until <= time.monotonic():
                self._publish(pk)
        return not self._troubles and not self._is_away

    def forget(self) -> None:
        """Erase what complaints hold of persons, and old read counts, where their time is over.

        Caches forget too: what is withdrawn is marked where they look.
        """
        self._forgets_at = time.monotonic() + HOUR
        try:
            if count := complaints.erase(now=timezone.now()):
                logger.info("personal data of %d complaints erased", count)
            ReadCount.objects.forget(timezone.now())
            ReceivedForm.objects.forget(timezone.now())
            void_copies.mark_all()
        except Exception:
            logger.exception("what is over was not erased, tried again in an hour")

    def _publish(self, pk: int) -> None:
        try:
            story = publish_if_due(pk=pk, now=timezone.now())
        except Exception as error:
            if not connection.is_usable():
                self._lose_database(error)
                return
            before = self._troubles.get(pk)
            pause = min(before.pause * 2, LONGEST_PAUSE_OF_A_STORY) if before else 2 * PAUSE
            self._troubles[pk] = _Trouble(pause, time.monotonic() + pause)
            logger.exception("story %s: not published, tried again in %g s", pk, pause)
            return
        self._troubles.pop(pk, None)
        if story is None:
            return
        if story.status in LIVE:
            logger.info("story %s: published as %s", pk, story.latest_dispatch)
        else:
            logger.warning("story %s: not published, back with the editors", pk)

    def _lose_database(self, error: Exception) -> None:
        connection.close()
        self._pause = min(self._pause * 2, LONGEST_PAUSE_WITHOUT_DATABASE)
        if not self._is_away:
            self._is_away = True
            logger.warning("the database is away: %s", str(error).strip().partition("\n")[0])

    def _find_database(self) -> None:
        self._pause = PAUSE
        if self._is_away:
            self._is_away = False
            logger.warning("the database is back")

    def _wait(self) -> None:
        end = time.monotonic() + self._pause
        while not self.stopping() and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, STEP))
