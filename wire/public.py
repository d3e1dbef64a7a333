"""What anybody may take of a public story in a form of the wire."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from articles.models.article import Article
from articles.models.dispatch import Dispatch, PubStatus, Signal
from articles.site.frame.navigation import Navigation
from articles.site.frame.origin import origin
from articles.site.frame.outgoing import TEXT, outgoing
from articles.site.frame.page import asking, in_edition
from articles.site.pages.old_addresses import USED
from articles.site.pages.story import live_article, taken_down
from wire.formats.item import Item
from wire.formats.ninjs import MEDIA_TYPE as JSON
from wire.formats.ninjs import ninjs
from wire.formats.text import text


@partial(in_edition, arrive=asking(USED))
def copy(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    """The story as wire text; 410 with one line after a withdrawal."""
    article = live_article(nav, slug)
    if article is None:
        withdrawal = _withdrawal(nav, slug)
        line = f"{withdrawal.number} {withdrawal.slug} {withdrawal.pubstatus}\n"
        return outgoing(line, TEXT, status=410)
    item = _item(article.dispatch, origin(request))
    return _beside_its_page(request, nav, slug, outgoing(text(item).decode(), TEXT))


@partial(in_edition, arrive=asking(USED))
def as_ninjs(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    """The story as ninjs; 410 with who withdrew it and why after a withdrawal."""
    article = live_article(nav, slug)
    if article is None:
        gone = Item.of(_withdrawal(nav, slug), base=origin(request))
        return outgoing(ninjs(gone).decode(), JSON, status=410)
    item = _item(article.dispatch, origin(request))
    return _beside_its_page(request, nav, slug, outgoing(ninjs(item).decode(), JSON))


def _withdrawal(nav: Navigation, slug: str) -> Dispatch:
    """What withdrew the story. Raises Http404, also for a story that is on hold."""
    newest = taken_down(nav, slug)
    if newest.pubstatus != PubStatus.CANCELED:
        raise Http404
    return newest


def _item(dispatch: Dispatch, base: str) -> Item:
    """The story as it is to the public, which saw nothing of it under an embargo."""
    content = dispatch.data
    stories = [link["story"] for link in content["related"] if link["story"]]
    stories.append(content["translation_group"])
    if updates := content.get("updates"):
        stories.append(updates["story"])
    found = Article.objects.filter(pk__in=map(UUID, stories)).values_list("pk", "headline")
    return Item.of(
        dispatch,
        base=base,
        signal=Signal.NEW.value if dispatch.signal == Signal.LIFT else "",
        live={str(pk): headline for pk, headline in found},
    )


def _beside_its_page(
    request: HttpRequest, nav: Navigation, slug: str, response: HttpResponse
) -> HttpResponse:
    """Search engines are to show the page, which this repeats."""
    canonical = origin(request) + nav.address("story", slug=slug)
    response.headers["Link"] = f'<{canonical}>; rel="canonical"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
