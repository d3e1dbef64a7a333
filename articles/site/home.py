"""The front page of an edition."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from articles.models import Desk
from articles.models.front import PLACES
from articles.site import corrections
from articles.site.front import Front, front
from articles.site.navigation import Navigation
from articles.site.old_addresses import redirect_by_query
from articles.site.page import in_edition, page
from articles.site.reading_counts import most_read, ranked_until
from articles.site.rows import Row

NEWEST = 40
LATEST = 14
STRIP = 4
OPINION = 4
MOST_READ = 5
CORRECTIONS = 3


@in_edition
def home(request: HttpRequest, nav: Navigation) -> HttpResponse:
    """What the desk has pinned, the newest, a strip for each section, opinion, what is read."""
    if request.GET and (moved := redirect_by_query(request, nav)):
        return moved
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
    lead = top[0] if top else None
    shown = {article.pk for article in top}
    latest = [article for article in found.newest if article.pk not in shown][:LATEST]
    strips = list(_strips(nav, found, shown))
    read = found.read[:MOST_READ]
    corrected = corrections.latest(nav, CORRECTIONS)
    parts = [top, latest, *(strip for _, strip in strips), found.opinion, read]
    return page(
        request,
        nav,
        "articles/home.html",
        picture=lead.shown.picture if lead else None,
        languages={edition.code: edition.get_absolute_url() for edition in nav.editions},
        shown=[
            *([row.dispatch_id for row in part] for part in parts),
            *(entry["mark"] for entry in corrected),
        ],
        until=_until(found.pinned),
        lead=lead,
        seconds=top[1:],
        latest=latest,
        strips=strips,
        opinion=found.opinion,
        most_read=read,
        corrections=corrected,
    )


def _until(pinned: list[Row]) -> datetime:
    """When the next pin lapses, or what is read most is counted again."""
    lapses: list[datetime] = [row.extra[4] for row in pinned]
    return min([*lapses, ranked_until()])


def _top(found: Front) -> list[Row]:
    """The lead and the seconds: the pins in their order, then the newest.

    Nothing that was paid for comes here by itself, and only a story with a picture leads by
    itself, if there is one.
    """
    pinned = found.pinned[:PLACES]
    pins = {row.pk for row in pinned}
    free = [row for row in found.newest if row.pk not in pins and not row.extra[3]]
    if not pinned and (lead := next((row for row in free if row.extra[2]), None)):
        free = [lead, *(row for row in free if row is not lead)]
    return [*pinned, *free][:PLACES]


def _strips(nav: Navigation, found: Front, shown: set[UUID]) -> Iterator[tuple[Desk, list[Row]]]:
    for section in nav.sections:
        strip = [a for a in found.strips[section.desk.pk] if a.pk not in shown][:STRIP]
        if strip:
            yield section.desk, strip
