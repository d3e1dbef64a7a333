"""What a process keeps of the pages it made: text that follows from its key alone.

A key names a Dispatch by its number, or the house by its version, or a page by the ETag of all
that it shows, so what is kept can't become wrong; it only becomes unused, and the longest unused
goes first. How far the record has come is asked of the database for every request.
"""

import zlib
from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.safestring import SafeString

MOST_BYTES = 128 * 1024 * 1024
# About what a key and its place in a table take, and a row's or a story's data.
KEY_BYTES = 400
ROW_BYTES = 4096
KNOWN_BYTES = 1024
# From so many bytes on it is worth packing: unpacking takes a hundred-thousandth of a second,
# and a list has twenty items.
LONG = 2000
PLAIN, PACKED = range(2)


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
    """What pages need of a story in a list besides its fragments."""

    headline: str
    picture: dict[str, Any] | None


class Tag(NamedTuple):
    """The ETag of a page, and when the page may become another by itself."""

    value: str
    until: datetime | None


class Known(NamedTuple):
    """What finding the surroundings of a story takes, of the Dispatch with this number."""

    number: int
    story: UUID
    section: int
    group: UUID
    updates: UUID | None
    related: list[dict[str, Any]]
    paragraphs: int


_texts = Kept[bytes](MOST_BYTES // 2)
_pages = Kept[tuple[str, bytes]](MOST_BYTES // 2)
tags = Kept[Tag](MOST_BYTES // 16)
data = Kept[Any](MOST_BYTES // 16)
rows = Kept[Shown](MOST_BYTES // 8)
known = Kept[Known](MOST_BYTES // 8)


def text(key: Hashable) -> SafeString | None:
    """The fragment that was kept under the key."""
    found = _texts.get(key)
    if found is None:
        return None
    packed = found[0] == PACKED
    return SafeString((zlib.decompress(found[1:]) if packed else found[1:]).decode())


def keep(key: Hashable, text: SafeString) -> None:
    """Keep a fragment of a page, packed when it is long."""
    written = text.encode()
    if len(written) > LONG:
        value = bytes([PACKED]) + zlib.compress(written)
    else:
        value = bytes([PLAIN]) + written
    _texts.put(key, value, len(value) + KEY_BYTES)


def page(tag: str) -> HttpResponse | None:
    """The page that was kept under its ETag, without its headers but the kind of its content."""
    found = _pages.get(tag)
    if found is None:
        return None
    kind, packed = found
    return HttpResponse(zlib.decompress(packed), headers={"Content-Type": kind})


def keep_page(tag: str, response: HttpResponse) -> HttpResponse:
    """Keep the page if it is one; it is returned as it came."""
    if response.status_code == 200:
        packed = zlib.compress(response.content)
        _pages.put(tag, (response.headers["Content-Type"], packed), len(packed) + KEY_BYTES)
    return response


def clear() -> None:
    """Keep nothing any more."""
    for table in (_texts, _pages, tags, data, rows, known):
        table.clear()
