"""Addresses that the agency's site had before, led to what they meant in one hop.

What they meant is read off their shape (``old_shapes``, docs/decisions/old-addresses.md).
Asked only where there is no page; whether there is anything to ask for, in the query that tells
what the site is now.
"""

import json
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import unquote, urlencode

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.utils import timezone

from articles.site import months
from articles.site.converters import MAIN, OTHERS
from articles.site.frame import navigation
from articles.site.frame.navigation import Navigation
from articles.site.frame.origin import origin
from articles.text import old_shapes
from articles.text.old_shapes import Meant

# Where the lines of the table lead from a name, as far as there is, or was, a story, in whatever
# case: what they lead to has a page, so no line can lead to itself, nor two lines round. What
# readers ever had was usable once; what is under an embargo is not there. It begins with the name
# as it was written, and as the table and most stories have it: of two the server
# knows that they are few, and keeps its plan.
STORY = """(
    WITH RECURSIVE way(slug, steps) AS (
        SELECT unnest(ARRAY[%(name)s::text, %(folded)s::text]), 0
        UNION
        SELECT o.slug, steps + 1 FROM way JOIN articles_oldaddress o ON o.path = lower(way.slug)
        WHERE o.edition_id = %(edition)s AND steps < 8
    )
    SELECT sent.slug FROM way, LATERAL (
        SELECT d.slug FROM articles_dispatch d
        WHERE d.edition = %(edition)s AND upper(d.slug) = upper(way.slug)
            AND d.pubstatus = 'usable'
        ORDER BY d.slug <> way.slug, d.number DESC LIMIT 1
    ) AS sent
    ORDER BY steps = 0, steps LIMIT 1
)"""
# Whether anything ever stood at the address itself.
USED = """EXISTS (
    SELECT FROM articles_dispatch
    WHERE edition = %(edition)s AND slug = %(slug)s AND pubstatus = 'usable'
)"""
# The same, and else whether STORY has anything to begin with: that is asked in half the time, and
# most addresses that never were have nothing.
STOOD = f"""CASE WHEN {USED} THEN 'here' WHEN EXISTS (
    SELECT FROM articles_dispatch
    WHERE edition = %(edition)s AND upper(slug) IN (upper(%(name)s::text), upper(%(folded)s::text))
        AND pubstatus = 'usable'
) OR EXISTS (
    SELECT FROM articles_oldaddress
    WHERE edition_id = %(edition)s AND path IN (lower(%(name)s::text), lower(%(folded)s::text))
) THEN 'elsewhere' END"""  # noqa: S608 - our own names; values are parameters
LAST_DAY = """(
    SELECT max(published_at) FROM articles_article
    WHERE edition_id = %(edition)s AND published_at >= %(begin)s AND published_at < %(end)s
)"""
# What tells whether there is the page that an address meant, and its name or day.
ASKED = {
    "story": STORY,
    "reporter": "(SELECT slug FROM articles_person WHERE slug = %(name)s)",
    "tag": """(
        SELECT slug FROM articles_articletag
        WHERE edition_id = %(edition)s AND slug = %(name)s LIMIT 1
    )""",
    "place": """(
        SELECT slug FROM articles_articleplace
        WHERE edition_id = %(edition)s AND slug = %(name)s LIMIT 1
    )""",
    "day": LAST_DAY,
}


class Place(NamedTuple):
    """What is known of an address without asking for the story there.

    ``is_used`` when any story was ever sent under it; ``way`` is where it leads if it is an old
    one, else "".
    """

    is_used: bool
    way: str


def place(edition: str, slug: str) -> tuple[Navigation, Place]:
    """What stands at a story's address, and the edition's navigation, in one query.

    An old address takes another.
    """
    named = _named(slug)
    nav, stood = navigation.ask(edition, STOOD, {"edition": edition, "slug": slug, **named})
    # The year of an archive looks like a story's name.
    year = _span(slug) if old_shapes.is_year(slug) else None
    if stood == "here" or (stood is None and year is None):
        return nav, Place(stood == "here", "")
    question = f"jsonb_build_array({STORY}, {LAST_DAY if year else 'NULL'})::text"
    nav, found = navigation.ask(edition, question, {"edition": edition, **named, **(year or {})})
    story, day = json.loads(found)
    if story:
        return nav, Place(is_used=False, way=nav.address("story", slug=story))
    return nav, Place(is_used=False, way=_day(nav, datetime.fromisoformat(day)) if day else "")


