from typing import Any

import feedparser
import pytest
from django.test import Client

from articles.models import Article, NoticeKind
from articles.pictures.recipe import for_others
from articles.record import picture_data
from tests.articles.site.helpers import Newsroom, address, alter, correct, make_picture
from tests.factories import make_desk

FEEDS = ["/feed/", "/feed/atom/"]


def read(client: Client, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo
    return parsed


@pytest.mark.parametrize("url", FEEDS)
def test_feed_says_all_of_a_story(newsroom: Newsroom, client: Client, url: str) -> None:
    story = newsroom.publish(
        headline="Panen & <b>pesta</b>", standfirst="Ringkas & <i>jelas</i>.", tags=("Desa", "Padi")
    )
    alter(story, published_at="2021-08-08T00:15:00Z", updated_at="2021-08-08T03:00:00Z")

    feed = read(client, url)

    (entry,) = feed.entries
    assert feed.feed.language == "id"
    assert feed.feed.title == "Mi’raj News Agency"
    assert entry.id == f"urn:uuid:{story.uid}"
    assert entry.link == f"http://testserver{address(story)}"
    assert "pesta" in entry.title
    assert entry.summary == "<p>Ringkas &amp; &lt;i&gt;jelas&lt;/i&gt;.</p>"
    assert tuple(entry.published_parsed[:5]) == (2021, 8, 8, 0, 15)
    assert tuple(entry.updated_parsed[:5]) == (2021, 8, 8, 3, 0)
    assert entry.author == Article.objects.get(pk=story.uid).writer_name
    assert [tag.term for tag in entry.tags] == [newsroom.desk.name, "Desa", "Padi"]


@pytest.mark.parametrize("url", FEEDS)
def test_title_is_text_escaped_once(newsroom: Newsroom, client: Client, url: str) -> None:
    newsroom.publish(headline="Padi & kopi")

    assert b">Padi &amp; kopi</title>" in client.get(url).content


@pytest.mark.parametrize("url", FEEDS)
def test_notices_come_first_in_the_item_the_newest_on_top(
    newsroom: Newsroom, client: Client, url: str
) -> None:
    story = newsroom.publish(standfirst="Ringkas.")
    story = correct(story, "Angka diperbaiki.", NoticeKind.ERROR)
    correct(story, "Kepala desa menjawab.", NoticeKind.REPLY)

    (entry,) = read(client, url).entries

    reply, error, summary = entry.summary.split("</p>")[:3]
    assert reply.endswith("</strong> Kepala desa menjawab.")
    assert error.endswith("</strong> Angka diperbaiki.")
    assert summary == "<p>Ringkas."
    assert entry.id == f"urn:uuid:{story.uid}"


@pytest.mark.parametrize("form", ["feed/", "feed/atom/"])
def test_feeds_of_desk_and_tag_hold_their_own(
    newsroom: Newsroom, client: Client, form: str
) -> None:
    child = make_desk(parent=newsroom.desk)
    first = newsroom.publish(tags=("Panen",))
    second = newsroom.publish(desk=child)
    third = newsroom.publish(desk=make_desk(), tags=("Panen",))

    feeds = {
        url: [entry.title for entry in read(client, url + form).entries]
        for url in ("/", f"/kanal/{newsroom.desk.slug}/", f"/kanal/{child.slug}/", "/tag/panen/")
    }

    assert list(feeds.values()) == [
        [third.headline, second.headline, first.headline],
        [second.headline, first.headline],
        [second.headline],
        [third.headline, first.headline],
    ]


@pytest.mark.parametrize("edition", ["en", "ar"])
def test_edition_has_feeds_in_its_language(db: None, client: Client, edition: str) -> None:
    story = Newsroom(edition).publish()
    Newsroom().publish()

    feed = read(client, f"/{edition}/feed/atom/")

    assert [entry.title for entry in feed.entries] == [story.headline]
    assert feed.feed.language == edition


@pytest.mark.parametrize("url", ["/kanal/tidak-ada/feed/", "/tag/tidak-ada/feed/atom/"])
def test_feed_of_nothing_is_not_found(db: None, client: Client, url: str) -> None:
    assert client.get(url).status_code == 404


def test_empty_edition_has_an_empty_feed(db: None, client: Client) -> None:
    assert read(client, "/feed/").entries == []


def test_pages_name_their_feeds(newsroom: Newsroom, client: Client) -> None:
    url = f"/kanal/{newsroom.desk.slug}/"

    page = client.get(url).content.decode()

    assert all(f'href="{feed}"' in page for feed in [*FEEDS, f"{url}feed/", f"{url}feed/atom/"])


@pytest.mark.parametrize("url", FEEDS)
def test_item_shows_its_picture_with_words_and_credit(
    newsroom: Newsroom, client: Client, url: str
) -> None:
    picture = make_picture(caption="Sawah & saung.", photographer="Juru Foto")
    newsroom.publish(picture=picture)
    newsroom.publish()
    frozen = picture_data(picture)

    without, entry = read(client, url).entries

    (media,) = entry.media_content
    assert media["url"] == f"http://testserver/media/{for_others(frozen, 'full').name}"
    assert (media["type"], media["medium"]) == ("image/jpeg", "image")
    assert (media["width"], media["height"]) == ("30", "20")
    assert entry.media_credit[0]["content"] == frozen["credit"]
    assert b"<media:description>Sawah &amp; saung.</media:description>" in client.get(url).content
    assert "media_content" not in without


@pytest.mark.parametrize("url", ["/feed/", "/tag/panen/feed/atom/"])
def test_addresses_are_those_of_the_site_whoever_asks(
    newsroom: Newsroom, client: Client, settings: Any, url: str
) -> None:
    settings.SITE_URL = "https://warta.example"
    story = newsroom.publish(picture=make_picture(), tags=("Panen",))

    page = client.get(url).content.decode()

    assert f"https://warta.example{address(story)}" in page
    assert f'href="https://warta.example{url}"' in page
    assert "testserver" not in page
