"""How often stories are read: counted in the process, written in batches, and the ranking of it.

docs/decisions/most-read.md says what is counted, what is not, and what may be lost.
"""

import atexit
import logging
import re
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Lock
from uuid import UUID

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.site.frame import kept
from articles.site.pages.traps import is_foreign

logger = logging.getLogger(__name__)

SPAN = timedelta(hours=24)
"""What "most read" looks back on."""
PAUSE = 10.0
"""Seconds from one writing to the next, at least."""
MOST = 2000
"""What a process counts between two writings; the rest is left out."""
LONGEST = 20
RANKED_FOR = 60

_NUMBER = re.compile(rb"[1-9]\d{0,17}")
_ROBOT = re.compile(
    # Cubot makes telephones.
    r"(?<!cu)bot(?:\b|_)|crawl|spider|slurp|headless|lighthouse|preview|scrap|archiv|monitor"
    r"|facebookexternal|whatsapp|python|curl|wget|java/|go-http|okhttp|axios|libwww|httpclient"
    r"|phantom|selenium",
    re.IGNORECASE,
)

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


@csrf_exempt
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Count one reading of the Dispatch whose number is posted. The answer never says whether."""
    if (number := _number(request)) and _is_reader(request):
        counts.add(number)
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


def _number(request: HttpRequest) -> int:
    try:
        length = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return 0
    if not 0 < length <= LONGEST:
        return 0
    match = _NUMBER.fullmatch(request.body)
    return int(match[0]) if match else 0


def _is_reader(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "")
    return bool(agent) and not (_ROBOT.search(agent) or ahead or is_foreign(request))


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


def ranked_until() -> datetime:
    """When the ranking is asked for again."""
    return datetime.fromtimestamp((int(time.time()) // RANKED_FOR + 1) * RANKED_FOR, UTC)


def most_read(edition: str, most: int) -> list[UUID]:
    """The stories that were read most in the last day; maybe withdrawn ones among them.

    Asked of the database once a minute: it adds up all the stories that anybody read.
    """
    key = ("most read", edition, most, int(time.time()) // RANKED_FOR)
    found: list[UUID] | None = kept.frames.get(key)
    if found is None:
        with connection.cursor() as cursor:
            cursor.execute(RANKING, [edition, datetime.now(UTC) - SPAN, most])
            found = [uid for (uid,) in cursor.fetchall()]
        kept.frames.put(key, found, kept.KEY_BYTES)
    return found
