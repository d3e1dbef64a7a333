"""The lists: by desk, tag, place, reporter and day."""

from collections.abc import Hashable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import escape

from articles.models.desk import Desk
from articles.models.person import Person
from articles.models.place import Place
from articles.site import months
from articles.site.frame import navigation
from articles.site.frame.navigation import Navigation
from articles.site.frame.page import Pieces, asking, in_edition, page
from articles.site.lists import PLACE, TAG, Page, turn, turn_placed, turn_tagged
from articles.site.machines import structured
from articles.site.pages.day_calendar import calendar_of, look_around
from articles.site.rows import items
from articles.text.slugs import slugify

# What names the desk now that had an address before.
FORMER_DESK = """(
    SELECT desk_id FROM articles_formerslug WHERE edition_id = %(edition)s AND slug = %(slug)s
)"""
# How who writes in the edition, or is of it, is named in addresses now.
REPORTER = """(
    SELECT slug FROM articles_person p
    WHERE (slug = %(slug)s OR id = (
        SELECT person_id FROM articles_formerslug
        WHERE person_id IS NOT NULL AND slug = %(slug)s
    )) AND (
        edition_id = %(edition)s OR EXISTS (
            SELECT FROM articles_article WHERE writer_id = p.id AND edition_id = %(edition)s
        )
    )
    ORDER BY slug <> %(slug)s LIMIT 1
)"""
FIRST = "(SELECT min(published_at) FROM articles_article WHERE edition_id = %(edition)s)"


def arrive_at_desk(edition: str, slug: str, **named: Any) -> tuple[Navigation, Any]:
    """With the desk that had the address before, if one had it."""
    nav, former = navigation.ask(edition, FORMER_DESK, {"edition": edition, "slug": slug})
    return nav, {"slug": slug, "former": former, **named}


def of_desk(desk: Desk) -> str:
    """The column of its stories: a section has those of the desks under it."""
    return "desk_id" if desk.parent_id else "section_id"


@partial(in_edition, arrive=arrive_at_desk)
def desk(request: HttpRequest, nav: Navigation, *, slug: str, former: int | None) -> HttpResponse:
    if moved := renamed(nav, "desk", slug, former):
        return moved
    found = nav.desk(slug)
    turned = turn(request, f"{of_desk(found)} = %(desk)s", desk=found.pk)
    parent = next((s.desk for s in nav.sections if s.desk.pk == found.parent_id), None)
    return _list(
        request,
        nav,
        "articles/pages/desk.html",
        turned,
        form="section_row",
        key=found.pk,
        desk=found,
        parent=parent,
        current_section=(parent or found).pk,
        children=nav.children(found),
    )


@partial(in_edition, arrive=asking(TAG, "name"))
def tag(request: HttpRequest, nav: Navigation, *, slug: str, name: str) -> HttpResponse:
    turned = turn_tagged(request, nav, slug)
    path = nav.address("tag", slug=slug)

    def pieces(base: str) -> dict[str, str]:
        return {
            "name": escape(name),
            "path": path,
            "feed": nav.address("tag_feed", slug=slug),
            "atom": nav.address("tag_atom", slug=slug),
            "data": structured.trail(nav, base, (name, path)),
        }

    return _list(request, nav, "articles/pages/tag.html", turned, pieces=pieces, shown=[name])


@partial(in_edition, arrive=asking(PLACE, "printed"))
def place(request: HttpRequest, nav: Navigation, *, slug: str, printed: str) -> HttpResponse:
    """The stories datelined at a place, under whichever spelling; 404 for one never printed."""
    known = (
        Place.objects.filter(edition=nav.edition)
        .filter(Q(name__iexact=printed) | Q(aliases__name__iexact=printed))
        .prefetch_related("aliases")
        .first()
    )
    names = [known.name, *(alias.name for alias in known.aliases.all())] if known else [printed]
    turned = turn_placed(request, nav, sorted({slug, *map(slugify, names)}))
    return _list(
        request,
        nav,
        "articles/pages/place.html",
        turned,
        key=(slug, *names),
        name=names[0],
        spellings=[name for name in names[1:] if name != names[0]],
        shown=names,
    )


@partial(in_edition, arrive=asking(REPORTER, "now"))
def reporter(request: HttpRequest, nav: Navigation, *, slug: str, now: str) -> HttpResponse:
    """The stories of one writer in this edition; 404 for who has none here and is of another."""
    if now != slug:
        return HttpResponsePermanentRedirect(nav.address("reporter", slug=now))
    person = get_object_or_404(Person, slug=slug)
    turned = turn(
        request,
        "writer_id = %(writer)s AND edition_id = %(edition)s",
        writer=person.pk,
        edition=nav.edition.code,
    )
    return _list(request, nav, "articles/pages/reporter.html", turned, key=person.pk, person=person)


def _arrive_on_day(edition: str, day: date | None = None) -> tuple[Navigation, Any]:
    """Robots would walk through the years before the first story, and after today, for ever."""
    nav, first = navigation.ask(edition, FIRST, {"edition": edition})
    today = timezone.localdate()
    begin = timezone.localdate(first) if first else today
    return nav, {"day": day} if day is None or begin <= day <= today else None


@partial(in_edition, arrive=_arrive_on_day)
def day(request: HttpRequest, nav: Navigation, *, day: date | None = None) -> HttpResponse:
    """The stories of a day in the agency's time zone; today's unless told.

    There are pages from the day of the edition's first story to today, with links from one that has
    stories to the next.
    """
    shown = day or timezone.localdate()
    around = look_around(nav.edition.code, shown)
    turned = turn(
        request,
        "edition_id = %(edition)s AND published_at >= %(begin)s AND published_at < %(end)s",
        edition=nav.edition.code,
        begin=months.midnight(shown),
        end=months.end(shown),
    )
    return _list(
        request,
        nav,
        "articles/pages/day.html",
        turned,
        key=(shown, around),
        day=shown,
        month=calendar_of(nav, shown, around),
        earlier=around.before,
        later=around.after,
        shown=[shown, around],
        until=None if day else months.end(shown),
    )


def renamed(
    nav: Navigation, view: str, slug: str, former: int | None
) -> HttpResponsePermanentRedirect | None:
    """The way to a desk from a name that it had before and no other has now."""
    desks = {desk.pk: desk for desk in nav.desks()}
    if former not in desks or any(desk.slug == slug for desk in desks.values()):
        return None
    return HttpResponsePermanentRedirect(nav.address(view, slug=desks[former].slug))


def _list(
    request: HttpRequest,
    nav: Navigation,
    template: str,
    turned: Page,
    *,
    form: str = "row",
    key: Hashable = (),
    pieces: Pieces = lambda _base: {},
    shown: Iterable[object] = (),
    until: datetime | None = None,
    **context: Any,
) -> HttpResponse:
    """A page of a list; ``key``, ``pieces`` and ``shown`` are of what stands above its rows."""
    listed: dict[str, Any] = {
        "has_rows": bool(turned.rows),
        "is_first": turned.is_first,
        "has_older": bool(turned.older),
    }

    def made(base: str) -> dict[str, str]:
        rows = {"rows": items(turned.rows, form), "older": escape(turned.older)}
        return {**rows, **pieces(base)}

    return page(
        request,
        nav,
        template,
        pieces=made,
        key=(key, *listed.values()),
        shown=[*shown, *turned.shown],
        turned_by=turned.token,
        until=until,
        **listed,
        **context,
    )
