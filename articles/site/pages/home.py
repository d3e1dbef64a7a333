"""The front page of an edition."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models.desk import Desk
from articles.models.front import PLACES
from articles.site.frame import queries
from articles.site.frame.navigation import Navigation
from articles.site.frame.page import in_edition, page
from articles.site.frame.sharing import house
from articles.site.pages import corrections
from articles.site.pages.front import Candidate, Front, front, most_read, ranked_until
from articles.site.pages.old_addresses import redirect_by_query
from articles.site.rows import Part, listed, printed_parts
from articles.text.holes import filled, hole

NEWEST = 40
LATEST = 14
STRIP = 4
OPINION = 4
MOST_READ = 5
CORRECTIONS = 3


@in_edition
def home(request: HttpRequest, nav: Navigation) -> HttpResponse:
    """What the desk has pinned, the newest, a strip for each section, opinion, what is read."""
    if request.GET:
        if moved := redirect_by_query(request, nav):
            return moved
        queries.forget(request)
    edition = nav.edition.code
    found = front(
        nav,
        newest=NEWEST,
        sections=[section.desk.pk for section in nav.sections],
        # A strip repeats nothing from above it, so it may need as many more as stand there.
        strip=STRIP + PLACES,
        opinion_desks=[desk.pk for desk in nav.desks() if desk.is_opinion],
        opinion=OPINION,
        # More than are shown, for some may be withdrawn.
        most_read=most_read(edition, 3 * MOST_READ),
    )
    top = _top(found)
    above = {row.pk for row in top}
    latest = [row for row in found.newest if row.pk not in above][:LATEST]
    days = _days(latest)
    strips = list(_strips(nav, found, above))
    every = {
        "shared": Part(top[:1], "shared"),
        "lead": Part(top[:1], "lead"),
        "seconds": Part(top[1:], "second"),
        **{_day(day): Part(rows, "wire") for day, rows in days},
        "opinion": Part(found.opinion, "opinion"),
        **{_strip(desk): Part(rows, "strip") for desk, rows in strips},
        "most_read": Part(found.read[:MOST_READ], "brief"),
    }
    parts = {name: part for name, part in every.items() if part.rows}
    corrected = corrections.latest(nav, CORRECTIONS)

    def pieces(base: str) -> dict[str, str]:
        made = printed_parts(parts)
        pieces: dict[str, str] = {name: listed(rows) for name, rows in made.items()}
        if top:
            pieces["lead"] = made["lead"][0]
            pieces["shared"] = filled(
                made["shared"][0], {"base": base, "share": house(base)["url"]}
            )
        if corrected:
            context = {"entries": corrected, "edition": nav.edition}
            pieces["corrections"] = render_to_string("articles/pages/_corrected.html", context)
        return pieces

    return page(
        request,
        nav,
        "articles/pages/home.html",
        languages=nav.homes,
        shown=[
            *((name, [row.dispatch_id for row in part.rows]) for name, part in parts.items()),
            *(entry.number for entry in corrected),
        ],
        until=_until(found.pinned),
        pieces=pieces,
        key=(bool(corrected), *parts),
        has={**dict.fromkeys(parts, True), "corrections": bool(corrected)},
        days=[(day, SafeString(hole(_day(day)))) for day, _ in days],
        strips=[(desk, SafeString(hole(_strip(desk)))) for desk, _ in strips],
    )


def _strip(desk: Desk) -> str:
    return f"strip_{desk.pk}"


def _day(day: date) -> str:
    return f"day_{day}"


def _days(latest: list[Candidate]) -> list[tuple[date, list[Candidate]]]:
    """The newest stories by their days."""
    days = groupby(latest, key=lambda row: timezone.localdate(row.published_at))
    return [(day, [*rows]) for day, rows in days]


def _until(pinned: list[Candidate]) -> datetime:
    """When the next pin lapses, or what is read most is counted again."""
    return min([*(row.lapses_at for row in pinned if row.lapses_at), ranked_until()])


def _top(found: Front) -> list[Candidate]:
    """The lead and the seconds: the pins in their order, then the newest.

    Nothing that was paid for comes here by itself, and only a story with a picture leads by
    itself, if there is one.
    """
    pinned = found.pinned[:PLACES]
    pins = {row.pk for row in pinned}
    free = [row for row in found.newest if row.pk not in pins and not row.is_paid]
    if not pinned and (lead := next((row for row in free if row.is_pictured), None)):
        free = [lead, *(row for row in free if row is not lead)]
    return [*pinned, *free][:PLACES]


def _strips(
    nav: Navigation, found: Front, shown: set[UUID]
) -> Iterator[tuple[Desk, list[Candidate]]]:
    for section in nav.sections:
        strip = [a for a in found.strips[section.desk.pk] if a.pk not in shown][:STRIP]
        if strip:
            yield section.desk, strip
