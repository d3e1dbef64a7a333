"""The schema.org data of a page, as it stands in the page."""

import json

from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Person
from articles.models.page import CONTACT, GUIDELINES
from articles.pictures import recipe
from articles.site.navigation import Navigation
from articles.site.outgoing import carried_in
from articles.site.sharing import Share
from articles.wire import jsonld
from articles.wire.jsonld import Image, Node, Publisher, Where

# What could end the element that the data stands in, or begin another.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


def script(*nodes: Node) -> SafeString:
    """The nodes as a data block, which no browser runs and no policy has to allow."""
    told = carried_in(nodes[0] if len(nodes) == 1 else list(nodes))
    data = json.dumps(told, ensure_ascii=False)
    text = f'<script type="application/ld+json">{data.translate(ESCAPES)}</script>'
    return mark_safe(text)  # noqa: S308 - escaped right above


def publisher(nav: Navigation, base: str) -> Publisher:
    return Publisher(
        name=nav.edition.agency,
        home=base + nav.homes[nav.edition.code],
        logo=base + static("icons/icon-512.png"),
        masthead=base + nav.address("masthead"),
        corrections=base + nav.address("corrections"),
        ethics=_page(nav, base, GUIDELINES),
        contact=_page(nav, base, CONTACT),
    )


def _page(nav: Navigation, base: str, slug: str) -> str:
    """The address of a standing page, "" where the edition has none of that name."""
    known = any(page.slug == slug for page in nav.pages)
    return base + nav.address("page", slug=slug) if known else ""


def story(nav: Navigation, base: str, article: Article, content: Node, shared: Share) -> SafeString:
    """A story and the way to it. ``article`` has its writer's slug loaded.

    ``shared`` stands for a story without a picture.
    """
    opinion = {desk.pk for desk in nav.desks() if desk.is_opinion}
    where = Where(
        story=base + nav.address("story", slug=article.slug),
        writer=base + nav.address("reporter", slug=article.writer.slug) if article.writer else "",
        images=_images(base, content["picture"], shared),
        is_opinion=bool(opinion & {article.desk_id, article.section_id}),
    )
    made_by = publisher(nav, base)
    desk = content["desk"]
    steps = [(nav.edition.agency, made_by.home)]
    if any(known.slug == desk["slug"] for known in nav.desks()):
        steps.append((desk["name"], base + nav.address("desk", slug=desk["slug"])))
    return script(
        jsonld.news_article(content, where, made_by, article.summary),
        jsonld.breadcrumbs([*steps, (article.headline, where.story)]),
    )


def _images(base: str, picture: Node | None, shared: Share) -> tuple[Image, ...]:
    """The picture in the shapes that search engines ask for; the card of a story without one."""
    if picture is None:
        return (Image(base + shared["url"], shared["width"], shared["height"]),)
    shapes = {recipe.for_others(picture, crop) for crop in ("lead", "wide", "full")}
    return tuple(
        Image(base + default_storage.url(shape.name), shape.width, shape.height)
        for shape in sorted(shapes, key=lambda shape: shape.name)
    )


def home(nav: Navigation, base: str) -> SafeString:
    search = base + nav.address("search")
    return script(jsonld.website(publisher(nav, base), nav.edition.code, search))


def reporter(nav: Navigation, base: str, person: Person) -> SafeString:
    url = base + nav.address("reporter", slug=person.slug)
    return script(jsonld.profile(person.name, person.title, url, publisher(nav, base)))


def trail(nav: Navigation, base: str, *steps: tuple[str, str]) -> SafeString:
    """The way to a page from the front page; each step is a name and a path."""
    home = (nav.edition.agency, nav.homes[nav.edition.code])
    return script(jsonld.breadcrumbs((name, base + path) for name, path in (home, *steps)))
