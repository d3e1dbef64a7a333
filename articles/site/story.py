"""A story's own address: its page, its plain copy, and what stands there after a withdrawal."""

import json
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from articles.models import Article, Dispatch, Ground, Person, Signal
from articles.site import kept, navigation, old_addresses
from articles.site.kept import KNOWN_BYTES, Known
from articles.site.navigation import Navigation
from articles.site.old_addresses import Place
from articles.site.origin import origin
from articles.site.outgoing import TEXT, outgoing
from articles.site.page import in_edition, page
from articles.site.reading import surround
from articles.site.rows import COLUMNS, Row
from articles.wire.copy_text import copy_text

# The worker draws it beside the record, so no Dispatch says when it is there.
LOOKS_FOR_CARD = timedelta(seconds=5)
_COLUMNS = ", ".join(f"a.{name}" for name in COLUMNS)
STORY = (
    f"SELECT {_COLUMNS}, a.writer_id"  # noqa: S608 - our own names; values are parameters
    """, p.slug AS writer_slug, d.content
FROM articles_article a JOIN articles_dispatch d ON d.number = a.dispatch_id
    LEFT JOIN articles_person p ON p.id = a.writer_id
WHERE a.edition_id = %(edition)s AND a.slug = %(slug)s
"""
)


def _arrive(edition: str, slug: str) -> tuple[Navigation, dict[str, Any]]:
    """With what the process doesn't know yet: whether any story was ever at the address."""
    if kept.known.get((edition, slug)):
        return navigation.load(edition), {"slug": slug}
    nav, place = old_addresses.place(edition, slug)
    return nav, {"slug": slug, "place": place}


@partial(in_edition, arrive=_arrive)
def story(
    request: HttpRequest, nav: Navigation, *, slug: str, place: Place | None = None
) -> HttpResponse:
    """One query, once the process has read the Dispatch and made what follows from it."""
    if place and not place.is_used:
        if place.story is None:
            raise Http404
        return HttpResponsePermanentRedirect(nav.address("story", slug=place.story))
    own = kept.known.get((nav.edition.code, slug))
    article: Article | Row | None = None

    def content() -> dict[str, Any]:
        if isinstance(article, Article):
            return article.dispatch.data
        assert own is not None  # noqa: S101 - it is called after the loop below began
        return Dispatch.objects.get(number=own.number).data

    while True:
        if own is None:
            if (article := _article(nav, slug)) is None:
                return _withdrawn_page(request, nav, slug)
            own = _known(article)
        around = surround(nav, slug, own, content)
        if around.own and around.own.dispatch_id == own.number:
            break
        # Updated or withdrawn since it was known.
        own = None
    article = article or around.own
    return page(
        request,
        nav,
        "articles/story.html",
        picture=around.own.picture,
        card_of=own.number if around.own.has_card else None,
        languages={
            code: translation.get_absolute_url()
            for code, translation in around.translations.items()
        },
        shown=[own.number, around.own.has_card, *around.shown],
        until=None
        if around.own.picture or around.own.has_card
        else timezone.now() + LOOKS_FOR_CARD,
        article=article,
        # Read only by what is made anew.
        content=SimpleLazyObject(content),
        desk=next((desk for desk in nav.desks() if desk.pk == around.own.desk_id), None),
        current_section=own.section,
        updated=around.updated,
        updates=around.updates,
        parts=around.parts,
        more=around.more,
        translations=[
            (edition, around.translations[edition.code])
            for edition in nav.editions
            if edition.code in around.translations
        ],
    )


@in_edition
def copy(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    """The story as wire text; 410 with one line after a withdrawal."""
    article = _article(nav, slug)
    if article is None:
        withdrawal = _withdrawal(nav, slug)
        line = f"{withdrawal.number} {withdrawal.slug} {withdrawal.pubstatus}\n"
        return outgoing(line, TEXT, status=410)
    content = article.dispatch.data
    wanted = [UUID(link["story"]) for link in content["related"] if link["story"]]
    found = Article.objects.filter(pk__in=wanted).values_list("pk", "headline")
    text = copy_text(content, live={str(pk): headline for pk, headline in found})
    canonical = origin(request) + nav.address("story", slug=slug)
    # Search engines are to show the page, which this repeats.
    response = outgoing(text, TEXT)
    response.headers["Link"] = f'<{canonical}>; rel="canonical"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _known(article: Article) -> Known:
    content = article.dispatch.data
    known = Known(
        article.dispatch_id,
        article.pk,
        article.section_id,
        article.translation_group,
        article.updates_uid,
        content["related"],
        len(content["body"]),
    )
    kept.known.put((article.edition_id, article.slug), known, KNOWN_BYTES)
    return known


def _article(nav: Navigation, slug: str) -> Article | None:
    """The story with its Dispatch and writer, or None."""
    limits = {"edition": nav.edition.code, "slug": slug}
    for article in Article.objects.raw(STORY, limits):
        row = vars(article)
        article.dispatch = Dispatch(number=article.dispatch_id, content=json.loads(row["content"]))
        if article.writer_id:
            article.writer = Person(pk=article.writer_id, slug=row["writer_slug"])
        return article
    return None


def _withdrawal(nav: Navigation, slug: str) -> Dispatch:
    """The newest Dispatch of an address without an Article. Raises Http404 if it withdrew none."""
    newest = Dispatch.objects.filter(edition=nav.edition.code, slug=slug).first()
    if newest is None or newest.signal != Signal.WITHDRAWAL:
        raise Http404
    return newest


def _withdrawn_page(request: HttpRequest, nav: Navigation, slug: str) -> HttpResponse:
    dispatch = _withdrawal(nav, slug)
    withdrawal = dispatch.data["withdrawal"]
    return page(
        request,
        nav,
        "articles/withdrawn.html",
        status=410,
        content=dispatch.data,
        withdrawal=withdrawal,
        ground=Ground(withdrawal["ground"]).label,
    )
