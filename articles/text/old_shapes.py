"""What an address of the former site meant, read off its shape alone (WordPress as it was used).

Nothing here asks whether there is such a page: ``old_addresses`` does.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

LONGEST = 200

_YEAR, _PART, _NUMBER = (re.compile(shape, re.ASCII) for shape in (r"\d{4}", r"\d{2}", r"\d{1,9}"))
_SPAN = re.compile(r"(\d{4})(?:(\d{2})(\d{2})?)?", re.ASCII)
_ENDING = re.compile(r"\.html?$")
_COMMENTS = re.compile(r"comment-page-\d{1,9}", re.ASCII)
# What hangs on the address of a page and shows the same in another form.
_FORMS = frozenset({"amp", "embed", "trackback", "print"})
_FEEDS = {"rss2": "feed", "rss": "feed", "rdf": "feed", "feed": "feed", "atom": "atom"}
_LISTS = {
    "category": "desk",
    "kanal": "desk",
    "tag": "tag",
    "author": "reporter",
    "penulis": "reporter",
    "tempat": "place",
}
_PLACES = {
    "index.html": "home",
    "cari": "search",
    "search": "search",
    "indeks": "today",
    "koreksi": "corrections",
    "redaksi": "masthead",
}


class Meant(NamedTuple):
    """A page by its view, and the name by which the old address tells which one.

    The name of a day is ``2014-05-08``, or ``2014-05`` or ``2014`` for the last one of that month
    or year; that of a search is its words. A ``year`` is a day unless a story has that name.
    """

    view: str
    name: str = ""


def read(path: str) -> Meant | None:
    """What a path meant, without the edition before it; any text may be given."""
    # No address that there was is so long, or holds what PostgreSQL refuses.
    if len(path) > LONGEST or "\0" in path:
        return None
    # Some were copied from where they had been encoded a second time.
    parts = [part for part in unquote(path).casefold().split("/") if part]
    if not parts or "\0" in "".join(parts):
        return None
    if parts[0] == "index.php":
        parts.pop(0)
    feed = _take_tails(parts)
    if not parts:
        return Meant(feed or "home")
    return _listed(parts, feed) or _dated(parts) or _named(parts)


def _listed(parts: list[str], feed: str) -> Meant | None:
    match parts:
        case [place] if place in _PLACES:
            return Meant(_PLACES[place])
        case ["search", words]:
            return Meant("search", words)
        case [kind, *between, name] if kind in _LISTS and (kind == "category" or not between):
            view = _LISTS[kind]
            return Meant(f"{view}_{feed}" if feed and view in ("desk", "tag") else view, name)
    return None


def _dated(parts: list[str]) -> Meant | None:
    match parts:
        case [year, *rest] if _YEAR.fullmatch(year) and rest and _PART.fullmatch(rest[0]):
            if len(rest) <= len(("month", "day")) and all(map(_PART.fullmatch, rest)):
                return Meant("day", "-".join(parts))
            if len(rest) <= len(("month", "day", "name")):
                return Meant("story", _ENDING.sub("", rest[-1]))
    return None


def _named(parts: list[str]) -> Meant | None:
    match parts:
        case [year] if is_year(year):
            return Meant("year", year)
        case [name] | [name, _] if len(parts) == 1 or _NUMBER.fullmatch(parts[1]):
            return Meant("story", _ENDING.sub("", name))
    return None


def is_year(name: str) -> bool:
    return bool(_YEAR.fullmatch(name))


def read_query(asked: Mapping[str, str]) -> Meant | None:
    """What the front page's address meant by what follows its question mark."""
    number = asked.get("p", "")
    if _NUMBER.fullmatch(number):
        return Meant("story", f"?p={number}")
    if words := asked.get("s", "").strip():
        return Meant("search", words[:LONGEST])
    if view := _FEEDS.get(asked.get("feed", "").casefold()):
        return Meant(view)
    if span := _SPAN.fullmatch(asked.get("m", "")):
        return Meant("day", "-".join(part for part in span.groups() if part))
    for name, view in (("tag", "tag"), ("category_name", "desk"), ("author_name", "reporter")):
        if slug := asked.get(name, "").strip().casefold():
            return Meant(view, slug) if len(slug) <= LONGEST and "\0" not in slug else None
    return None


def _take_tails(parts: list[str]) -> str:
    """Take off the end whatever shows the same page otherwise; which feed it was, if it was one."""
    feed = ""
    while parts:
        *_, last = parts
        before = parts[-2] if len(parts) > 1 else ""
        if before == "page" and _NUMBER.fullmatch(last):
            del parts[-2:]
        elif before == "feed" and last in _FEEDS:
            feed = _FEEDS[last]
            del parts[-2:]
        elif last == "feed":
            feed = "feed"
            parts.pop()
        elif len(parts) > 1 and (last in _FORMS or _COMMENTS.fullmatch(last)):
            parts.pop()
        else:
            break
    return feed
