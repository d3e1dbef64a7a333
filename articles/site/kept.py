"""What a process keeps of the pages it made: text that follows from its key alone.

A key names a Dispatch by its number, or the house by its version, so what is kept can't become
wrong; it only becomes unused, and the longest unused goes first. Nothing whole is kept: which
stories a page shows is asked of the database for every request.
"""

from collections import OrderedDict
from collections.abc import Hashable
from sys import getsizeof
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString

MOST_BYTES = 64 * 1024 * 1024
# About what a row's headline and picture take.
ROW_BYTES = 4096


class Kept[Value]:
    """A table of at most ``most`` bytes that forgets what was longest unused.

    Safe for several threads, of which two may make the same value at once.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep ``value``, which takes ``size`` bytes, unless it alone is too much."""
        # The server of development shows a changed template at once.
        if settings.DEBUG or size > self.most:
            return
        with self._lock:
            self.bytes += size - self._values.pop(key, (None, 0))[1]
            self._values[key] = value, size
            while self.bytes > self.most:
                self.bytes -= self._values.popitem(last=False)[1][1]

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self.bytes = 0


class Shown(NamedTuple):
    """What pages need of a story besides its fragments."""

    headline: str
    picture: dict[str, Any] | None


fragments = Kept[SafeString](MOST_BYTES)
layouts = Kept[tuple[str | int, ...]](MOST_BYTES)
rows = Kept[Shown](MOST_BYTES // 8)


def keep(key: Hashable, text: SafeString) -> None:
    """Keep a fragment of a page."""
    fragments.put(key, text, getsizeof(text))


def clear() -> None:
    """Keep nothing any more."""
    fragments.clear()
    layouts.clear()
    rows.clear()