def redirect(request: HttpRequest) -> tuple[Navigation, HttpResponsePermanentRedirect | None]:
    """The navigation of the edition, and the way from an old address if it is one; one query.

    Raises Http404 when there is no edition.
    """
    edition, path = _parted(request.path)
    nav, found = _find(edition, _meant(path, request))
    # With a slash behind it, it is the page itself, or another's to append.
    if not found or unquote(found).strip("/") == request.path.strip("/"):
        return nav, None
    return nav, HttpResponsePermanentRedirect(found)


def recased(request: HttpRequest) -> HttpResponsePermanentRedirect | None:
    """The same for an address with capitals that looks like one of the site's own, but is none."""
    return redirect(request)[1] if request.path != request.path.casefold() else None


def redirect_by_query(
    request: HttpRequest, nav: Navigation
) -> HttpResponsePermanentRedirect | None:
    """The same for ``/?p=ID``, ``/?s=words`` and the like, addresses of the front page too."""
    if (meant := old_shapes.read_query(request.GET)) is None:
        return None
    _, found = _find(nav.edition.code, meant)
    return HttpResponsePermanentRedirect(found) if found else None


def redirect_host(request: HttpRequest, edition: str) -> HttpResponsePermanentRedirect:
    """From an edition's former host name to the same page, or what it meant, on this site."""
    path = request.path.strip("/")
    nav, target = _find(edition, _meant(path, request))
    target = target or nav.homes[edition] + (f"{path}/" if path else "")
    return HttpResponsePermanentRedirect(origin(request) + target)


def _parted(path: str) -> tuple[str, str]:
    """An edition's code and the path within it, without slashes round it."""
    first, _, rest = path.strip("/").partition("/")
    code = first.casefold()
    return (code, rest.strip("/")) if code in OTHERS else (MAIN, path.strip("/"))


def _meant(path: str, request: HttpRequest) -> Meant | None:
    meant = old_shapes.read(path) if path else Meant("home")
    if meant == Meant("home"):
        return old_shapes.read_query(request.GET) or meant
    return meant


def _find(edition: str, meant: Meant | None) -> tuple[Navigation, str]:
    """The address of what was meant within the edition, "" for nothing: one of our pages."""
    if meant is None:
        return navigation.load(edition), ""
    if meant.view == "year":
        nav, found = place(edition, meant.name)
        return nav, found.way
    kind = meant.view.partition("_")[0]
    limits = _span(meant.name) if kind == "day" else {}
    if kind not in ASKED or limits is None:
        nav = navigation.load(edition)
        return nav, _fixed(nav, meant)
    named = {"edition": edition, **_named(meant.name)}
    nav, found = navigation.ask(edition, ASKED[kind], {**named, **limits})
    if not found:
        return nav, ""
    if kind == "day":
        return nav, _day(nav, found)
    return nav, nav.address(meant.view, slug=found)


def _day(nav: Navigation, moment: datetime) -> str:
    return nav.address("day", day=timezone.localdate(moment))


def _fixed(nav: Navigation, meant: Meant) -> str:
    """The address of a page that is known without a question, "" where there is none."""
    match meant:
        case Meant("home"):
            return nav.homes[nav.edition.code]
        case Meant("search", words):
            return nav.address("search") + (f"?{urlencode({'q': words})}" if words else "")
        case Meant("desk" | "desk_feed" | "desk_atom" as view, name):
            known = any(desk.slug == name for desk in nav.desks())
            return nav.address(view, slug=name) if known else ""
        case Meant("day"):
            return ""
    return nav.address(meant.view)


def _span(written: str) -> dict[str, datetime] | None:
    """When a day, month or year begins and ends; None for one that is none."""
    try:
        if len(written) == len("2014"):
            year = date(int(written), 1, 1)
            begin, end = months.midnight(year), months.end(year.replace(month=12, day=31))
        elif len(written) == len("2014-05"):
            begin, end = months.bounds(date.fromisoformat(f"{written}-01"))
        else:
            day = date.fromisoformat(written)
            begin, end = months.midnight(day), months.end(day)
    except (ValueError, OverflowError):
        return None
    return {"begin": begin, "end": end}


def _named(name: str) -> dict[str, str]:
    return {"name": name, "folded": name.casefold()}
