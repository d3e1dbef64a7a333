"""The clock of the newsroom: publishes scheduled stories when their time has come.

Once an hour it also forgets the senders of complaints that were closed long ago, how often
stories were read on days that are over, which forms were received last week, and the files of
forms that were refused.

What is due stands in the database alone, so a clock may be killed at any moment, and
several may run at once.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from articles.actions import complaints, troubles, void_copies
from articles.actions.reviewing import publish_if_due
from articles.models import (
    LIVE,
    Complaint,
    Duty,
    ReadCount,
    ReceivedForm,
    SignInCount,
    Story,
    Trouble,
)
from articles.pictures import uploads

logger = logging.getLogger(__name__)

PAUSE = 0.5
LONGEST_PAUSE_WITHOUT_DATABASE = 2.0
HOUR = 3600.0
MINUTE = 60.0
# How late a stop may be seen.
STEP = 0.1


@dataclass(slots=True)
class Clock:
    """Looks for due stories every half second, until ``stopping`` says so.

    A story that fails is tried again after growing pauses and holds up no other; a
    database that is away is waited for.
    """

    stopping: Callable[[], bool] = lambda: False
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
        stories = Story.objects.due(now)
        try:
            due = list(stories.values_list("pk", flat=True))
            held = Trouble.objects.held(Duty.PUBLISH, stories, now)
        except Exception as error:  # noqa: BLE001 - whatever keeps the list from us, the next look may get it
            self._lose_database(error)
            return False
        self._find_database()
        went_well = not held
        for pk in due:
            if self.stopping() or self._is_away:
                break
            if pk not in held:
                went_well &= self._do(Duty.PUBLISH, pk, partial(_publish, pk))
        return went_well and not self._is_away

    def forget(self) -> None:
        """Erase what complaints hold of persons, and old counts, where their time is over.

        Caches forget too: what is withdrawn is marked where they look.
        """
        self._forgets_at = time.monotonic() + (HOUR if self._forget() else MINUTE)

    def _forget(self) -> bool:
        now = timezone.now()
        try:
            complaints_due = Complaint.objects.to_erase(now)
            due = list(complaints_due.values_list("pk", flat=True))
            held = Trouble.objects.held(Duty.ERASE, complaints_due, now)
        except Exception as error:  # noqa: BLE001 - as above
            self._lose_database(error)
            return False
        duties: list[tuple[Duty, int, Callable[[], object]]] = [
            (Duty.ERASE, pk, partial(complaints.erase, pk=pk, now=now))
            for pk in due
            if pk not in held
        ]
        over: list[Callable[[], object]] = [
            partial(complaints.forget_counts, now),
            partial(ReadCount.objects.forget, now),
            partial(ReceivedForm.objects.forget, now),
            void_copies.mark_all,
            uploads.forget,
            partial(SignInCount.objects.forget, now),
            Session.objects.filter(expire_date__lte=now).delete,
        ]
        duties += [
            (Duty.FORGET, row, transaction.atomic(forget)) for row, forget in enumerate(over)
        ]
        went_well = not held
        for duty, row, work in duties:
            if self.stopping() or self._is_away:
                break
            went_well &= self._do(duty, row, work)
        if erased := len(due) - complaints_due.count():
            logger.info("personal data of %d complaints erased", erased)
        return went_well and not self._is_away

    def _do(self, duty: Duty, row: int, work: Callable[[], object]) -> bool:
        try:
            return troubles.attempt(duty, row, work)
        except Exception as error:  # noqa: BLE001 - it is raised only when the database is away
            self._lose_database(error)
            return False

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


def _publish(pk: int) -> None:
    story = publish_if_due(pk=pk, now=timezone.now())
    if story is None:
        return
    if story.status in LIVE:
        logger.info("story %s: published as %s", pk, story.latest_dispatch)
    else:
        logger.warning("story %s: not published, back with the editors", pk)
