"""What machines read of a page: shared cards, structured data, languages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from xml.etree.ElementTree import fromstring

import extruct
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from articles.pictures.recipe import for_others
from articles.record import picture_data
from tests.articles.site.helpers import (
    Newsroom,
    Outline,
    address,
    alter,
    correct,
    html,
    make_picture,
)
from tests.duties import make_pictures
from tests.factories import make_desk

HOST = "http://testserver"


def meta(page: Outline) -> dict[str, str]:
    """The page's properties, the last of each name."""
    return {
        found.get("property") or found["name"]: found["content"]
        for found in page.attributes("meta")
        if "content" in found and ("property" in found or "name" in found)
    }


def data(page: str) -> list[dict[str, Any]]:
    """The schema.org nodes of a page, as a reader that isn't ours finds them."""
    nodes: list[dict[str, Any]] = extruct.extract(page, base_url=HOST, syntaxes=["json-ld"])[
        "json-ld"
    ]
    return nodes


def test_card_of_a_story_is_its_own(newsroom: Newsroom, client: Client) -> None:
    picture = make_picture(alternative="Sawah hijau")
    story = newsroom.publish(headline="Panen “Raya” & Doa", picture=picture, tags=("Panen",))

    found = meta(Outline(html(client, address(story))))

    assert found["og:type"] == "article"
    assert found["og:title"] == "Panen “Raya” & Doa"
    assert found["og:url"] == HOST + address(story)
    assert found["og:locale"] == "id_ID"
    assert found["article:tag"] == "Panen"
    assert found["article:section"] == newsroom.desk.name
    assert found["og:image"] == f"{HOST}/media/{for_others(picture_data(picture), 'share').name}"
    assert (found["og:image:width"], found["og:image:height"]) == ("30", "16")
    assert found["twitter:card"] == "summary_large_image"


def test_card_of_a_story_without_picture_is_composed(newsroom: Newsroom, client: Client) -> None:
    dispatch = newsroom.publish().latest_dispatch
    assert dispatch
    make_pictures()

    found = meta(Outline(html(client, f"/{dispatch.slug}/")))

    assert found["og:image"] == f"{HOST}/media/r/card/1-{dispatch.number}.png"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")


def test_card_is_the_houses_until_the_storys_own_is_drawn(
    newsroom: Newsroom, client: Client, a_day_later: Callable[[], None]
) -> None:
    url = address(newsroom.publish())
    before = html(client, url)
    make_pictures()
    a_day_later()

    after = html(client, url)

    images = [
        (meta(Outline(page))["og:image"], data(page)[0]["image"][0]["url"])
        for page in (before, after)
    ]
    drawn = f"{HOST}/media/r/card/1-1.png"
    assert images == [(f"{HOST}/static/share.png",) * 2, (drawn, drawn)]


@pytest.mark.parametrize("url", ["/", "/cari/", "/cari/?q=panen&hal=1", "/koreksi/", "/indeks/"])
def test_card_of_a_page_without_picture_is_the_houses(
    newsroom: Newsroom, client: Client, url: str
) -> None:
    newsroom.publish(headline="Panen")

    found = meta(Outline(html(client, url)))

    assert found["og:image"] == f"{HOST}/static/share.png"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert finders.find("share.png")


