"""Which story a reader means: the address they copied, typed or half remembered."""

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import unquote

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(r"[^/?#]*\.[^/?#]+")
_DATE = re.compile(r"[0-9]{2}|[0-9]{4}")
_ENDING = re.compile(r"\.html?$")
_SLUG = re.compile(r"[-\w]+")


def parse(typed: str, editions: Collection[str]) -> tuple[str, str]:
    """The edition's code and the story's slug in an address of the site, now or formerly.

    Reads whole addresses, paths and bare slugs; ``/en/slug/`` and ``/slug/copy.txt``, and of the
    old site ``/2014/05/slug.html`` and ``/slug/3``. The code is "" where none is written, the
    slug "" where none can be read.
    """
    text = typed.strip()
    whole = _SCHEME.sub("", text, count=1)
    path = re.split(r"[?#]", whole, maxsplit=1)[0]
    first, slash, rest = path.partition("/")
    if whole != text or (slash and _HOST.fullmatch(first)):
        path = rest
    parts = [unicodedata.normalize("NFC", unquote(part)) for part in path.split("/") if part]
    edition = parts.pop(0) if parts and parts[0] in editions else ""
    while len(parts) > 1 and _DATE.fullmatch(parts[0]):
        parts.pop(0)
    slug = _ENDING.sub("", parts[0]).lower() if parts else ""
    return edition, slug if _SLUG.fullmatch(slug) else ""
