"""Addresses, languages and what no public page does."""

from itertools import pairwise
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.articles.site.helpers import Newsroom, Outline, address, alter, html
from tests.factories import make_desk

PAGES = ["/", "/indeks/", "/cari/?q=panen", "/koreksi/", "/tidak-ada/"]


@pytest.mark.parametrize(
    ("edition", "expected"), [("id", "/contoh/"), ("en", "/en/contoh/"), ("ar", "/ar/contoh/")]
)
def test_addresses_carry_the_edition(edition: str, expected: str) -> None:
    assert reverse("site:story", kwargs={"edition": edition, "slug": "contoh"}) == expected


def test_edition_that_does_not_exist_has_no_address() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("site:story", kwargs={"edition": "fr", "slug": "contoh"})


@pytest.mark.parametrize(("edition", "direction"), [("id", "ltr"), ("en", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("browser", ["id", "en", "ar", "fr"])
def test_page_speaks_its_editions_language_whatever_the_browser_wants(
    db: None, client: Client, edition: str, direction: str, browser: str
) -> None:
    prefix = "" if edition == "id" else f"/{edition}"

    responses = [client.get(prefix + page, headers={"accept-language": browser}) for page in PAGES]

    for response in responses:
        (root,) = Outline(response.content.decode()).attributes("html")
        assert root == {"lang": edition, "dir": direction}
        assert response.headers["Content-Language"] == edition


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ("id", "Ahad, 8 Agustus 2021 - 07:15 WIB"),
        ("en", "Sunday, 8 August 2021 - 07:15 WIB"),
        ("ar", "الأحد، 8 أغسطس 2021 - 07:15 بتوقيت جاكرتا"),
    ],
)
def test_words_made_by_the_site_are_in_its_editions_language(
    db: None, client: Client, edition: str, words: str
) -> None:
    story = Newsroom(edition).publish()
    at = "2021-08-08T00:15:00Z"
    alter(story, published_at=at, updated_at=at)

    response = client.get(address(story), headers={"accept-language": "fr,en,id,ar"})

    assert Outline(response.content.decode()).texts("time")[0] == words


def test_pages_touch_neither_cookie_nor_session(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish(tags=("Panen",))
    pages = [
        *PAGES,
        address(story),
        "/tag/panen/",
        "/feed/",
        f"{address(story)}copy.txt",
        f"{address(story)}ninjs.json",
    ]

    responses = [client.get(page) for page in pages]

    for response in responses:
        assert "Set-Cookie" not in response.headers
        assert "cookie" not in response.headers.get("Vary", "").lower()


def test_story_is_found_without_its_last_slash(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    arabic = Newsroom("ar").publish(headline="حصاد القهوة في المرتفعات")

    for one in (story, arabic):
        response = client.get(address(one).rstrip("/"))

        assert response.status_code == 301
        assert response.headers["Location"] == address(one)


def test_arabic_story_stands_under_its_arabic_slug(db: None, client: Client) -> None:
    story = Newsroom("ar").publish(headline="حصاد القهوة في المرتفعات")

    page = Outline(html(client, "/ar/حصاد-القهوة-في-المرتفعات/"))

    assert page.texts("h1") == [story.headline]
    (canonical,) = page.attributes("link", rel="canonical")
    assert canonical["href"] == f"http://testserver{address(story)}"


def test_story_of_one_edition_is_not_in_another(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()

    assert client.get(f"/en{address(story)}").status_code == 404


@pytest.mark.parametrize("page", ["/", "/koreksi/", "/feed/", "/sitemap.xml", "/robots.txt"])
def test_pages_are_only_read(db: None, client: Client, page: str) -> None:
    assert client.head(page).status_code == 200
    assert client.post(page).status_code == 405


def test_every_page_is_whole_and_in_order(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish(tags=("Panen",), body="<h2>Sub</h2><p>Isi.</p>")
    pages = [*PAGES, address(story), "/tag/panen/", f"/kanal/{newsroom.desk.slug}/"]

    for url in pages:
        page = Outline(client.get(url).content.decode())

        levels = [int(tag[1]) for tag, _, _ in page.elements if tag in ("h1", "h2", "h3")]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        ids = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]
        assert len(ids) == len(set(ids))
        assert not any("style" in attrs for _, attrs, _ in page.elements)
        assert page.attributes("style") == []
        scripts = page.attributes("script")
        assert all("src" in s or s.get("type") == "application/ld+json" for s in scripts)
        skip = page.attributes("a", class_="skip-link")
        assert [link["href"] for link in skip] == ["#main"]
        assert len(page.attributes("main", id="main")) == 1


def test_turned_page_is_its_own_canonical_without_other_parameters(
    newsroom: Newsroom, client: Client
) -> None:
    alter(newsroom.publish(), published_at="2021-08-07T00:00:00Z")
    url = f"/kanal/{newsroom.desk.slug}/"
    page = Outline(html(client, f"{url}?utm=x&before=2021-08-08T00:15:00Z.1"))

    (canonical,) = page.attributes("link", rel="canonical")

    assert canonical["href"] == (f"http://testserver{url}?before=2021-08-08T00%3A15%3A00Z.1")


@pytest.mark.parametrize("slug", ["kanal-contoh", "فلسطين"])
def test_desk_being_read_is_marked_in_the_navigation(db: None, client: Client, slug: str) -> None:
    desk = make_desk("ar", slug=slug, name="Kanal contoh")

    page = Outline(html(client, f"/ar/kanal/{slug}/"))

    current = page.attributes("a", **{"aria-current": "page"})
    assert [unquote(link["href"]) for link in current] == [f"/ar/kanal/{desk.slug}/"]
