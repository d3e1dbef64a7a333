"""The darkroom of the newsroom: makes pictures' renditions, and cards to share stories without one.

What waits stands in the database, so a darkroom may be killed at any moment. However many run,
one works at a time.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.db import Error, connection
from django.db.models import QuerySet
from django.utils import timezone

from articles.actions import troubles
from articles.models import Article, Card, Duty, Picture, Trouble
from articles.pictures import card, rendering
from articles.snapshot import picture_data

logger = logging.getLogger(__name__)

PAUSE: Final = 1.0
# What is new goes first, and neither an archive of pictures nor one of cards holds up the other.
AT_A_TIME: Final = 10
STEP: Final = 0.1
_LOCK: Final = 7_346_002


@dataclass(slots=True)
class Darkroom:
    """Looks for pictures and stories every second, until ``stopping`` says so.

    What fails is tried again after growing pauses and holds up nothing else; what kills the
    process counts as a failure. A database that is away is waited for.
    """

    stopping: Callable[[], bool] = lambda: False

    def run(self) -> None:
        while not self.stopping():
            try:
                self.work()
            except Error:
                # The clock beside it says that the database is away.
                connection.close()
            except Exception:
                logger.exception("nothing made, tried again")
            self._wait()

    def work(self) -> int:
        """Make some of the pictures and of the cards that wait; how many of both there were."""
        pictures = cards = 0
        began = time.monotonic()
        with _alone() as is_alone:
            if is_alone:
                pictures = self._make(Duty.RENDER, Picture.objects.to_be_rendered(), _render)
                cards = self._make(Duty.CARD, Card.objects.waiting(), _draw)
        if pictures or cards:
            seconds = time.monotonic() - began
            logger.info("%d pictures and %d cards made in %.1f s", pictures, cards, seconds)
        return pictures + cards

    def _make(self, duty: Duty, waiting: QuerySet[Any], make: Callable[[int], None]) -> int:
        made = tried = 0
        while not self.stopping() and tried < AT_A_TIME:
            held = Trouble.objects.held(duty, waiting, timezone.now())
            pk = waiting.exclude(pk__in=held).values_list("pk", flat=True).first()
            if pk is None:
                break
            tried += 1
            made += troubles.attempt(duty, pk, partial(make, pk), may_end_process=True)
        return made

    def _wait(self) -> None:
        end = time.monotonic() + PAUSE
        while not self.stopping() and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, STEP))


def _render(pk: int) -> None:
    picture = Picture.objects.get(pk=pk)
    # What is there of an earlier try may be half a file.
    is_again = Trouble.objects.filter(duty=Duty.RENDER, row=pk, attempts__gt=1).exists()
    rendering.render(picture_data(picture), again=is_again)
    # A focal point that moved meanwhile asks for others.
    same = Picture.objects.filter(pk=pk, focal_x=picture.focal_x, focal_y=picture.focal_y)
    same.update(is_rendered=True)


def _draw(number: int) -> None:
    article = Article.objects.select_related("dispatch").filter(dispatch_id=number).first()
    if article is None:
        # Another Dispatch took its place, or its story was withdrawn.
        Card.objects.filter(pk=number).delete()
        return
    card.make(number, article.dispatch.data)
    Card.objects.filter(pk=number).update(made_at=timezone.now())


@contextmanager
def _alone() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        is_alone: bool = cursor.fetchone()[0]
        try:
            yield is_alone
        finally:
            if is_alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
