"""Addresses that the agency's site had before, led to what they meant in one hop.

The shapes are those of WordPress as the agency used it (docs/decisions/old-addresses.md).
Asked only where there is no page, in the query that tells what the site is now.
"""

import json
import re
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote

from django.db import connection
from django.http import HttpRequest, HttpResponsePermanentRedirect

from articles.site import navigation
from articles.site.converters import MAIN, OTHERS
from articles.site.navigation import Navigation
from articles.site.origin import origin

_YEAR, _PART, _NUMBER = (re.compile(shape, re.ASCII) for shape in (r"\d{4}", r"\d{2}", r"\d{1,9}"))
LONGEST = 200

# Where the lines of the table lead from a name, as far as there is, or was, a story, in whatever
# case: what they lead to has a page, so no line can lead to itself, nor two lines round.
STORY = """(
    WITH RECURSIVE way(slug, steps) AS (
        SELECT unnest(%(names)s::text[]), 0
        UNION
        SELECT o.slug, steps + 1 FROM way JOIN articles_oldaddress o ON o.path = lower(way.slug)
        WHERE o.edition_id = %(edition)s AND steps < 8
    )
    SELECT sent.slug FROM way, LATERAL (
        SELECT d.slug FROM articles_dispatch d
        WHERE d.edition = %(edition)s AND upper(d.slug) = upper(way.slug)
        ORDER BY d.slug <> way.slug, d.number DESC LIMIT 1
    ) AS sent
    ORDER BY steps = 0, steps LIMIT 1
)"""
# Besides, whether anything ever stood at the address itself.
PLACE = f"""jsonb_build_array(EXISTS (
    SELECT FROM articles_dispatch WHERE edition = %(edition)s AND slug = %(slug)s
), {STORY})::text"""
WRITER = "(SELECT slug FROM articles_person WHERE slug = %(name)s)"


class Place(NamedTuple):
    """What is known of an address without asking for the story there.

    ``is_used`` when any story was ever sent under it; ``story`` is the slug of the one that an
    old address leads to.
    """

    is_used: bool
    story: str | None


class _Meant(NamedTuple):
    """A page by its view's name, and the name in the old address that tells which."""

    view: str
    name: str


def place(edition: str, slug: str) -> tuple[Navigation, Place]:
    """What stands at a story's address, and the edition's navigation, in one query."""
    nav, found = navigation.ask(
        edition, PLACE, {"edition": edition, "slug": slug, "names": _names(slug)}
    )
    return nav, Place(*json.loads(found))


def redirect(request: HttpRequest) -> tuple[Navigation, HttpResponsePermanentRedirect | None]:
    """The navigation of the edition, and the way from an old address if it is one; one query.

    Raises Http404 when there is no edition.
    """
    first, _, rest = request.path.strip("/").partition("/")
    edition, path = (first, rest) if first in OTHERS else (MAIN, request.path.strip("/"))
    nav, found = _find(edition, path)
    if not found or unquote(found) == request.path:
        return nav, None
    return nav, HttpResponsePermanentRedirect(found)


def redirect_by_id(request: HttpRequest, nav: Navigation) -> HttpResponsePermanentRedirect | None:
    """The same for ``/?p=ID``, which is an address of the front page too."""
    number = request.GET.get("p", "")
    slug = _NUMBER.fullmatch(number) and _story(nav.edition.code, f"?p={number}")
    return HttpResponsePermanentRedirect(nav.address("story", slug=slug)) if slug else None


def redirect_host(request: HttpRequest, edition: str) -> HttpResponsePermanentRedirect:
    """From an edition's former host name to the same page, or what it meant, on this site."""
    path = request.path.strip("/")
    number = request.GET.get("p", "")
    nav, target = _find(edition, path)
    if _NUMBER.fullmatch(number) and (slug := _story(edition, f"?p={number}")):
        target = nav.address("story", slug=slug)
    target = target or nav.homes[edition] + (f"{path}/" if path else "")
    return HttpResponsePermanentRedirect(origin(request) + target)


def _find(edition: str, path: str) -> tuple[Navigation, str]:
    """The address of what ``path`` meant within the edition, "" for nothing: one of our pages."""
    # No address that there was holds what PostgreSQL refuses.
    long = len(path) > LONGEST or "\0" in path
    meant = None if long else _read(path)
    match meant:
        case _Meant("story", name):
            nav, slug = navigation.ask(edition, STORY, {"edition": edition, "names": _names(name)})
        case _Meant("reporter", name):
            nav, slug = navigation.ask(edition, WRITER, {"name": name})
        case _Meant("day", name):
            nav = navigation.load(edition)
            return nav, _day(nav, name)
        case _Meant(_, name):
            nav = navigation.load(edition)
            slug = next((desk.slug for desk in nav.desks() if desk.slug == name), None)
        case _:
            return navigation.load(edition), ""
    return nav, nav.address(meant.view, slug=slug) if slug else ""


def _read(path: str) -> _Meant | None:
    """What an old address meant by its shape; any path may be given."""
    match path.casefold().split("/"):
        case ["category", *_, name, "feed"]:
            return _Meant("desk_feed", name)
        case ["category", *_, name]:
            return _Meant("desk", name)
        case ["author", name, *_]:
            return _Meant("reporter", name)
        case [year, month, day] if _are_numbers(year, month, day):
            return _Meant("day", f"{year}-{month}-{day}")
        case [year, month, *_, name] if _are_numbers(year, month):
            return _Meant("story", name.removesuffix(".html"))
        case [name, number] if _NUMBER.fullmatch(number):
            return _Meant("story", name)
        case [name] if name:
            return _Meant("story", name)
    return None


def _names(name: str) -> list[str]:
    """As it was written, and as the table and most stories have it."""
    return list(dict.fromkeys([name, name.casefold()]))


def _are_numbers(year: str, *parts: str) -> bool:
    return bool(_YEAR.fullmatch(year)) and all(_PART.fullmatch(part) for part in parts)


def _day(nav: Navigation, written: str) -> str:
    try:
        return nav.address("day", day=date.fromisoformat(written))
    except ValueError:
        return ""


def _story(edition: str, name: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {STORY}", {"edition": edition, "names": [name]})
        slug: str | None = cursor.fetchone()[0]
    return slug
