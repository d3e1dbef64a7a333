"""Feeds with the whole text, for readers and small systems that know no wire: RSS and JSON Feed.

An entry is a story in its newest version, under the same id as everywhere. What was taken back or
is held stays as an entry that says so, for no reader of feeds forgets what is no longer in one.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from articles.record.printing.entry import MEDIA
from wire.formats import notes, people, pictures, xhtml
from wire.formats.item import Item
from wire.formats.ninjs import without_gaps
from wire.formats.words import WORDS

RSS_TYPE: Final = "application/rss+xml; charset=utf-8"
JSON_TYPE: Final = "application/feed+json"
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
VERSION: Final = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself; addresses are absolute."""

    title: str
    home: str
    feed: str


def rss(items: Sequence[Item], channel: Channel) -> bytes:
    """RSS 2.0 with ``content:encoded``."""
    feed = _FullRss(
        title=channel.title,
        link=channel.home,
        description=channel.title,
        feed_url=channel.feed,
        changed_at=max((item.sent_at for item in items), default=None),
    )
    for item in items:
        feed.add_item(
            title=_title(item),
            link=item.page,
            description=item.content.get("standfirst", ""),
            unique_id=item.uri,
            unique_id_is_permalink=False,
            pubdate=datetime.fromisoformat(item.content["published_at"]),
            updateddate=item.sent_at,
            author_name=people.by(item) or item.agency,
            categories=_categories(item),
            item_copyright=notes.rights(item),
            text=xhtml.fragment(item, lead=True),
            pictures=[
                (picture, pictures.files(item, picture)[0]) for picture in pictures.shown(item)
            ],
        )
    return feed.writeString("utf-8").encode()


def json_feed(items: Sequence[Item], channel: Channel) -> bytes:
    """JSON Feed 1.1; what the wire says beside a story stands under ``_wire``."""
    feed = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.feed,
        "items": [_entry(item) for item in items],
    }
    return json.dumps(feed, ensure_ascii=False).encode()


def newest(items: Iterable[Item], most: int) -> list[Item]:
    """Of items in any order those for a feed: each story once, the newest sent first."""
    found: dict[Any, Item] = {}
    for item in sorted(items, key=lambda item: -item.number):
        found.setdefault(item.story, item)
    return [*found.values()][:most]


class _FullRss(Rss201rev2Feed):
    def latest_post_date(self) -> datetime:
        changed_at: datetime | None = self.feed["changed_at"]
        return changed_at or super().latest_post_date()

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:content": CONTENT, "xmlns:media": MEDIA}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("content:encoded", item["text"])
        for picture, file in item["pictures"]:
            handler.startElement(
                "media:content",
                {  # type: ignore[arg-type]  # Django's own feeds hand it a dict too
                    "url": file.href,
                    "medium": "image",
                    "type": file.media_type,
                    "width": str(file.width),
                    "height": str(file.height),
                },
            )
            told = {"description": picture.caption, "credit": picture.data["credit"]}
            for name, words in told.items():
                if words:
                    handler.addQuickElement(f"media:{name}", words)
            handler.endElement("media:content")


def _entry(item: Item) -> dict[str, Any]:
    content = item.content
    shown = pictures.shown(item)
    images = [pictures.files(item, picture)[0] for picture in shown]
    return without_gaps(
        {
            "id": item.uri,
            "url": item.page,
            "title": _title(item),
            "summary": content.get("standfirst"),
            "content_html": xhtml.fragment(item, lead=True),
            "image": images[0].href if images else "",
            "date_published": content["published_at"],
            "date_modified": item.sent_at.isoformat(),
            "authors": [{"name": people.by(item) or item.agency}],
            "tags": _categories(item),
            "language": item.language,
            "attachments": [
                {"url": image.href, "mime_type": image.media_type, "title": picture.caption}
                for picture, image in zip(shown, images, strict=True)
            ],
            "_wire": without_gaps(
                {
                    "number": item.number,
                    "version": item.version,
                    "signal": item.signal,
                    "pubstatus": item.pubstatus,
                    "urgency": content.get("urgency"),
                    "slugline": content.get("slugline"),
                    "ednote": "\n".join(notes.ednote(item)),
                    "copyright": notes.rights(item),
                }
            ),
        }
    )


def _title(item: Item) -> str:
    words = WORDS[item.language]
    mark = words.gone if item.withdrawal else words.kept_back if item.hold else ""
    headline = notes.headline(item)
    return f"[{mark}] {headline}" if mark else headline


def _categories(item: Item) -> list[str]:
    return [item.content["desk"]["name"], *(tag["name"] for tag in item.content.get("tags", []))]