def test_structured_data_says_what_was_printed(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish(
        headline="Panen </script><b>Raya</b>", dateline_place="Cileungsi", tags=("Panen",)
    )
    correct(story, "Luas sawah 12 hektare.")
    url = address(story)

    article, way = data(html(client, url))

    assert article["@type"] == "NewsArticle"
    assert article["headline"] == "Panen </script><b>Raya</b>"
    assert article["dateline"] == "Cileungsi, MINA –"
    assert article["mainEntityOfPage"] == HOST + url
    assert article["author"]["name"] == str(story.writer)
    assert article["publisher"]["@type"] == "NewsMediaOrganization"
    assert article["publisher"]["correctionsPolicy"] == f"{HOST}/koreksi/"
    assert [note["text"] for note in article["correction"]] == ["Luas sawah 12 hektare."]
    assert article["dateModified"] > article["datePublished"]
    assert article["keywords"] == ["Panen"]
    assert [step["item"] for step in way["itemListElement"]] == [
        f"{HOST}/",
        f"{HOST}/kanal/{newsroom.desk.slug}/",
        HOST + url,
    ]


def test_structured_data_says_whose_a_picture_is_and_that_it_may_be_shown_large(
    newsroom: Newsroom, client: Client
) -> None:
    picture = make_picture(
        caption="Sawah", photographer="Budi Contoh", agency="Kantor Foto", is_ai=True
    )
    page = html(client, address(newsroom.publish(picture=picture)))

    image, *_shapes = data(page)[0]["image"]

    assert {name: image.get(name) for name in ("@type", "caption", "creditText", "creator")} == {
        "@type": "ImageObject",
        "caption": "Sawah",
        "creditText": picture.credit,
        "creator": {"@type": "Person", "name": "Budi Contoh"},
    }
    assert image["copyrightNotice"] == picture.credit
    assert image["license"] == {
        "@type": "CreativeWork",
        "name": "milik sendiri",
        "url": f"{HOST}/halaman/pedoman-media-siber/",
    }
    assert image["acquireLicensePage"] == f"{HOST}/halaman/kontak/"
    assert image["digitalSourceType"] == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    assert meta(Outline(page))["robots"] == "max-image-preview:large"


def test_licence_that_is_an_address_is_given_as_one(newsroom: Newsroom, client: Client) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    story = newsroom.publish(picture=make_picture(licence=licence))

    image, *_shapes = data(html(client, address(story)))[0]["image"]

    assert image["license"] == licence
    assert "digitalSourceType" not in image


@pytest.mark.parametrize(
    ("desk", "marks", "kind", "source"),
    [
        ({}, {}, "NewsArticle", None),
        ({"is_opinion": True}, {}, "OpinionNewsArticle", None),
        ({}, {"is_ai": True}, "NewsArticle", "CompositeWithTrainedAlgorithmicMediaDigitalSource"),
        ({}, {"label": "advertorial"}, "AdvertiserContentArticle", None),
        ({"is_opinion": True}, {"label": "sponsor"}, "AdvertiserContentArticle", None),
    ],
)
def test_structured_data_says_what_kind_of_piece_it_is(
    newsroom: Newsroom,
    client: Client,
    desk: dict[str, Any],
    marks: dict[str, Any],
    kind: str,
    source: str | None,
) -> None:
    section = make_desk(**desk)
    stories = [
        newsroom.publish(desk=place, **marks) for place in (section, make_desk(parent=section))
    ]

    found = [data(html(client, address(story)))[0] for story in stories]

    assert [article["@type"] for article in found] == [kind, kind]
    assert {article.get("digitalSourceType") for article in found} == {
        source and f"https://schema.org/{source}"
    }


def test_paid_story_is_labelled_wherever_its_headline_goes(db: None, client: Client) -> None:
    newsroom = Newsroom("en")
    paid = newsroom.publish(label="advertorial", headline="A Better Kettle", tags=("Tea",))
    news = newsroom.publish(headline="Harvest Begins")
    page = html(client, address(paid))

    found = Outline(page)

    assert meta(found)["og:title"] == "[Advertorial] A Better Kettle"
    assert found.texts("title")[0].startswith("[Advertorial] A Better Kettle – ")
    shared = [link["href"] for link in found.attributes("a", class_="share-link")]
    assert ["%5BAdvertorial%5D%20A%20Better%20Kettle" in link for link in shared] == [True] * 3
    assert address(paid) not in html(client, "/sitemap-news.xml")
    assert address(news) in html(client, "/sitemap-news.xml")
    assert address(paid) in html(client, f"/sitemap-en-{timezone.localdate():%Y-%m}.xml")


@pytest.mark.parametrize("feed", ["", "kanal/{desk}/", "tag/tea/"])
@pytest.mark.parametrize("form", ["feed/", "feed/atom/"])
def test_every_feed_labels_what_was_paid_for(
    db: None, client: Client, feed: str, form: str
) -> None:
    newsroom = Newsroom("en")
    newsroom.publish(label="sponsor", headline="A Better Kettle", tags=("Tea",))

    text = html(client, f"/en/{feed.format(desk=newsroom.desk.slug)}{form}")

    assert ">[Sponsored] A Better Kettle</title>" in text
    assert text.count(">Sponsored</category>") + text.count('<category term="Sponsored"') == 1


@pytest.mark.parametrize("form", ["copy.txt", "ninjs.json"])
def test_plain_copy_points_to_its_page_and_is_no_page_itself(
    newsroom: Newsroom, client: Client, form: str
) -> None:
    story = newsroom.publish()

    copy = client.get(f"{address(story)}{form}")

    assert copy.headers["Link"] == f'<{HOST}{address(story)}>; rel="canonical"'
    assert copy.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("edition", ["id", "en", "ar"])
def test_open_graph_of_a_story_is_read_by_others(db: None, client: Client, edition: str) -> None:
    story = Newsroom(edition).publish(tags=("Panen",), picture=make_picture(alternative="Sawah"))
    page = html(client, address(story))

    (found,) = extruct.extract(page, base_url=HOST, syntaxes=["opengraph"])["opengraph"]

    told = dict(found["properties"])
    assert told["og:title"] == story.headline
    assert told["og:url"] == HOST + address(story)
    assert told["og:image"].startswith(f"{HOST}/media/r/")
    assert told["og:image:alt"] == "Sawah"
    assert datetime.fromisoformat(told["article:published_time"]).utcoffset() is not None


def test_author_of_a_signed_piece_is_who_signed_it(newsroom: Newsroom, client: Client) -> None:
    guest = newsroom.publish(byline="Oleh: Prof. Contoh Peraga, M.A., pengajar", dateline_place="")
    own = newsroom.publish(byline=f"Oleh {newsroom.reporter.person}", dateline_place="")

    by_guest, by_own = (data(html(client, address(story)))[0]["author"] for story in (guest, own))

    assert by_guest == {
        "@type": "Person",
        "name": "Prof. Contoh Peraga, M.A.",
        "jobTitle": "pengajar",
    }
    assert by_own["name"] == str(own.writer)
    assert by_own["url"].startswith(f"{HOST}/penulis/")


@pytest.mark.parametrize("edition", ["id", "en", "ar"])
def test_lists_say_what_they_are(db: None, client: Client, edition: str) -> None:
    newsroom = Newsroom(edition)
    story = newsroom.publish(tags=("Panen",))
    assert story.writer is not None
    root = "/" if edition == "id" else f"/{edition}/"

    kinds = {
        path: [node["@type"] for node in data(html(client, root + path))]
        for path in (
            "",
            f"kanal/{newsroom.desk.slug}/",
            "tag/panen/",
            f"penulis/{story.writer.slug}/",
        )
    }

    assert list(kinds.values()) == [
        ["WebSite"],
        ["BreadcrumbList"],
        ["BreadcrumbList"],
        ["ProfilePage"],
    ]


def test_front_pages_name_each_other_and_the_one_for_the_rest(client: Client, db: None) -> None:
    page = Outline(html(client, "/en/"))

    links = {
        link["hreflang"]: link["href"]
        for link in page.attributes("link", rel="alternate")
        if "hreflang" in link
    }

    assert links == {
        "id": f"{HOST}/",
        "en": f"{HOST}/en/",
        "ar": f"{HOST}/ar/",
        "x-default": f"{HOST}/",
    }


def test_site_url_begins_every_address_of_the_head(
    newsroom: Newsroom, client: Client, settings: Any
) -> None:
    settings.SITE_URL = "https://warta.example"
    story = newsroom.publish()

    page = html(client, address(story))

    assert meta(Outline(page))["og:url"] == f"https://warta.example{address(story)}"
    assert data(page)[0]["@id"] == f"https://warta.example{address(story)}"
    assert HOST not in page


def test_manifest_names_the_house_and_icons_that_are_there(client: Client, db: None) -> None:
    response = client.get("/site.webmanifest")

    found = response.json()
    assert response.headers["Content-Type"] == "application/manifest+json"
    assert (found["short_name"], found["start_url"], found["lang"]) == ("MINA", "/", "id")
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in found["icons"])


