"""A story's entry in the feeds of both formats and in the news sitemap, with the hole ``base``."""

from datetime import datetime
from io import StringIO
from typing import Any

from django.core.files.storage import default_storage
from django.template.loader import get_template
from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.xmlutils import SimplerXMLGenerator

from articles.models.article import Article
from articles.models.dispatch import NoticeKind
from articles.pictures import recipe
from articles.record.plain import Content
from articles.text.holes import hole

BASE = hole("base")
MEDIA = "http://search.yahoo.com/mrss/"
FORMATS = {"jpg": "jpeg"}


class StoryFeed(SyndicationFeed):
    """A feed whose items show their picture in Media RSS, which readers of both formats know.

    ``changed_at`` is when it was last changed, for its items may be printed elsewhere. ``hub`` is
    the address of its WebSub hub, "" without one.
    """

    content_type: str
    link_element = "link"

    def latest_post_date(self) -> datetime:
        changed_at: datetime | None = self.feed["changed_at"]
        return changed_at or super().latest_post_date()

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": MEDIA}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if hub := self.feed["hub"]:
            handler.addQuickElement(self.link_element, "", {"rel": "hub", "href": hub})

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
                "url": BASE + default_storage.url(shape.name),
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


class Rss(StoryFeed, Rss201rev2Feed):
    """RSS that says when an item changed, in Atom's element."""

    link_element = "atom:link"

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))


class Atom(StoryFeed, Atom1Feed):
    """Atom with pictures."""


def rss(article: Article, content: Content) -> str:
    return _entry(Rss, "item", article, content)


def atom(article: Article, content: Content) -> str:
    return _entry(Atom, "entry", article, content)


def news(article: Article, content: Content) -> str:
    """In Google's format of news sitemaps."""
    picture = article.picture and default_storage.url(
        recipe.for_others(article.picture, "lead").name
    )
    return get_template("articles/printed/news.xml").render(
        {
            "article": article,
            "edition": content["edition"],
            "path": article.get_absolute_url(),
            "base": BASE,
            "picture": picture,
        }
    )


def _entry(feed: type[StoryFeed], element: str, article: Article, content: Content) -> str:
    """Titles are plain text, summaries HTML with the notices first in them."""
    # Of the feed itself nothing is printed.
    made = feed(title="", link="", description="", changed_at=None, hub="")
    label = article.get_label_display()
    made.add_item(
        # Not escaped here: both formats take the title as text, and XML escapes it once.
        title=article.labelled_headline,
        link=article.get_absolute_url(),
        description=_summary(article, content),
        unique_id=article.pk.urn,
        unique_id_is_permalink=False,
        pubdate=article.published_at,
        updateddate=article.updated_at,
        author_name=article.writer_name or None,
        categories=[
            *([label] if label else []),
            article.desk_name,
            *(tag["name"] for tag in content["tags"]),
        ],
        picture=article.picture,
    )
    out = StringIO()
    handler = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    (item,) = made.items
    # Django would write the hole's marks as a part of an address.
    item["link"] = BASE + item["link"]
    handler.startElement(element, made.item_attributes(item))  # type: ignore[arg-type]  # as above
    made.add_item_elements(handler, item)
    handler.endElement(element)
    return out.getvalue()


def _summary(article: Article, content: Content) -> SafeString:
    notices = format_html_join(
        "",
        "<p><strong>{}:</strong> {}</p>",
        (
            (NoticeKind.named(notice["kind"]), notice["text"])
            for notice in reversed(content["notices"])
        ),
    )
    return format_html("{}<p>{}</p>", notices, article.summary)
