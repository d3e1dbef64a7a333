"""Addresses that the agency's site had before, led to what they meant in one hop.

The shapes are those of WordPress as the agency used it (docs/decisions/old-addresses.md).
Asked only where there is no page, so they cost a living page nothing.
"""

import re
from datetime import date

from django.http import HttpRequest, HttpResponsePermanentRedirect

from articles.models import Dispatch, OldAddress, Person
from articles.site import navigation
from articles.site.converters import MAIN, OTHERS
from articles.site.navigation import Navigation
from articles.site.origin import origin

_YEAR, _PART, _NUMBER = (re.compile(shape, re.ASCII) for shape in (r"\d{4}", r"\d{2}", r"\d{1,9}"))
LONGEST = 200


def redirect(request: HttpRequest) -> HttpResponsePermanentRedirect | None:
    """The way from the request's old address, or None if it never was one."""
    first, _, rest = request.path.strip("/").partition("/")
    edition, path = (first, rest) if first in OTHERS else (MAIN, request.path.strip("/"))
    nav = navigation.load(edition)
    found = find(nav, path)
    return HttpResponsePermanentRedirect(found) if found else None


def redirect_by_id(request: HttpRequest, nav: Navigation) -> HttpResponsePermanentRedirect | None:
    """The same for ``/?p=ID``, which is an address of the front page too."""
    number = request.GET.get("p", "")
    slug = _NUMBER.fullmatch(number) and _renamed(nav, f"?p={number}")
    return HttpResponsePermanentRedirect(nav.address("story", slug=slug)) if slug else None


def redirect_host(request: HttpRequest, edition: str) -> HttpResponsePermanentRedirect:
    """From an edition's former host name to the same page, or what it meant, on this site."""
    nav = navigation.load(edition)
    path = request.path.strip("/")
    number = request.GET.get("p", "")
    slug = _NUMBER.fullmatch(number) and _renamed(nav, f"?p={number}")
    target = nav.address("story", slug=slug) if slug else find(nav, path)
    target = target or nav.homes[edition] + (f"{path}/" if path else "")
    return HttpResponsePermanentRedirect(origin(request) + target)


def find(nav: Navigation, path: str) -> str | None:
    """The address of what ``path`` meant within the edition. Only ever one of our own pages."""
    # No address that there was holds what PostgreSQL refuses.
    if not path or len(path) > LONGEST or "\0" in path:
        return None
    match path.casefold().split("/"):
        case ["category", *_, name, "feed"]:
            return _desk(nav, "desk_feed", name)
        case ["category", *_, name]:
            return _desk(nav, "desk", name)
        case ["author", name, *_]:
            known = Person.objects.filter(slug=name).exists()
            return nav.address("reporter", slug=name) if known else None
        case [year, month, day] if _are_numbers(year, month, day):
            return _day(nav, year, month, day)
        case [year, month, *_, name] if _are_numbers(year, month):
            return _story(nav, name.removesuffix(".html"))
        case [name, number] if _NUMBER.fullmatch(number):
            return _story(nav, name)
        case [name]:
            slug = _renamed(nav, name)
            return nav.address("story", slug=slug) if slug else None
    return None


def _are_numbers(year: str, *parts: str) -> bool:
    return bool(_YEAR.fullmatch(year)) and all(_PART.fullmatch(part) for part in parts)


def _desk(nav: Navigation, view: str, slug: str) -> str | None:
    known = any(desk.slug == slug for desk in nav.desks())
    return nav.address(view, slug=slug) if known else None


def _day(nav: Navigation, year: str, month: str, day: str) -> str | None:
    try:
        return nav.address("day", day=date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _story(nav: Navigation, slug: str) -> str | None:
    """A story that is, or was: what was withdrawn says so at its own address."""
    slug = _renamed(nav, slug) or slug
    known = Dispatch.objects.filter(edition=nav.edition.code, slug=slug).exists()
    return nav.address("story", slug=slug) if known else None


def _renamed(nav: Navigation, path: str) -> str | None:
    rows = OldAddress.objects.filter(edition=nav.edition, path=path)
    return rows.values_list("slug", flat=True).first()
