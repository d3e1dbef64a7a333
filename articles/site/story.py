"""A story's own address: its page, its plain copy, and what stands there after a withdrawal."""

import json
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from articles.models import Article, Dispatch, Ground, Person, Signal
from articles.site import kept
from articles.site.kept import KNOWN_BYTES, Known
from articles.site.navigation import Navigation
from articles.site.page import in_edition, page
from articles.site.reading import surround
from articles.site.rows import COLUMNS
from articles.wire.copy_text import copy_text

KEYS = ", ".join(f"a.{name}" for name in COLUMNS)
FROM = "FROM articles_article a"
WHERE = "WHERE a.edition_id = %(edition)s AND a.slug = %(slug)s"
# Our own names alone are put into the two; values are parameters.
ARTICLE = f"SELECT {KEYS}, a.writer_id {FROM} {WHERE}"
WHOLE = f"""
SELECT {KEYS}, a.writer_id, p.slug AS writer_slug, d.content
{FROM} JOIN articles_dispatch d ON d.number = a.dispatch_id
    LEFT JOIN articles_person p ON p.id = a.writer_id
{WHERE}
"""


@in_edition
def story(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    found = _story(nav, slug)
    if found is None:
        return _withdrawn_page(request, nav, _withdrawal(nav, slug))
    article, own = found
    around = surround(article, own)
    return page(
        request,
        nav,
        "articles/story.html",
        picture=article.picture,
        languages={
            code: translation.get_absolute_url()
            for code, translation in around.translations.items()
        },
        shown=[article.dispatch_id, *around.shown],
        article=article,
        # Read only by what is made anew.
        content=SimpleLazyObject(lambda: article.dispatch.data),
        desk=next((desk for desk in nav.desks() if desk.pk == article.desk_id), None),
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
    kind = "text/plain; charset=utf-8"
    if article is None:
        withdrawal = _withdrawal(nav, slug)
        line = f"{withdrawal.number} {withdrawal.slug} {withdrawal.pubstatus}\n"
        return HttpResponse(line, status=410, content_type=kind)
    content = article.dispatch.data
    wanted = [UUID(link["story"]) for link in content["related"] if link["story"]]
    live = Article.objects.filter(pk__in=wanted).values_list("pk", flat=True)
    return HttpResponse(copy_text(content, live={str(pk) for pk in live}), content_type=kind)


def _story(nav: Navigation, slug: str) -> tuple[Article, Known] | None:
    """The story, and what is known of its Dispatch, which is read only when that isn't kept."""
    limits = {"edition": nav.edition.code, "slug": slug}
    key = (nav.edition.code, slug)
    if own := kept.known.get(key):
        for known in Article.objects.raw(ARTICLE, limits):
            if known.dispatch_id == own.number:
                return known, own
    article = _article(nav, slug)
    if article is None:
        return None
    content = article.dispatch.data
    own = Known(article.dispatch_id, content["related"], len(content["body"]))
    kept.known.put(key, own, KNOWN_BYTES)
    return article, own


def _article(nav: Navigation, slug: str) -> Article | None:
    """The story with its Dispatch and writer, or None."""
    limits = {"edition": nav.edition.code, "slug": slug}
    for article in Article.objects.raw(WHOLE, limits):
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


def _withdrawn_page(request: HttpRequest, nav: Navigation, dispatch: Dispatch) -> HttpResponse:
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
