"""RSS and Atom of an edition, a desk or a tag."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
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
from articles.site import caching
from articles.site.lists import articles
from articles.site.navigation import Navigation
from articles.site.page import in_edition
from articles.templatetags.site import notice_kind

ITEMS = 30


@dataclass(frozen=True, slots=True)
class Channel:
    """What one feed is of: its title, the page it mirrors, its stories."""

    nav: Navigation
    title: str
    link: str
    rows: QuerySet[Article]


class Rss(Rss201rev2Feed):
    """RSS that says when an item changed, in Atom's element."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))


class StoryFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """Live stories, newest first. Titles are plain text, summaries HTML, notices first in them."""

    feed_type: type[SyndicationFeed] = Rss

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Channel:
        (channel,) = args
        assert isinstance(channel, Channel)  # noqa: S101 - this module's own views call it
        return channel

    def title(self, channel: Channel) -> str:
        return channel.title

    def link(self, channel: Channel) -> str:
        return channel.link

    def description(self, channel: Channel) -> str:
        return channel.nav.edition.tagline or channel.nav.edition.agency

    def subtitle(self, channel: Channel) -> str:
        return channel.nav.edition.tagline

    def author_name(self, channel: Channel) -> str:
        return channel.nav.edition.agency

    def items(self, channel: Channel) -> Iterable[Article]:
        return channel.rows.annotate(
            notices=F("dispatch__content__notices"), tag_data=F("dispatch__content__tags")
        )[:ITEMS]

    def item_title(self, item: Article) -> str:
        # Not escaped here: both formats take the title as text, and XML escapes it once.
        return f"[{item.get_label_display()}] {item.headline}" if item.label else item.headline

    def item_description(self, item: Any) -> SafeString:
        notices = format_html_join(
            "",
            "<p><strong>{}:</strong> {}</p>",
            ((notice_kind(notice["kind"]), notice["text"]) for notice in reversed(item.notices)),
        )
        return format_html("{}<p>{}</p>", notices, item.summary)

    def item_guid(self, item: Article) -> str:
        return item.story_uid.urn

    item_guid_is_permalink = False

    def item_pubdate(self, item: Article) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime:
        return item.updated_at

    def item_author_name(self, item: Article) -> str | None:
        return item.writer_name or None

    def item_categories(self, item: Any) -> list[str]:
        return [item.desk_name, *(tag["name"] for tag in item.tag_data)]


class AtomStoryFeed(StoryFeed):
    feed_type = Atom1Feed


def _edition(nav: Navigation) -> Channel:
    edition = nav.edition
    return Channel(nav, edition.agency, edition.get_absolute_url(), articles(edition.code))


def _desk(nav: Navigation, slug: str) -> Channel:
    desk = nav.desk(slug)
    rows = articles(nav.edition.code)
    rows = rows.filter(desk=desk) if desk.parent_id else rows.filter(section=desk)
    title = f"{nav.edition.agency} – {desk.name}"
    return Channel(nav, title, nav.address("desk", slug=slug), rows)


def _tag(nav: Navigation, slug: str) -> Channel:
    rows = articles(nav.edition.code).filter(tags__edition=nav.edition, tags__slug=slug)
    rows = rows.annotate(tag_name=F("tags__name")).order_by(
        "-tags__published_at", "-tags__first_number"
    )
    name = rows.values_list("tag_name", flat=True).first()
    if name is None:
        raise Http404
    title = f"{nav.edition.agency} – {name}"
    return Channel(nav, title, nav.address("tag", slug=slug), rows)


rss, atom_feed = StoryFeed(), AtomStoryFeed()


def _answer(
    request: HttpRequest, nav: Navigation, feed: StoryFeed, channel: Callable[[], Channel]
) -> HttpResponse:
    # A reader of feeds asks often: one query tells it that nothing at all was sent since.
    return caching.answer(request, nav, [nav.newest], None, lambda: feed(request, channel()))


@in_edition
def feed(request: HttpRequest, nav: Navigation) -> HttpResponse:
    return _answer(request, nav, rss, lambda: _edition(nav))


@in_edition
def atom(request: HttpRequest, nav: Navigation) -> HttpResponse:
    return _answer(request, nav, atom_feed, lambda: _edition(nav))


@in_edition
def desk_feed(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    return _answer(request, nav, rss, lambda: _desk(nav, slug))


@in_edition
def desk_atom(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    return _answer(request, nav, atom_feed, lambda: _desk(nav, slug))


@in_edition
def tag_feed(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    return _answer(request, nav, rss, lambda: _tag(nav, slug))


@in_edition
def tag_atom(request: HttpRequest, nav: Navigation, *, slug: str) -> HttpResponse:
    return _answer(request, nav, atom_feed, lambda: _tag(nav, slug))
