"""RSS and Atom of an edition, a desk or a tag."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.core.files.storage import default_storage
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.xmlutils import SimplerXMLGenerator

from articles.models import Article
from articles.pictures import recipe
from articles.site import caching
from articles.site.lists import articles
from articles.site.navigation import Navigation
from articles.site.origin import origin
from articles.site.outgoing import carried_in
from articles.site.page import in_edition
from articles.templatetags.site import notice_kind

ITEMS = 30
# Below the page that a feed mirrors, as in urls.py.
FEED_PATHS = {"feed": "feed/", "atom": "feed/atom/"}
FORMATS = {"jpg": "jpeg"}


MEDIA = "http://search.yahoo.com/mrss/"


@dataclass(frozen=True, slots=True)
class Channel:
    """What one feed is of: its title, the page it mirrors, its stories, and the site's origin."""

    nav: Navigation
    title: str
    link: str
    rows: QuerySet[Article]
    base: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in a feed: its row, with ``notices`` and ``tag_data``, and the site's origin."""

    article: Any
    base: str


class WithPicture(SyndicationFeed):
    """A feed whose items show their picture in Media RSS, which readers of both formats know."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**carried_in(told))

    def add_item(self, **told: Any) -> None:  # type: ignore[override]  # all are named where it is called
        super().add_item(**carried_in(told))

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": MEDIA}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        picture = item["picture"]
        if not picture:
            return
        shape = recipe.for_others(picture, "full")
        kind = FORMATS.get(shape.format, shape.format)
        handler.startElement(
            "media:content",
            {  # type: ignore[arg-type]  # Django's own feeds hand it a dict too
                "url": item["base"] + default_storage.url(shape.name),
                "medium": "image",
                "type": f"image/{kind}",
                "width": str(shape.width),
                "height": str(shape.height),
            },
        )
        for name, words in (("description", picture["caption"]), ("credit", picture["credit"])):
            if words:
                handler.addQuickElement(f"media:{name}", words)
        handler.endElement("media:content")


class Rss(WithPicture, Rss201rev2Feed):
    """RSS that says when an item changed, in Atom's element."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))


class Atom(WithPicture, Atom1Feed):
    """Atom with pictures."""


class StoryFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """Live stories, newest first. Titles are plain text, summaries HTML, notices first in them."""

    feed_type: type[SyndicationFeed] = Rss

    def feed_url(self, channel: Channel) -> str:
        view = "atom" if self.feed_type is Atom else "feed"
        return f"{channel.base}{channel.link}{FEED_PATHS[view]}"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Channel:
        (channel,) = args
        assert isinstance(channel, Channel)  # noqa: S101 - this module's own views call it
        return channel

    def title(self, channel: Channel) -> str:
        return channel.title

    def link(self, channel: Channel) -> str:
        return channel.base + channel.link

    def description(self, channel: Channel) -> str:
        return channel.nav.edition.tagline or channel.nav.edition.agency

    def subtitle(self, channel: Channel) -> str:
        return channel.nav.edition.tagline

    def author_name(self, channel: Channel) -> str:
        return channel.nav.edition.agency

    def items(self, channel: Channel) -> Iterable[Entry]:
        rows = channel.rows.annotate(
            notices=F("dispatch__content__notices"), tag_data=F("dispatch__content__tags")
        )
        return [Entry(row, channel.base) for row in rows[:ITEMS]]

    def item_link(self, item: Entry) -> str:
        path: str = item.article.get_absolute_url()
        return item.base + path

    def item_extra_kwargs(self, item: Entry) -> dict[str, Any]:
        return {"picture": item.article.picture, "base": item.base}

    def item_title(self, item: Entry) -> str:
        # Not escaped here: both formats take the title as text, and XML escapes it once.
        title: str = item.article.labelled_headline
        return title

    def item_description(self, item: Entry) -> SafeString:
        notices = format_html_join(
            "",
            "<p><strong>{}:</strong> {}</p>",
            (
                (notice_kind(notice["kind"]), notice["text"])
                for notice in reversed(item.article.notices)
            ),
        )
        return format_html("{}<p>{}</p>", notices, item.article.summary)

    def item_guid(self, item: Entry) -> str:
        urn: str = item.article.story_uid.urn
        return urn

    item_guid_is_permalink = False

    def item_pubdate(self, item: Entry) -> datetime:
        at: datetime = item.article.published_at
        return at

    def item_updateddate(self, item: Entry) -> datetime:
        at: datetime = item.article.updated_at
        return at

    def item_author_name(self, item: Entry) -> str | None:
        return item.article.writer_name or None

    def item_categories(self, item: Entry) -> list[str]:
        label = item.article.get_label_display()
        return [
            *([label] if label else []),
            item.article.desk_name,
            *(tag["name"] for tag in item.article.tag_data),
        ]


class AtomStoryFeed(StoryFeed):
    feed_type = Atom


def _edition(nav: Navigation, base: str) -> Channel:
    edition = nav.edition
    return Channel(nav, edition.agency, edition.get_absolute_url(), articles(edition.code), base)


def _desk(nav: Navigation, base: str, slug: str) -> Channel:
    desk = nav.desk(slug)
    rows = articles(nav.edition.code)
    rows = rows.filter(desk=desk) if desk.parent_id else rows.filter(section=desk)
    title = f"{nav.edition.agency} – {desk.name}"
    return Channel(nav, title, nav.address("desk", slug=slug), rows, base)


def _tag(nav: Navigation, base: str, slug: str) -> Channel:
    rows = articles(nav.edition.code).filter(tags__edition=nav.edition, tags__slug=slug)
    rows = rows.annotate(tag_name=F("tags__name")).order_by(
        "-tags__published_at", "-tags__first_number"
    )
    name = rows.values_list("tag_name", flat=True).first()
    if name is None:
        raise Http404
    title = f"{nav.edition.agency} – {name}"
    return Channel(nav, title, nav.address("tag", slug=slug), rows, base)


rss, atom_feed = StoryFeed(), AtomStoryFeed()


def _answer(
    request: HttpRequest,
    nav: Navigation,
    feed: StoryFeed,
    channel: Callable[..., Channel],
    *slug: str,
) -> HttpResponse:
    # A reader of feeds asks often: one query tells it that nothing at all was sent since.
    def make() -> HttpResponse:
        return feed(request, channel(nav, origin(request), *slug))

    return caching.answer(request, nav, [nav.newest], None, make)


@in_edition
def feed(request: HttpRequest, nav: Navigation) -> HttpResponse:
    return _answer(request, nav, rss, _edition)


@in_edition
def atom(request: HttpRequest, nav: Navigation) -> HttpResponse:
    return _answer(request, nav, atom_feed, _edition)


@in_edition
def desk_feed(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    return _answer(request, nav, rss, _desk, slug)


@in_edition
def desk_atom(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    return _answer(request, nav, atom_feed, _desk, slug)


@in_edition
def tag_feed(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    return _answer(request, nav, rss, _tag, slug)


@in_edition
def tag_atom(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    return _answer(request, nav, atom_feed, _tag, slug)
