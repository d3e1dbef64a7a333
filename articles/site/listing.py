"""The lists: by desk, tag, place, reporter and day."""

from datetime import date

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from articles.models import ArticlePlace, Person, Place
from articles.site import kept, months
from articles.site.day_calendar import calendar_of, look_around
from articles.site.lists import turn, turn_placed, turn_tagged
from articles.site.navigation import Navigation
from articles.site.page import in_edition, page
from articles.text.slugs import slugify


@in_edition
def desk(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    found = nav.desk(slug)
    column = "desk_id" if found.parent_id else "section_id"
    turned = turn(request, f"{column} = %(desk)s", desk=found.pk)
    parent = next((s.desk for s in nav.sections if s.desk.pk == found.parent_id), None)
    return page(
        request,
        nav,
        "articles/desk.html",
        desk=found,
        parent=parent,
        current_section=(parent or found).pk,
        children=nav.children(found),
        shown=turned.shown,
        turned_by=turned.token,
        turned=turned,
        articles=turned.rows,
    )


@in_edition
def tag(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    turned = turn_tagged(request, nav, slug)
    if not turned.rows:
        raise Http404
    return page(
        request,
        nav,
        "articles/tag.html",
        slug=slug,
        name=turned.rows[0].extra[0],
        shown=turned.shown,
        turned_by=turned.token,
        turned=turned,
        articles=turned.rows,
    )


@in_edition
def place(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    """The stories datelined at a place, under whichever spelling; 404 for one never printed."""
    printed = (
        ArticlePlace.objects.filter(edition=nav.edition, slug=slug)
        .order_by("-published_at", "-first_number")
        .values_list("name", flat=True)
        .first()
    )
    if printed is None:
        raise Http404
    known = (
        Place.objects.filter(edition=nav.edition)
        .filter(Q(name__iexact=printed) | Q(aliases__name__iexact=printed))
        .prefetch_related("aliases")
        .first()
    )
    names = [known.name, *(alias.name for alias in known.aliases.all())] if known else [printed]
    turned = turn_placed(request, nav, sorted({slug, *map(slugify, names)}))
    return page(
        request,
        nav,
        "articles/place.html",
        name=names[0],
        spellings=[name for name in names[1:] if name != names[0]],
        shown=[*names, *turned.shown],
        turned_by=turned.token,
        turned=turned,
        articles=turned.rows,
    )


@in_edition
def reporter(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    """The stories of one writer in this edition; 404 for who has none here and is of another."""
    person = _person(nav, slug)
    turned = turn(
        request,
        "writer_id = %(writer)s AND edition_id = %(edition)s",
        writer=person.pk,
        edition=nav.edition.code,
    )
    if not turned.rows and person.edition_id != nav.edition.code:
        raise Http404
    return page(
        request,
        nav,
        "articles/reporter.html",
        person=person,
        shown=turned.shown,
        turned_by=turned.token,
        turned=turned,
        articles=turned.rows,
    )


@in_edition
def day(request: HttpRequest, nav: Navigation, *, day: date | None = None) -> HttpResponse:
    """The stories of a day in the agency's time zone; today's unless told.

    There are pages from the day of the edition's first story to today, with links from one that has
    stories to the next.
    """
    today = timezone.localdate()
    shown = day or today
    # Robots would walk through the years before and after the stories for ever.
    if not date.min < shown <= today:
        raise Http404
    around = look_around(nav.edition.code, shown)
    if shown < (around.first or today):
        raise Http404
    turned = turn(
        request,
        "edition_id = %(edition)s AND published_at >= %(begin)s AND published_at < %(end)s",
        edition=nav.edition.code,
        begin=months.midnight(shown),
        end=months.end(shown),
    )
    until = None if day else months.end(today)
    return page(
        request,
        nav,
        "articles/day.html",
        day=shown,
        month=calendar_of(nav, shown, around),
        earlier=around.before,
        later=around.after,
        shown=[shown, around, *turned.shown],
        turned_by=turned.token,
        until=until,
        turned=turned,
        articles=turned.rows,
    )


def _person(nav: Navigation, slug: str) -> Person:
    """Kept under the site's version, which changes with every person. Raises Http404."""
    key = ("person", nav.version, slug)
    person: Person | None = kept.data.get(key)
    if person is None:
        person = get_object_or_404(Person, slug=slug)
        kept.data.put(key, person, kept.ROW_BYTES)
    return person
