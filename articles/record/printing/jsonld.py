"""A story, and what stands around it, as schema.org data (https://schema.org/NewsArticle)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles.text import byline
from articles.text.holes import hole

Node = dict[str, Any]
_ADDRESS = re.compile("https?://", re.IGNORECASE)
CONTEXT = "https://schema.org"
# IPTC's words for how a work came about, as schema.org spells them.
MADE_BY_AI = f"{CONTEXT}/TrainedAlgorithmicMediaDigitalSource"
MADE_WITH_AI = f"{CONTEXT}/CompositeWithTrainedAlgorithmicMediaDigitalSource"
PUBLISHER, CONTACT, ETHICS, KIND = map(hole, ("publisher", "contact", "ethics", "kind"))
"""Holes in a story's data, for what an edition says of itself: ``Publisher.holes``."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """The agency as an edition names it, with the absolute addresses of what it promises.

    An address that there is no page for is "".
    """

    name: str
    home: str
    logo: str
    masthead: str
    corrections: str
    ethics: str = ""
    contact: str = ""

    def node(self) -> Node:
        return _without_gaps(
            {
                "@type": "NewsMediaOrganization",
                "name": self.name,
                "url": self.home,
                "logo": {"@type": "ImageObject", "url": self.logo},
                "masthead": self.masthead,
                "correctionsPolicy": self.corrections,
                "ethicsPolicy": self.ethics,
            }
        )


@dataclass(frozen=True, slots=True)
class Image:
    """The absolute address of a picture in one shape, and its pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Where:
    """The absolute addresses of a story: its own, its writer's ("" without one), its pictures'.

    ``images`` are one picture in several shapes, of which the reader of the data takes its own.
    """

    story: str
    writer: str
    images: tuple[Image, ...]


def news_article(content: Node, where: Where, summary: str) -> Node:
    """What a Dispatch's content says of the story, in schema.org's words."""
    return _without_gaps(
        {
            "@context": CONTEXT,
            "@type": _type(content),
            "@id": where.story,
            "mainEntityOfPage": where.story,
            "headline": content["headline"],
            "alternativeHeadline": content["standfirst"],
            "description": summary,
            "dateline": content["dateline"],
            "datePublished": content["published_at"],
            "dateModified": content["updated_at"],
            "author": _author(content, where),
            "editor": [_person(editor) for editor in content["editors"]],
            "publisher": PUBLISHER,
            "sponsor": _sponsor(content),
            "digitalSourceType": MADE_WITH_AI if content.get("is_ai") else "",
            "image": [_image(image, content["picture"]) for image in where.images],
            "articleSection": content["desk"]["name"],
            "keywords": [tag["name"] for tag in content["tags"]],
            "inLanguage": content["edition"]["code"],
            "isAccessibleForFree": True,
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": notice["text"],
                    "datePublished": notice["at"],
                }
                for notice in content["notices"]
            ],
        }
    )


def _type(content: Node) -> str:
    """What somebody paid for is an article, and no news. A desk may become one of opinion."""
    return "AdvertiserContentArticle" if content.get("label") else KIND


def article_kind(*, is_opinion: bool) -> str:
    """What fills ``KIND``."""
    return "OpinionNewsArticle" if is_opinion else "NewsArticle"


def _sponsor(content: Node) -> Node | None:
    sponsor = content.get("sponsor")
    return {"@type": "Organization", "name": sponsor} if sponsor else None


def _image(image: Image, picture: Node | None) -> Node:
    # The words are those of the story's own picture; a card has none.
    words = {} if picture is None else _picture(picture)
    size = {"url": image.url, "width": image.width, "height": image.height}
    return _without_gaps({"@type": "ImageObject", **size, **words})


def _picture(picture: Node) -> Node:
    """Who made a picture, on what ground it is printed, and where to ask for it."""
    licence = picture["licence"]
    photographer = picture["photographer"]
    return {
        "caption": picture["caption"],
        "creditText": picture["credit"],
        "creator": {"@type": "Person", "name": photographer} if photographer else None,
        "copyrightNotice": picture["credit"] or picture["agency"],
        "license": licence if _ADDRESS.match(licence) else _named_licence(licence),
        "acquireLicensePage": CONTACT,
        "digitalSourceType": MADE_BY_AI if picture.get("is_ai") else "",
    }


def _named_licence(name: str) -> Node | None:
    node = {"@type": "CreativeWork", "name": name, "url": ETHICS}
    return _without_gaps(node) if name else None


def _author(content: Node, where: Where) -> Node | str:
    writer = content["writer"]
    # A signed piece names its author in words; the writer may only have filed it.
    if content["byline"]:
        signed = byline.parse(content["byline"])
        is_writer = writer is not None and writer["name"] == signed.name
        named = {"name": signed.name, "title": signed.title}
        return _person(named, where.writer if is_writer else "")
    if writer:
        return _person(writer, where.writer)
    return PUBLISHER


def _person(person: Node, url: str = "") -> Node:
    return _without_gaps(
        {"@type": "Person", "name": person["name"], "jobTitle": person["title"], "url": url}
    )


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Node:
    """The way to a page: names and absolute addresses, from the front page on."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(steps, 1)
        ],
    }


def website(publisher: Publisher, language: str, search: str) -> Node:
    """The site of an edition; ``search`` is the absolute address of its search page."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": publisher.name,
        "url": publisher.home,
        "inLanguage": language,
        "publisher": publisher.node(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{search}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def profile(name: str, title: str, url: str, publisher: Publisher) -> Node:
    """The page of a reporter at ``url``."""
    person = {
        "@type": "Person",
        "name": name,
        "jobTitle": title,
        "url": url,
        "worksFor": {
            "@type": "NewsMediaOrganization",
            "name": publisher.name,
            "url": publisher.home,
        },
    }
    return {"@context": CONTEXT, "@type": "ProfilePage", "mainEntity": _without_gaps(person)}


def _without_gaps(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", None, [])}
