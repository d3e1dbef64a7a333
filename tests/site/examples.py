"""One address for each page type of the public site, in a newsroom that has something on each."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from articles.models import NoticeKind, Person, Story
from articles.site import urls
from tests.site.helpers import Newsroom, address, correct, make_picture, withdraw
from tests.site.test_intake import send

POSTED_ONLY = {"read"}
NO_PAGES = {
    *("atom", "copy", "desk_atom", "desk_feed", "feed", "manifest", "news_sitemap", "robots"),
    "security_txt",
    *("sitemap", "sitemap_section", "tag_atom", "tag_feed"),
}


def names() -> list[str]:
    """The name of every public address that can be read."""
    known = {pattern.name for pattern in _patterns(urls.urlpatterns) if pattern.name}
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
        "page": {"slug": "pedoman-media-siber"},
        "place": {"slug": "jakarta"},
        "reporter": {"slug": Person.objects.get(user=newsroom.reporter).slug},
        "sitemap_section": {"section": f"{edition}-{today:%Y-%m}"},
        "story": {"slug": story.slug},
        "tag": {"slug": "palestina"},
        "tag_atom": {"slug": "palestina"},
        "tag_feed": {"slug": "palestina"},
    }
    whole = {pattern.name for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)}
    found = {
        name: reverse(
            f"site:{name}",
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
    """Everything a story page may show: picture, tags, links, a verse, a notice, others below."""
    others = [newsroom.publish(tags=("Palestina",)) for _ in range(6)]
    verse = (
        '<p>Paragraf pertama tentang panen.</p><p dir="rtl" lang="ar">وَالْعَصْرِ ۝</p>'
        "<h2>Di ladang</h2><blockquote><p>Alhamdulillah.</p></blockquote>"
        "<ul><li>Satu</li><li>Dua</li></ul>"
    )
    story = newsroom.publish(
        headline="Panen raya di kaki gunung",
        body=verse + "".join(f"<p>Paragraf {n}.</p>" for n in range(2, 9)),
        picture=make_picture(caption="Sawah di pagi hari.", alternative="Sawah hijau."),
        tags=("Palestina", "Panen"),
        related=((others[0].headline, 4),),
    )
    return correct(story, "Satu angka diperbaiki.", NoticeKind.CORRECTION)


def _reference(edition: str) -> str:
    answer = send(Client(), reverse("site:intake", kwargs={"edition": edition}))
    location: str = answer.headers["Location"]
    return location.rstrip("/").rpartition("/")[2]
