"""The front page of an edition."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from articles.models import Desk
from articles.site.lists import front
from articles.site.navigation import Navigation
from articles.site.old_addresses import redirect_by_id
from articles.site.page import in_edition, page
from articles.site.rows import Row

NEWEST = 40
SECONDS = 4
LATEST = 14
STRIP = 4


@in_edition
def home(request: HttpRequest, nav: Navigation) -> HttpResponse:
    """The lead, the seconds beside it, what came in last, and a strip for each section."""
    if "p" in request.GET and (moved := redirect_by_id(request, nav)):
        return moved
    # A strip repeats nothing from above it, so it may need as many more as stand there.
    found = front(
        nav.edition.code,
        [section.desk.pk for section in nav.sections],
        newest=NEWEST,
        each=STRIP + 1 + SECONDS,
    )
    newest = found[None]
    pictured = (article for article in newest if article.extra[1])
    lead = next(pictured, next(iter(newest), None))
    seconds = [article for article in newest if article != lead][:SECONDS]
    shown = {article.pk for article in (lead, *seconds) if article}
    return page(
        request,
        nav,
        "articles/home.html",
        picture=lead.shown.picture if lead else None,
        languages={edition.code: edition.get_absolute_url() for edition in nav.editions},
        lead=lead,
        seconds=seconds,
        latest=[article for article in newest if article.pk not in shown][:LATEST],
        strips=list(_strips(nav, found, shown)),
    )


def _strips(
    nav: Navigation, found: dict[int | None, list[Row]], shown: set[UUID]
) -> Iterator[tuple[Desk, list[Row]]]:
    for section in nav.sections:
        strip = [a for a in found[section.desk.pk] if a.pk not in shown][:STRIP]
        if strip:
            yield section.desk, strip
