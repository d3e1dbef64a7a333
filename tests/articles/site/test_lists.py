"""Desk, tag, reporter and day: what they hold, and that they turn without a gap."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, ArticleTag, Person
from articles.site.lists import PAGE_SIZE
from tests.articles.site.helpers import Newsroom, Outline, address, alter, html, make_picture
from tests.factories import make_desk


def turned(client: Client, url: str) -> Iterator[list[str]]:
    """The headlines of each page, from the newest to the end."""
    query = ""
    while True:
        page = Outline(html(client, url + query))
        yield page.headlines()
        older = page.attributes("a", rel="next")
        if not older:
            return
        query = older[0]["href"]


def test_pages_hold_every_story_once_in_order(newsroom: Newsroom, client: Client) -> None:
    stories = [newsroom.publish(tags=("Panen",)) for _ in range(2 * PAGE_SIZE + 3)]
    # One instant for most of them: the number alone tells them apart.
    at = timezone.now()
    for model in (Article, ArticleTag):
        model.objects.filter(first_number__gt=5).update(published_at=at)
    newest_first = [story.headline for story in reversed(stories)]

    writer = Person.objects.get(user=newsroom.reporter)
    for url in (
        f"/kanal/{newsroom.desk.slug}/",
        "/tag/panen/",
        f"/penulis/{writer.slug}/",
    ):
        pages = list(turned(client, url))

        assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 3]
        assert list(chain(*pages)) == newest_first


def test_pages_go_by_time_also_where_numbers_do_not(newsroom: Newsroom, client: Client) -> None:
    stories = [newsroom.publish() for _ in range(PAGE_SIZE + 5)]
    now = timezone.now()
    for hours, story in enumerate(stories):
        alter(story, published_at=now - timedelta(hours=hours))

    pages = list(turned(client, f"/kanal/{newsroom.desk.slug}/"))

    assert list(chain(*pages)) == [story.headline for story in stories]


def test_page_turned_while_a_story_comes_in_repeats_nothing(
    newsroom: Newsroom, client: Client
) -> None:
    stories = [newsroom.publish() for _ in range(PAGE_SIZE + 1)]
    url = f"/kanal/{newsroom.desk.slug}/"
    pages = turned(client, url)

    next(pages)
    newsroom.publish()

    assert list(pages) == [[stories[0].headline]]


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "\0",
        "2021-08-08T00:15:00Z",
        "2021-08-08T00:15:00Z.",
        "2021-08-08T00:15:00Z.-1",
        "2021-08-08T00:15:00.1",
        "2021-13-08T00:15:00Z.1",
        "2021-08-08T00:15:00Z.99999999999999999999",
        "2021-08-08T00:15:00Z.9999999999999999999",
        "2021-08-08T00:15:00Z.1' OR 1=1",
        "2021-08-08T00:15:00Z.1" + "0" * 10_000,
    ],
)
@pytest.mark.parametrize("view", ["/kanal/{}/", "/indeks/"])
def test_token_that_is_not_ours_is_not_found(
    newsroom: Newsroom, client: Client, token: str, view: str
) -> None:
    response = client.get(view.format(newsroom.desk.slug), {"before": token})

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("token", "status"),
    [
        ("0001-01-01T00:00:00Z.1", 404),
        ("2021-08-08T00:15:00Z.1", 404),
        ("9999-12-31T23:59:59.999999Z.1", 200),
    ],
)
@pytest.mark.parametrize(
    "view", ["/kanal/{desk}/", "/tag/panen/", "/tempat/jakarta/", "/penulis/{writer}/", "/indeks/"]
)
def test_page_past_the_last_is_not_found(
    newsroom: Newsroom, client: Client, view: str, token: str, status: int
) -> None:
    story = newsroom.publish(tags=("Panen",))
    assert story.writer is not None
    names = {"desk": newsroom.desk.slug, "writer": story.writer.slug}

    response = client.get(view.format(**names), {"before": token})

    assert response.status_code == status


def test_section_holds_its_desks_and_a_desk_only_its_own(
    newsroom: Newsroom, client: Client
) -> None:
    child = make_desk(parent=newsroom.desk)
    in_section = newsroom.publish()
    in_child = newsroom.publish(desk=child)

    section = Outline(html(client, f"/kanal/{newsroom.desk.slug}/"))
    own = Outline(html(client, f"/kanal/{child.slug}/"))

    assert section.headlines() == [in_child.headline, in_section.headline]
    assert own.headlines() == [in_child.headline]


def test_desk_of_another_edition_is_not_found(newsroom: Newsroom, client: Client) -> None:
    assert client.get(f"/en/kanal/{newsroom.desk.slug}/").status_code == 404


def test_desk_without_stories_is_a_page(newsroom: Newsroom, client: Client) -> None:
    assert Outline(html(client, f"/kanal/{newsroom.desk.slug}/")).headlines() == []


def test_tag_without_stories_is_not_found(newsroom: Newsroom, client: Client) -> None:
    newsroom.publish(tags=("Panen",))

    assert client.get("/tag/panen/").status_code == 200
    assert client.get("/en/tag/panen/").status_code == 404
    assert client.get("/tag/lain/").status_code == 404


def test_reporter_has_a_page_in_the_own_edition_and_where_stories_are(
    newsroom: Newsroom, client: Client
) -> None:
    slug = Person.objects.get(user=newsroom.reporter).slug

    assert client.get(f"/penulis/{slug}/").status_code == 200
    assert client.get(f"/en/penulis/{slug}/").status_code == 404
    assert client.get("/penulis/tidak-ada/").status_code == 404


def test_day_begins_and_ends_at_midnight_in_jakarta(newsroom: Newsroom, client: Client) -> None:
    first, last, next_day = (newsroom.publish() for _ in range(3))
    for story, at in (
        (first, "2021-08-07T17:00:00Z"),
        (last, "2021-08-08T16:59:59Z"),
        (next_day, "2021-08-08T17:00:00Z"),
    ):
        alter(story, published_at=at)

    page = Outline(html(client, "/indeks/2021/08/08/"))

    assert page.headlines() == [last.headline, first.headline]
    assert page.texts("h1") == ["Ahad, 8 Agustus 2021"]
    assert [link["href"] for link in page.attributes("a", rel="prev")] == []
    assert [link["href"] for link in page.attributes("a", rel="next")] == ["/indeks/2021/08/09/"]


def test_index_is_of_today_and_leads_to_no_tomorrow(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()

    page = Outline(html(client, "/indeks/"))

    assert page.headlines() == [story.headline]
    assert page.attributes("a", rel="next") == []


@pytest.mark.parametrize(
    "day", ["0000/01/01", "0001/01/01", "2021/02/30", "2021/2/3", "9999/12/31"]
)
def test_day_that_is_none_or_to_come_is_not_found(db: None, client: Client, day: str) -> None:
    assert client.get(f"/indeks/{day}/").status_code == 404


def test_tomorrow_is_not_found(db: None, client: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    assert client.get(f"/indeks/{tomorrow:%Y/%m/%d}/").status_code == 404


def test_home_repeats_no_headline_of_its_top_in_a_strip(newsroom: Newsroom, client: Client) -> None:
    stories = [newsroom.publish() for _ in range(12)]

    page = Outline(html(client, "/"))

    # Lead, four seconds, then a strip of four.
    assert page.headlines() == [story.headline for story in reversed(stories)][:9]


def test_home_leads_with_the_newest_picture(newsroom: Newsroom, client: Client) -> None:
    newsroom.publish(picture=make_picture())
    pictured = newsroom.publish(picture=make_picture())
    newsroom.publish()

    page = Outline(html(client, "/"))

    assert page.headlines()[0] == pictured.headline
    assert page.texts("a", href=address(pictured)) != []


def test_home_without_a_story_is_a_page(db: None, client: Client) -> None:
    for url in ("/", "/en/", "/ar/"):
        assert Outline(html(client, url)).headlines() == []
