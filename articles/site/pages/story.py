"""A story's own address: its page, and what stands there after a withdrawal or during a hold."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone

from articles.models.article import Article
from articles.models.dispatch import Dispatch, Ground, PubStatus
from articles.site.frame.navigation import Navigation
from articles.site.frame.page import in_edition, page
from articles.site.machines import structured
from articles.site.pages import old_addresses
from articles.site.pages.old_addresses import Place
from articles.site.pages.reading import languages, own_story, printed_story, surround
from articles.site.rows import UNSHOWN, items

# The worker draws it beside the record, so no Dispatch says when it is there.
LOOKS_FOR_CARD = timedelta(seconds=5)


def _arrive(edition: str, slug: str) -> tuple[Navigation, dict[str, Any]]:
    """With whether any story was ever at the address."""
    nav, place = old_addresses.place(edition, slug)
    return nav, {"slug": slug, "place": place}


@partial(in_edition, arrive=_arrive)
def story(request: HttpRequest, nav: Navigation, *, slug: str, place: Place) -> HttpResponse:
    """What is printed of the story, and round it what follows from others."""
    if not place.is_used:
        if not place.way:
            raise Http404
        return HttpResponsePermanentRedirect(place.way)
    own = own_story(nav, slug)
    if own is None:
        return _page_without_text(request, nav, slug)
    around = surround(nav, own)

    def pieces(base: str) -> dict[str, str]:
        return {
            "head": structured.story_head(nav, base, own),
            "story": printed_story(nav.editions, base, own.text, around),
            "more": items(around.more, "strip"),
        }

    return page(
        request,
        nav,
        "articles/pages/story.html",
        pieces=pieces,
        key=(own.section, own.desk, bool(around.more)),
        languages=languages(around),
        shown=[own.number, own.has_card, *around.shown],
        until=None if own.has_picture or own.has_card else timezone.now() + LOOKS_FOR_CARD,
        desk=next((desk for desk in nav.desks() if desk.pk == own.desk), None),
        current_section=own.section,
        has_more=bool(around.more),
    )


def live_article(nav: Navigation, slug: str) -> Article | None:
    """The story with its Dispatch, or None."""
    found = Article.objects.select_related("dispatch").defer(*UNSHOWN)
    return found.filter(edition=nav.edition.code, slug=slug).first()


def taken_down(nav: Navigation, slug: str) -> Dispatch:
    """The newest Dispatch of a story withdrawn or on hold. Raises Http404 where there is none."""
    sent = Dispatch.objects.told_to_readers().filter(edition=nav.edition.code, slug=slug)
    newest = sent.first()
    if newest is None or newest.pubstatus == PubStatus.USABLE:
        raise Http404
    return newest


def _page_without_text(request: HttpRequest, nav: Navigation, slug: str) -> HttpResponse:
    dispatch = taken_down(nav, slug)
    if dispatch.pubstatus == PubStatus.WITHHELD:
        return page(
            request,
            nav,
            "articles/pages/held.html",
            shown=[dispatch.number],
            content=dispatch.data,
            held=dispatch.data["hold"],
        )
    withdrawal = dispatch.data["withdrawal"]
    return page(
        request,
        nav,
        "articles/pages/withdrawn.html",
        status=410,
        content=dispatch.data,
        withdrawal=withdrawal,
        ground=Ground(withdrawal["ground"]).label,
    )
