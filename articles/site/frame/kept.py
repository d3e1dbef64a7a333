"""What a process keeps: finished pages, and the frames that pages are put into.

A page is kept under its address with all that it follows from, a frame under the house's version,
so what is kept is never shown when it is wrong; it only becomes unused, and the longest unused goes
first. How far the site has come is asked of the database for every request.
"""

from collections.abc import Hashable
from datetime import datetime
from operator import itemgetter
from threading import Lock
from typing import Any, NamedTuple

from cachetools import LRUCache
from django.conf import settings

from articles.site.frame.navigation import Now

MOST_FRAMES = 8 * 1024 * 1024
# Some seven thousand stories: a worker that has shown all there are stays under 160 MB.
MOST_PAGES = 48 * 1024 * 1024
# About what a key and its place in a table take.
KEY_BYTES = 400
# A page beside its packed bytes and its address, as tracemalloc found for ten thousand on Python
# 3.13: what is in it, and its place in the tables.
PAGE_BYTES = 820


class Kept[Value]:
    """A table of at most ``most`` bytes that forgets what was longest unused.

    Safe for several threads, of which two may make the same value at once.
    """

    def __init__(self, most: int) -> None:
        self._values: LRUCache[Hashable, tuple[Value, int]] = LRUCache(most, itemgetter(1))
        self._lock = Lock()

    @property
    def bytes(self) -> int:
        return int(self._values.currsize)

    def get(self, key: Hashable) -> Value | None:
        with self._lock:
            found = self._values.get(key)
        return found and found[0]

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep ``value``, which takes ``size`` bytes, unless it alone is too much."""
        # The server of development shows a changed template at once.
        if settings.DEBUG or size > self._values.maxsize:
            return
        with self._lock:
            self._values[key] = value, size

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


class Page(NamedTuple):
    """A finished page, packed, and what it follows from.

    It is true while the site is ``now``, and ``until`` it changes by itself. ``changed_at`` is when
    anything that readers see was last changed; None for a page that changes by itself.
    """

    tag: str
    now: Now
    until: datetime | None
    changed_at: datetime | None
    language: str
    kind: str = ""
    packed: bytes = b""


pages = Kept[Page](MOST_PAGES)
frames = Kept[Any](MOST_FRAMES)
"""What the house shows, under the site's version: pages with holes for what is of stories."""


def keep_page(address: str, page: Page) -> None:
    """Keep the page of an address in the place of the one that was kept."""
    pages.put(address, page, len(page.packed) + len(address) + PAGE_BYTES)


def clear() -> None:
    """Keep nothing any more."""
    for table in (pages, frames):
        table.clear()
