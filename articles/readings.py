"""How often stories are read: counted in the process, written in batches, and the ranking of it.

docs/decisions/most-read.md says what is counted, what is not, and what may be lost.
"""

import atexit
import logging
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Lock
from uuid import UUID

from django.db import Error, connection

logger = logging.getLogger(__name__)

SPAN = timedelta(hours=24)
"""What "most read" looks back on."""
PAUSE = 10.0
"""Seconds from one writing to the next, at least."""
MOST = 2000
"""What a process counts between two writings; the rest is left out."""

# By number of the Dispatch that was read, so that a forged one is known when it is written.
WRITE = """
INSERT INTO articles_readcount (edition_id, hour, story_uid, count)
SELECT a.edition_id, c.hour, a.story_uid, sum(c.count)
FROM unnest(%s::bigint[], %s::timestamptz[], %s::int[]) AS c(number, hour, count)
    JOIN articles_dispatch d ON d.number = c.number
    JOIN articles_article a ON a.story_uid = d.story_uid
GROUP BY a.edition_id, c.hour, a.story_uid
ORDER BY a.edition_id, c.hour, a.story_uid
ON CONFLICT (edition_id, hour, story_uid)
    DO UPDATE SET count = articles_readcount.count + EXCLUDED.count
"""
RANKING = """
SELECT story_uid FROM articles_readcount
WHERE edition_id = %s AND hour > %s
GROUP BY story_uid ORDER BY sum(count) DESC, max(hour) DESC, story_uid LIMIT %s
"""


class Counts:
    """The readings of this process that are not written yet; threads share it."""

    def __init__(self) -> None:
        self._counted: Counter[tuple[int, datetime]] = Counter()
        self._left = MOST
        self._written_at = time.monotonic()
        self._lock = Lock()

    def add(self, number: int) -> None:
        """Count a reading, and write all of them when it is time for that."""
        hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
        with self._lock:
            if self._left > 0:
                self._left -= 1
                self._counted[number, hour] += 1
            is_time = time.monotonic() - self._written_at >= PAUSE
        if is_time:
            self.write()

    def write(self) -> None:
        """Write what was counted. Without a database it stays counted for the next time."""
        with self._lock:
            counted, self._counted = self._counted, Counter()
            self._left, self._written_at = MOST, time.monotonic()
        if not counted:
            return
        numbers, hours = zip(*counted, strict=True)
        try:
            with connection.cursor() as cursor:
                cursor.execute(WRITE, [[*numbers], [*hours], [*counted.values()]])
        except Error as error:
            logger.warning("readings not written: %s", str(error).strip().partition("\n")[0])
            with self._lock:
                self._counted.update(counted)
                self._left = MOST - self._counted.total()


counts = Counts()
# A worker of gunicorn that is told to end, or recycled, comes by here; one that is killed doesn't.
atexit.register(counts.write)


def most_read(edition: str, most: int) -> list[UUID]:
    """The stories that were read most in the last day; maybe withdrawn ones among them."""
    with connection.cursor() as cursor:
        cursor.execute(RANKING, [edition, datetime.now(UTC) - SPAN, most])
        return [uid for (uid,) in cursor.fetchall()]
