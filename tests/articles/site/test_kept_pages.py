"""Pages that a process keeps: made once, shown again as they are, and never when they are not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Breaking, Person, Pin, Place, PlaceAlias
from articles.site.frame import kept
from tests.articles.site.helpers import (
    Newsroom,
    Outline,
    address,
    correct,
    have_cards,
    html,
    withdraw,
)

PLACES = ("/", "/kanal/{desk}/", "/tag/panen/", "/penulis/{writer}/", "/indeks/", "{story}")
STEADY = ("/kanal/{desk}/", "/tag/panen/", "/penulis/{writer}/", "/feed/", "{story}")


def urls(newsroom: Newsroom, places: tuple[str, ...]) -> list[str]:
    newsroom.publish(tags=("Panen",))
    story = address(newsroom.publish(tags=("Panen",)))
    have_cards()
    writer = Person.objects.get(user=newsroom.reporter).slug
    return [url.format(desk=newsroom.desk.slug, writer=writer, story=story) for url in places]


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        html(client, url)
    return len(captured)


@pytest.mark.parametrize("index", range(len(PLACES)))
def test_page_asked_again_is_the_same_for_one_query(
    newsroom: Newsroom, client: Client, index: int
) -> None:
    url = urls(newsroom, PLACES)[index]
    headers = {"X-Request-ID": "0123456789abcdef"}
    first = client.get(url, headers=headers)

    with CaptureQueriesContext(connection) as captured:
        again = client.get(url, headers=headers)

    assert len(captured) == 1
    assert again.content == first.content
    assert again.headers == first.headers


@pytest.mark.parametrize("index", range(len(PLACES)))
def test_page_that_shows_nothing_of_what_was_sent_is_not_made_again(
    newsroom: Newsroom, client: Client, monkeypatch: pytest.MonkeyPatch, index: int
) -> None:
    english = Newsroom("en")
    url = urls(newsroom, PLACES)[index]
    first = client.get(url)
    english.publish()
    monkeypatch.setattr("articles.site.frame.page.render_to_string", None)

    assert client.get(url).content == first.content


def test_each_change_shows_at_once(newsroom: Newsroom, client: Client) -> None:
    story, other = newsroom.publish(headline="Panen awal"), newsroom.publish()
    place = Place.objects.create(edition_id="id", name="Jakarta")
    until = timezone.now() + timedelta(hours=1)
    front, at_place = "/", "/tempat/jakarta/"
    desk = f"/kanal/{newsroom.desk.slug}/"
    seen = [html(client, url) for url in (front, at_place, desk)]

    def shows(url: str, words: str) -> bool:
        return words in html(client, url)

    assert "Batavia" not in seen[1]
    PlaceAlias.objects.create(place=place, name="Batavia")
    assert shows(at_place, "Batavia")

    Pin.objects.create(edition_id="id", story_uid=story.uid, position=1, lapses_at=until)
    assert html(client, front) != seen[0]
    Pin.objects.all().delete()
    assert html(client, front) == seen[0]

    Breaking.objects.create(edition_id="id", text="Kabar yang mendesak", until=until)
    assert all(shows(url, "Kabar yang mendesak") for url in (front, at_place, desk))
    Breaking.objects.all().delete()
    assert not any(shows(url, "Kabar yang mendesak") for url in (front, at_place, desk))

    correct(story, "Satu angka diperbaiki.")
    assert shows(address(story), "Satu angka diperbaiki.")
    withdraw(other)
    assert not any(shows(url, other.headline) for url in (front, at_place, desk))


def test_page_that_changes_by_itself_is_made_again_in_time(
    newsroom: Newsroom, client: Client, a_day_later: Callable[[], None]
) -> None:
    pages = urls(newsroom, ("/", "/indeks/"))
    for url in pages:
        html(client, url)

    a_day_later()

    assert all(cost(client, url) > 1 for url in pages)
    assert not any("Last-Modified" in client.get(url).headers for url in pages)


@pytest.mark.parametrize("index", range(len(STEADY)))
def test_other_page_outlasts_the_day(
    newsroom: Newsroom, client: Client, a_day_later: Callable[[], None], index: int
) -> None:
    url = urls(newsroom, STEADY)[index]
    html(client, url)

    a_day_later()

    assert cost(client, url) == 1
    assert "Last-Modified" in client.get(url).headers


def test_error_is_not_kept(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    url = address(story)
    withdraw(story)
    html(client, url, 410)

    with CaptureQueriesContext(connection) as captured:
        html(client, url, 410)

    assert len(captured) > 1


@pytest.mark.parametrize(
    ("url", "query"),
    [
        ("/", "x={}"),
        ("/", "p={}"),
        ("/", "utm_source={}&fbclid={}"),
        ("{story}", "before={}&q={}"),
        ("/kanal/{desk}/", "q={}&hal={}"),
        ("/feed/", "before={}"),
        ("/redaksi/", "%62efore={}"),
    ],
)
def test_queries_that_no_page_reads_keep_one_page(
    newsroom: Newsroom, client: Client, url: str, query: str
) -> None:
    (url,) = urls(newsroom, (url,))
    first = client.get(url)
    size = kept.pages.bytes

    answers = [client.get(f"{url}?{query.replace('{}', str(n))}") for n in range(1000, 1100)]

    assert {answer.content for answer in answers} == {first.content}
    assert {answer.headers["ETag"] for answer in answers} == {first.headers["ETag"]}
    assert kept.pages.bytes == size


def test_page_that_an_address_turns_to_is_kept_apart(newsroom: Newsroom, client: Client) -> None:
    url = f"/kanal/{newsroom.desk.slug}/"
    headlines = [newsroom.publish().headline for _ in range(21)]
    first = html(client, url)
    older = Outline(first).attributes("a", rel="next")[0]["href"]
    turned = html(client, f"{url}{older}")

    with CaptureQueriesContext(connection) as captured:
        again = html(client, f"{url}{older}&utm_source=x")

    assert len(captured) == 1
    assert again == turned
    assert headlines[0] in turned
    assert headlines[0] not in first


def test_table_forgets_what_was_longest_unused() -> None:
    table = kept.Kept[str](30)
    for name in "abc":
        table.put(name, name.upper(), 10)
    assert table.get("a") == "A"

    table.put("d", "D", 10)
    table.put("too much", "E", 31)

    assert [table.get(name) for name in (*"abcd", "too much")] == ["A", None, "C", "D", None]
    assert table.bytes == 30


def test_stories_page_and_a_wrong_address_need_nothing_that_the_newsroom_does(
    newsroom: Newsroom, client: Client
) -> None:
    path = address(newsroom.publish())

    found = [client.get(one) for one in (path, "/tidak-ada/", "/admin/")]

    assert [response.status_code for response in found] == [200, 404, 302]
    asked = [hasattr(response.wsgi_request, "session") for response in found]
    assert asked == [False, False, True]
    for response in found[:2]:
        assert response.headers["Content-Language"] == "id"
        assert response.headers["Content-Length"] == str(len(response.content))
