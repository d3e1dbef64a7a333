"""The schema.org data of a page, as it stands in the page."""

import json
from urllib.parse import quote

from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.utils.safestring import SafeString

from articles.models.page import CONTACT, GUIDELINES
from articles.models.person import Person
from articles.pictures import card
from articles.record.printing import jsonld
from articles.record.printing.jsonld import Publisher
from articles.record.printing.story import ESCAPES, script
from articles.site.frame.navigation import Navigation
from articles.site.pages.reading import Own
from articles.text.holes import filled
from articles.text.signs import carried


def publisher(nav: Navigation, base: str) -> Publisher:
    return Publisher(
        name=carried(nav.edition.agency),
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


def story_head(nav: Navigation, base: str, own: Own) -> SafeString:
    """What is printed for a story's head, with what the edition says of itself, and its card."""
    made_by = publisher(nav, base)
    opinion = {desk.pk for desk in nav.desks() if desk.is_opinion}
    shared = default_storage.url(card.name(own.number)) if own.has_card else static("share.png")
    pieces = {
        "base": base,
        "base-quoted": quote(base, safe=""),
        "share": base + shared,
        "publisher": json.dumps(made_by.node(), ensure_ascii=False).translate(ESCAPES),
        "contact": made_by.contact or made_by.masthead,
        "ethics": made_by.ethics or made_by.masthead,
        "kind": jsonld.article_kind(is_opinion=bool(opinion & {own.desk, own.section})),
    }
    return SafeString(filled(own.head, pieces))


def home(nav: Navigation, base: str) -> SafeString:
    search = base + nav.address("search")
    return script(jsonld.website(publisher(nav, base), nav.edition.code, search))


def reporter(nav: Navigation, base: str, person: Person) -> SafeString:
    url = base + nav.address("reporter", slug=person.slug)
    name, title = carried(person.name), carried(person.title)
    return script(jsonld.profile(name, title, url, publisher(nav, base)))


def trail(nav: Navigation, base: str, *steps: tuple[str, str]) -> SafeString:
    """The way to a page from the front page; each step is a name and a path."""
    home = (nav.edition.agency, nav.homes[nav.edition.code])
    return script(jsonld.breadcrumbs((carried(name), base + path) for name, path in (home, *steps)))
