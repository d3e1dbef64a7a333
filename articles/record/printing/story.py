"""A story's own part of its page: what it says in the page's head, and its text."""

import json
from typing import Any

from django.core.files.storage import default_storage
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from articles.models.addresses import public_address
from articles.models.article import Article
from articles.pictures import card, recipe
from articles.record.plain import Content
from articles.record.printing import jsonld
from articles.record.printing.jsonld import Image, Node, Where
from articles.record.printing.prose import prose
from articles.text.holes import hole

BASE = hole("base")
"""The origin of the site, where an address must be absolute."""
# What could end the element that the data stands in, or begin another.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


def head(article: Article, content: Content) -> str:
    """Title, description, shared card and structured data.

    Holes: ``base``, ``base-quoted`` for an address within another, ``share`` for the address of
    what is shared of a story without a picture, and those of ``jsonld.Publisher``.
    """
    return get_template("articles/printed/head.html").render(
        {
            **_told(article, content),
            "shared": mark_safe(shared(article, content)),  # noqa: S308 - a template's
            "data": _data(article, content),
        }
    )


def shared(article: Article, content: Content) -> str:
    """The picture that stands for the story where it is shared; holes: ``base`` and ``share``."""
    return get_template("articles/printed/shared.html").render(
        {"share": _share(content["picture"])}
    )


def text(article: Article, content: Content) -> str:
    """The story from its desk to its tags.

    Holes: those of ``prose``, ``base`` and ``base-quoted``, ``translations``, ``updates``.
    """
    words = mark_safe(prose(content))  # noqa: S308 - text.body renders it from cleaned blocks
    return get_template("articles/printed/story.html").render(
        {**_told(article, content), "prose": words}
    )


def _told(article: Article, content: Content) -> dict[str, Any]:
    return {
        "article": article,
        "content": content,
        "edition": content["edition"],
        "path": article.get_absolute_url(),
        "base": BASE,
        "base_quoted": hole("base-quoted"),
        "translations": hole("translations"),
        "updates": hole("updates"),
    }


def script(*nodes: Node) -> SafeString:
    """The nodes as a data block, which no browser runs and no policy has to allow."""
    data = json.dumps(nodes[0] if len(nodes) == 1 else nodes, ensure_ascii=False)
    text = f'<script type="application/ld+json">{data.translate(ESCAPES)}</script>'
    return mark_safe(text)  # noqa: S308 - escaped right above


def _share(picture: Node | None) -> dict[str, Any]:
    if picture is None:
        width, height = card.SIZE
        return {"url": hole("share"), "width": width, "height": height, "alternative": ""}
    crop = recipe.for_others(picture, "share")
    return {
        "url": BASE + default_storage.url(crop.name),
        "width": crop.width,
        "height": crop.height,
        "alternative": picture["alternative"],
    }


def _data(article: Article, content: Content) -> SafeString:
    """The story and the way to it, as schema.org data."""
    edition, desk, writer = content["edition"]["code"], content["desk"], content["writer"]
    own = BASE + article.get_absolute_url()
    home = public_address("home", edition=edition)
    reporter = writer and public_address("reporter", edition=edition, slug=writer["slug"])
    where = Where(story=own, writer=BASE + reporter if reporter else "", images=_images(content))
    made = script(
        jsonld.news_article(content, where, article.summary),
        jsonld.breadcrumbs(
            [
                (content["edition"]["agency"], BASE + home),
                (desk["name"], BASE + public_address("desk", edition=edition, slug=desk["slug"])),
                (content["headline"], own),
            ]
        ),
    )
    # What fills this one is data itself, and no text.
    return mark_safe(made.replace(f'"{jsonld.PUBLISHER}"', jsonld.PUBLISHER))  # noqa: S308 - escaped by script


def _images(content: Content) -> tuple[Image, ...]:
    """The picture in the shapes that search engines ask for; the card of a story without one."""
    picture = content["picture"]
    if picture is None:
        return (Image(hole("share"), *card.SIZE),)
    shapes = {recipe.for_others(picture, crop) for crop in ("lead", "wide", "full")}
    return tuple(
        Image(BASE + default_storage.url(shape.name), shape.width, shape.height)
        for shape in sorted(shapes, key=lambda shape: shape.name)
    )
