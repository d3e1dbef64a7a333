"""The front page of an edition."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from articles.models import Article, Desk
from articles.site.lists import articles, newest_of_each
from articles.site.navigation import Navigation
from articles.site.page import in_edition, page

NEWEST = 60
SECONDS = 4
LATEST = 14
STRIP = 4


@in_edition
def home(request: HttpRequest, nav: Navigation) -> HttpResponse:
    """The lead, the seconds beside it, what came in last, and a strip for each section."""
    newest = list(articles(nav.edition.code)[:NEWEST])
    lead = next((article for article in newest if article.picture), next(iter(newest), None))
    seconds = [article for article in newest if article != lead][:SECONDS]
    shown = {article.pk for article in (lead, *seconds) if article}
    return page(
        request,
        nav,
        "articles/home.html",
        picture=lead.picture if lead else None,
        languages={edition.code: edition.get_absolute_url() for edition in nav.editions},
        lead=lead,
        seconds=seconds,
        latest=[article for article in newest if article.pk not in shown][:LATEST],
        strips=list(_strips(nav, shown)),
    )


def _strips(nav: Navigation, shown: set[UUID]) -> Iterator[tuple[Desk, list[Article]]]:
    # A strip repeats nothing from above it, so it may need as many more as stand there.
    found = newest_of_each([s.desk.pk for s in nav.sections], STRIP + len(shown))
    for section in nav.sections:
        strip = [a for a in found.get(section.desk.pk, []) if a.pk not in shown][:STRIP]
        if strip:
            yield section.desk, strip
