"""The darkroom of the newsroom: makes pictures' renditions, and cards to share stories without one.

What waits stands in the database, so a darkroom may be killed at any moment. However many run,
one works at a time.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import Error, connection
from django.db.models import F
from django.utils import timezone

from articles.models import Article, Picture
from articles.pictures import card, rendering
from articles.snapshot import picture_data

logger = logging.getLogger(__name__)

PAUSE: Final = 1.0
ATTEMPTS: Final = 3
# Older stories had their cards made when they went out.
LOOKS_BACK: Final = timedelta(days=2)
STEP: Final = 0.1
_LOCK: Final = 7_346_002


@dataclass(slots=True)
class Darkroom:
    """Looks for pictures and stories every second, until ``stopping`` says so.

    A picture that fails is tried again, three times in all, after those that came since; what
    kills the process counts as a failure. A database that is away is waited for.
    """

    stopping: Callable[[], bool] = lambda: False
    _cards_until: int | None = None

    def run(self) -> None:
        while not self.stopping():
            try:
                self.work()
            except Error:
                # The clock beside it says that the database is away.
                connection.close()
            except Exception:
                logger.exception("no cards made, tried again")
            self._wait()

    def work(self) -> int:
        """Make all that waits; how many pictures and cards there were."""
        pictures = cards = 0
        began = time.monotonic()
        with _alone() as is_alone:
            if is_alone:
                while not self.stopping() and self._picture():
                    pictures += 1
                cards = self._cards()
        if pictures or cards:
            seconds = time.monotonic() - began
            logger.info("%d pictures and %d cards made in %.1f s", pictures, cards, seconds)
        return pictures + cards

    def _picture(self) -> bool:
        waiting = Picture.objects.filter(is_rendered=False, attempts__lt=ATTEMPTS)
        picture = waiting.order_by("attempts", "-pk").first()
        if picture is None:
            return False
        # Counted before the work, which may end this process.
        Picture.objects.filter(pk=picture.pk).update(attempts=F("attempts") + 1)
        try:
            rendering.render(picture_data(picture), again=picture.attempts > 0)
        except Exception:
            logger.exception("picture %s: no renditions made", picture.pk)
            return True
        # A focal point that moved meanwhile asks for others.
        same = Picture.objects.filter(
            pk=picture.pk, focal_x=picture.focal_x, focal_y=picture.focal_y
        )
        same.update(is_rendered=True)
        return True

    def _cards(self) -> int:
        articles = Article.objects.filter(
            picture__isnull=True, published_at__gt=timezone.now() - LOOKS_BACK
        )
        if self._cards_until is not None:
            articles = articles.filter(dispatch_id__gt=self._cards_until)
        made = 0
        for article in articles.select_related("dispatch").order_by("dispatch_id"):
            made += card.make(article.dispatch_id, article.dispatch.data)
            self._cards_until = article.dispatch_id
            if self.stopping():
                break
        return made

    def _wait(self) -> None:
        end = time.monotonic() + PAUSE
        while not self.stopping() and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, STEP))


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
