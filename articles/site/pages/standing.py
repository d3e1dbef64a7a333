"""Pages that stand: who makes the agency, and what it says of itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import mark_safe

from articles.models.masthead import House, MastheadEntry, Position
from articles.models.page import CONTACT, Page
from articles.models.person import Person
from articles.record.printing.blocks import printed
from articles.site import months
from articles.site.frame.navigation import Navigation
from articles.site.frame.page import in_edition, page
from articles.text import body


@in_edition
def masthead(request: HttpRequest, nav: Navigation) -> HttpResponse:
    """The company and the people answering for the agency today (UU 40/1999, article 12)."""
    today = timezone.localdate()
    entries = list(MastheadEntry.objects.on(today).select_related("person"))
    groups = [
        (position.label, [_line(entry, nav) for entry in entries if entry.position == position])
        for position in Position
    ]
    return page(
        request,
        nav,
        "articles/pages/masthead.html",
        languages=nav.everywhere("masthead"),
        house=House.objects.first(),
        groups=[(name, lines) for name, lines in groups if lines],
        shown=[today],
        until=months.end(today),
    )


def _line(entry: MastheadEntry, nav: Navigation) -> tuple[Person, str]:
    """The person, and their title where it is in this language and says more than the group."""
    person = entry.person
    says_more = person.title.casefold() != entry.get_position_display().casefold()
    return person, person.title if says_more and person.edition_id == nav.edition.code else ""


@in_edition
def standing(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    """A standing page of the edition; the contact page has the house's details under it."""
    if not any(known.slug == slug for known in nav.pages):
        raise Http404
    pages = {found.edition_id: found for found in Page.objects.filter(slug=slug)}
    own = pages.get(nav.edition.code)
    if own is None:
        raise Http404
    text = "".join(printed(block, {}) for block in body.parse(own.body))
    return page(
        request,
        nav,
        "articles/pages/page.html",
        languages={code: found.get_absolute_url() for code, found in pages.items()},
        standing=own,
        text=mark_safe(text),  # noqa: S308 - printed from cleaned blocks
        house=House.objects.first() if slug == CONTACT else None,
        shown=[],
    )
