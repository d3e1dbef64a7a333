"""Which story a reader means: the address they copied, typed or half remembered."""

import re
import unicodedata
from collections.abc import Collection
from typing import Final
from urllib.parse import unquote

from django.utils.encoding import uri_to_iri

from articles.text import signs

LONGEST: Final = 4_000
"""Characters of an address that are read: no browser's bar shows so many."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(r"[^/?#]*\.[^/?#]+")
_DATE = re.compile(r"[0-9]{2}|[0-9]{4}")
_ENDING = re.compile(r"\.html?$")
_SLUG = re.compile(r"[-\w]+")
_REST = re.compile(r"[?#]")
_BY_ID = re.compile(r"[?&](p=[0-9]{1,9})(?![^&#])")


def parse(typed: str, editions: Collection[str]) -> tuple[str, str]:
    """The edition's code and the story's slug in an address of the site, now or formerly.

    Reads whole addresses, paths and bare slugs; ``/en/slug/`` and ``/slug/copy.txt``, and of the
    old site ``/2014/05/slug.html`` and ``/slug/3``. The code is "" where none is written, the
    slug "" where none can be read; it is in the case that was typed.
    """
    text = typed.strip()[:LONGEST]
    scheme = _SCHEME.match(text)
    whole = text[scheme.end() :] if scheme else text
    path = _REST.split(whole, maxsplit=1)[0]
    first, slash, rest = path.partition("/")
    if scheme or (slash and _HOST.fullmatch(first)):
        path = rest
    parts = [unicodedata.normalize("NFC", unquote(part)) for part in path.split("/") if part]
    edition = parts.pop(0) if parts and parts[0] in editions else ""
    named = (part for part in parts[:-1] if not _DATE.fullmatch(part))
    slug = _ENDING.sub("", next(named, parts[-1])) if parts else ""
    return edition, slug if _SLUG.fullmatch(slug) else ""


def by_id(typed: str) -> str:
    """``?p=17`` out of the old site's address of a story without a name, else ""."""
    found = _BY_ID.search(typed[:LONGEST])
    return f"?{found[1]}" if found else ""


def readable(typed: str) -> str:
    """The address as it is kept: its letters as such, without what was hung on to count clicks.

    Of what follows a question mark only the old site's ``?p=17`` says which story it is.
    """
    address = uri_to_iri(_REST.split(typed.strip()[:LONGEST], maxsplit=1)[0])
    return signs.bare(signs.one_line(address)).strip() + by_id(typed)
