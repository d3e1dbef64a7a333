"""One address for each page type of the public site, in a newsroom that has something on each."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from articles.models import NoticeKind, Person, Story
from articles.site import urls
from tests.articles.site.blocks import every
from tests.articles.site.helpers import Newsroom, address, correct, make_picture, withdraw
from tests.articles.site.intake_form import send
from wire import urls as wire_urls

ALL = [*urls.urlpatterns, *wire_urls.urlpatterns]
OF_THE_WIRE = {pattern.name for pattern in wire_urls.beside_a_story}
POSTED_ONLY = {"read"}
NO_PAGES = {
    *("atom", "copy", "desk_atom", "desk_feed", "feed", "manifest", "news_sitemap", "ninjs"),
    *("robots", "security_txt"),
    *("sitemap", "sitemap_section", "tag_atom", "tag_feed"),
}


def names() -> list[str]:
    """The name of every public address that can be read."""
    known = {pattern.name for pattern in _patterns(ALL) if pattern.name}
    return sorted(known - POSTED_ONLY)


def pages(edition: str) -> dict[str, str]:
    """Of the examples those for people: what is no feed, no sitemap and no plain text."""
    return {name: url for name, url in addresses(edition).items() if name not in NO_PAGES}


def addresses(edition: str) -> dict[str, str]:
    """An example of each name, and of what is withdrawn; all are found, or gone.

    A page that takes no more than its edition needs nothing here; one that takes more has its
    example in ``given``.
    """
    newsroom = Newsroom(edition)
    story = _long_story(newsroom)
    gone = newsroom.publish(headline="Berita yang ditarik")
    withdrawn = address(gone)
    withdraw(gone)
    today = timezone.localdate()
    desk = {"slug": newsroom.desk.slug}
    given: dict[str, dict[str, Any]] = {
        "copy": {"slug": story.slug},
        "day": {"day": today},
        "desk": desk,
        "desk_atom": desk,
        "desk_feed": desk,
        "intake_received": {"reference": _reference(edition)},
        "ninjs": {"slug": story.slug},
        "page": {"slug": "pedoman-media-siber"},
        "place": {"slug": "jakarta"},
        "reporter": {"slug": Person.objects.get(user=newsroom.reporter).slug},
        "sitemap_section": {"section": f"{edition}-{today:%Y-%m}"},
        "story": {"slug": story.slug},
        "tag": {"slug": "palestina"},
        "tag_atom": {"slug": "palestina"},
        "tag_feed": {"slug": "palestina"},
    }
    of_an_edition = {pattern.name for pattern in urls.pages}
    whole = {pattern.name for pattern in ALL if isinstance(pattern, URLPattern)} - of_an_edition
    found = {
        name: reverse(
            f"{'wire' if name in OF_THE_WIRE else 'site'}:{name}",
            kwargs=given.get(name, {}) | ({} if name in whole else {"edition": edition}),
        )
        for name in names()
    }
    return found | {"search": f"{found['search']}?q=panen", "withdrawn": withdrawn}


def _patterns(tree: Iterable[object]) -> Iterator[URLPattern]:
    for each in tree:
        if isinstance(each, URLPattern):
            yield each
        elif isinstance(each, URLResolver):
            yield from _patterns(each.url_patterns)


def _long_story(newsroom: Newsroom) -> Story:
    """Everything a story page may show: pictures, tags, links, every block, a notice, others."""
    others = [newsroom.publish(tags=("Palestina",)) for _ in range(6)]
    verse = (
        '<p>Paragraf pertama tentang panen.</p><p dir="rtl" lang="ar">وَالْعَصْرِ ۝</p>'
        "<h2>Di ladang</h2><blockquote><p>Alhamdulillah.</p></blockquote>"
        "<ul><li>Satu</li><li>Dua</li></ul>"
    )
    story = newsroom.publish(
        headline="Panen raya di kaki gunung",
        body=verse
        + every(*(make_picture(alternative="Sawah hijau.") for _ in range(3)))
        + "".join(f"<p>Paragraf {n}.</p>" for n in range(2, 9)),
        picture=make_picture(caption="Sawah di pagi hari.", alternative="Sawah hijau."),
        tags=("Palestina", "Panen"),
        related=((others[0].headline, 4),),
    )
    return correct(story, "Satu angka diperbaiki.", NoticeKind.CORRECTION)


def _reference(edition: str) -> str:
    answer = send(Client(), reverse("site:intake", kwargs={"edition": edition}))
    location: str = answer.headers["Location"]
    return location.rstrip("/").rpartition("/")[2]
