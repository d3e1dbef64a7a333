from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.pictures.recipe import for_others
from articles.record import picture_data
from tests.articles.site.helpers import Newsroom, address, alter, html, make_picture

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(client: Client, url: str) -> list[str]:
    # Made by this site, a moment ago.
    tree = ElementTree.fromstring(html(client, url))  # noqa: S314
    return [
        (found.text or "").removeprefix("http://testserver")
        for found in tree.iterfind(".//s:loc", NAMESPACE)
    ]


def test_index_names_every_month_from_the_first_story_on(
    newsroom: Newsroom, client: Client
) -> None:
    old, new = newsroom.publish(), newsroom.publish()
    arabic = Newsroom("ar").publish()
    for story, at in (
        (old, "2020-11-30T17:30:00Z"),
        (new, "2021-02-01T00:00:00Z"),
        (arabic, "2021-01-15T00:00:00Z"),
    ):
        alter(story, published_at=at, updated_at=at)

    index = locations(client, "/sitemap.xml")

    assert index == [
        "/sitemap-pages.xml",
        "/sitemap-id-2020-12.xml",
        "/sitemap-id-2021-01.xml",
        "/sitemap-id-2021-02.xml",
        "/sitemap-ar-2021-01.xml",
    ]
    # Half past midnight in Jakarta is December already.
    assert [locations(client, section) for section in index[1:]] == [
        [address(old)],
        [],
        [address(new)],
        [address(arabic)],
    ]


def test_pages_are_front_pages_desks_and_standing_pages(newsroom: Newsroom, client: Client) -> None:
    found = locations(client, "/sitemap-pages.xml")

    assert found == [
        *("/", "/en/", "/ar/", f"/kanal/{newsroom.desk.slug}/"),
        *("/redaksi/", "/en/redaksi/", "/ar/redaksi/"),
        *(
            f"{edition}halaman/{slug}/"
            for edition in ("/", "/en/", "/ar/")
            for slug in ("pedoman-media-siber", "tentang", "kontak", "privasi")
        ),
    ]


def test_story_says_when_it_changed(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    alter(story, published_at="2021-08-08T00:15:00Z", updated_at="2021-08-09T00:00:00Z")

    assert "<lastmod>2021-08-09" in html(client, "/sitemap-id-2021-08.xml")


@pytest.mark.parametrize(
    "section",
    ["x", "id", "id-", "id-2021", "id-2021-13", "id-2021-1", "id-20210-01", "id-9999-12x", "-"],
)
def test_section_that_the_index_cannot_hold_is_not_found(
    db: None, client: Client, section: str
) -> None:
    assert client.get(f"/sitemap-{section}.xml").status_code == 404


@pytest.mark.parametrize(
    ("section", "status"),
    [
        *(("id-0001-01", 404), ("id-2021-07", 404), ("id-2021-08", 200), ("id-2021-09", 200)),
        *(("id-2021-10", 200), ("id-2021-11", 404), ("id-9999-12", 404)),
        *(
            ("fr-2021-08", 404),
            ("en-2021-08", 404),
            ("id-2021-08", 200),
            ("id-2021-08.xml?p=2", 404),
        ),
    ],
)
def test_sections_are_those_from_the_first_story_to_the_last(
    newsroom: Newsroom, client: Client, section: str, status: int
) -> None:
    for at in ("2021-08-01T00:00:00Z", "2021-10-31T16:59:59Z"):
        alter(newsroom.publish(), published_at=at)

    name, _, query = section.partition(".xml")

    assert client.get(f"/sitemap-{name}.xml{query}").status_code == status


def test_robots_names_the_sitemap(db: None, client: Client) -> None:
    response = client.get("/robots.txt")

    lines = response.content.decode().splitlines()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
        "Sitemap: http://testserver/sitemap-news.xml",
    ]


def test_addresses_are_those_of_the_site_whoever_asks(
    newsroom: Newsroom, client: Client, settings: Any
) -> None:
    settings.SITE_URL = "https://warta.example"
    story = newsroom.publish()
    month = f"{timezone.localtime(Article.objects.get(pk=story.uid).published_at):%Y-%m}"

    pages = [
        html(client, url)
        for url in ("/sitemap.xml", f"/sitemap-id-{month}.xml", "/sitemap-pages.xml")
    ]

    assert f"<loc>https://warta.example{address(story)}</loc>" in pages[1]
    assert not any("testserver" in page for page in pages)


def test_news_sitemap_shows_pictures(newsroom: Newsroom, client: Client) -> None:
    picture = make_picture()
    newsroom.publish(picture=picture)
    newsroom.publish()

    tree = ElementTree.fromstring(html(client, "/sitemap-news.xml"))  # noqa: S314 - our own

    space = {"image": "http://www.google.com/schemas/sitemap-image/1.1"}
    name = for_others(picture_data(picture), "lead").name
    assert [found.text for found in tree.iterfind(".//image:loc", space)] == [
        f"http://testserver/media/{name}"
    ]