def test_icon_is_found_where_it_always_was(client: Client, db: None) -> None:
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert response.headers["Location"] == "/static/favicon.ico"
    assert finders.find("favicon.ico")


def test_news_sitemap_lists_two_days_of_all_editions(client: Client, db: None) -> None:
    mine = Newsroom("id").publish(headline="Panen & Doa")
    theirs = Newsroom("ar").publish()
    old = Newsroom("en").publish()
    long_ago = timezone.now() - timedelta(days=2, minutes=1)
    alter(old, published_at=long_ago)

    tree = fromstring(client.get("/sitemap-news.xml").content)  # noqa: S314 - our own

    found = [(element.tag.rpartition("}")[2], element.text) for element in tree.iter()]
    assert [pair for pair in found if pair[0] in ("loc", "language", "title")] == [
        ("loc", f"{HOST}{address(theirs)}"),
        ("language", "ar"),
        ("title", theirs.headline),
        ("loc", f"{HOST}{address(mine)}"),
        ("language", "id"),
        ("title", "Panen & Doa"),
    ]


def test_structured_data_has_the_picture_in_the_shapes_asked_for(
    newsroom: Newsroom, client: Client
) -> None:
    picture = make_picture(caption="Panen.", width=2000, height=1500)
    pictured, plain = newsroom.publish(picture=picture), newsroom.publish()
    frozen = picture_data(picture)
    make_pictures()

    images = data(html(client, address(pictured)))[0]["image"]
    (card,) = data(html(client, address(plain)))[0]["image"]

    assert sorted(image["url"] for image in images) == sorted(
        f"{HOST}/media/{for_others(frozen, crop).name}" for crop in ("full", "lead", "wide")
    )
    assert {image["caption"] for image in images} == {"Panen."}
    assert card["url"].startswith(f"{HOST}/media/r/card/")
    assert "caption" not in card
