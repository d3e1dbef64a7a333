"""RSS and Atom of an edition, a desk or a tag: the head by Django, the entries as printed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from articles.record.printing.entry import Atom, Rss, StoryFeed
from articles.site.frame import caching
from articles.site.frame.navigation import Navigation
from articles.site.frame.origin import origin
from articles.site.frame.outgoing import outgoing
from articles.site.frame.page import asking, in_edition
from articles.site.lists import OF_EDITION, TAG, newest, newest_tagged
from articles.site.pages.listing import arrive_at_desk, of_desk, renamed
from articles.site.rows import Printed
from articles.text.holes import filled
from articles.text.signs import carried

ITEMS = 30
# Below the page that a feed mirrors, as in urls.py; what ends a feed behind its entries.
FORMATS: dict[str, tuple[type[StoryFeed], str, str]] = {
    "rss": (Rss, "feed/", "</channel></rss>"),
    "atom": (Atom, "feed/atom/", "</feed>"),
}

DESK_VIEWS = {"rss": "desk_feed", "atom": "desk_atom"}


@dataclass(frozen=True, slots=True)
class Channel:
    """What one feed is of: its title and the path of the page that it mirrors."""

    title: str
    path: str


def _answer(
    request: HttpRequest,
    nav: Navigation,
    form: str,
    channel: Channel,
    read: Callable[[], list[Printed]],
) -> HttpResponse:
    # A reader of feeds asks often: one query tells it that nothing at all was sent since.
    def make() -> HttpResponse:
        return _feed(nav, origin(request), form, channel, read())

    return caching.answer(request, nav, [nav.newest], None, make)


def _feed(
    nav: Navigation, base: str, form: str, channel: Channel, stories: list[Printed]
) -> HttpResponse:
    kind, path, end = FORMATS[form]
    edition = nav.edition
    feed = kind(
        title=carried(channel.title),
        link=base + channel.path,
        description=carried(edition.tagline or edition.agency),
        subtitle=carried(edition.tagline),
        author_name=carried(edition.agency),
        language=edition.code,
        feed_url=f"{base}{channel.path}{path}",
        hub=settings.WEBSUB_HUB,
        changed_at=max((row.updated_at for row, _ in stories), default=None),
    )
    head = feed.writeString("utf-8").removesuffix(end)
    entries = filled("".join([entry for _, entry in stories]), {"base": base})
    return outgoing(head + entries + end, feed.content_type)


@in_edition
def edition_feed(request: HttpRequest, nav: Navigation, *, form: str) -> HttpResponse:
    edition = nav.edition
    channel = Channel(edition.agency, edition.get_absolute_url())
    return _answer(
        request, nav, form, channel, partial(newest, ITEMS, form, OF_EDITION, edition=edition.code)
    )


@partial(in_edition, arrive=arrive_at_desk)
def desk_feed(
    request: HttpRequest, nav: Navigation, *, slug: str, former: int | None, form: str
) -> HttpResponse:
    if moved := renamed(nav, DESK_VIEWS[form], slug, former):
        return moved
    desk = nav.desk(slug)
    channel = Channel(f"{nav.edition.agency} – {desk.name}", nav.address("desk", slug=slug))
    where = f"{of_desk(desk)} = %(desk)s"
    return _answer(request, nav, form, channel, partial(newest, ITEMS, form, where, desk=desk.pk))


@partial(in_edition, arrive=asking(TAG, "name"))
def tag_feed(
    request: HttpRequest, nav: Navigation, *, slug: str, name: str, form: str
) -> HttpResponse:
    channel = Channel(f"{nav.edition.agency} – {name}", nav.address("tag", slug=slug))
    read = partial(newest_tagged, ITEMS, form, nav.edition.code, slug)
    return _answer(request, nav, form, channel, read)
