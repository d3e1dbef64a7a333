"""The front page: what leads it, what fills the rest, and the breaking bar of every page."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from articles.models import Breaking, Desk, Edition, Label, Pin, ReadCount, Story
from articles.record import rebuild
from tests.articles.site.helpers import (
    Newsroom,
    Outline,
    address,
    correct,
    html,
    make_picture,
    withdraw,
)
from tests.factories import make_desk

NEVER = timedelta(days=30)


def pin(story: Story, position: int, *, lapses_in: timedelta = NEVER, edition: str = "") -> None:
    Pin.objects.create(
        edition_id=edition or story.edition_id,
        story_uid=story.uid,
        position=position,
        lapses_at=timezone.now() + lapses_in,
    )


def front(client: Client, url: str = "/") -> list[str]:
    """The headlines of the lead and the seconds."""
    return Outline(html(client, url)).headlines()[:5]


def test_pins_lead_in_their_order_and_the_newest_fill_the_rest(
    newsroom: Newsroom, client: Client
) -> None:
    old, older, *new = (newsroom.publish().headline for _ in range(6))
    stories = {story.headline: story for story in Story.objects.all()}
    pin(stories[older], 2)
    pin(stories[old], 7)

    assert front(client) == [older, old, *reversed(new[1:])]


def test_pin_lapses_by_itself(newsroom: Newsroom, client: Client) -> None:
    first, second = newsroom.publish(), newsroom.publish()
    pin(first, 1, lapses_in=timedelta(seconds=-1))

    assert front(client) == [second.headline, first.headline]


def test_withdrawn_story_shows_nothing_where_it_was_pinned(
    newsroom: Newsroom, client: Client
) -> None:
    first, second = newsroom.publish(), newsroom.publish()
    pin(first, 1)
    withdraw(first)

    assert front(client) == [second.headline]


def test_story_never_published_shows_nothing_where_it_is_pinned(
    newsroom: Newsroom, client: Client
) -> None:
    story = newsroom.publish()
    Pin.objects.create(
        edition_id="id", story_uid=uuid4(), position=1, lapses_at=timezone.now() + NEVER
    )

    assert front(client) == [story.headline]


def test_pins_are_of_one_edition(newsroom: Newsroom, client: Client) -> None:
    first, second = newsroom.publish(), newsroom.publish()
    pin(first, 1, edition="en")

    assert front(client) == [second.headline, first.headline]


def test_more_pins_than_places_leave_the_last_out(newsroom: Newsroom, client: Client) -> None:
    stories = [newsroom.publish() for _ in range(7)]
    for position, story in enumerate(stories):
        pin(story, position)

    assert front(client) == [story.headline for story in stories[:5]]


def test_pins_outlast_a_rebuild(newsroom: Newsroom, client: Client) -> None:
    first, second = newsroom.publish(), newsroom.publish()
    pin(first, 1)

    rebuild()

    assert front(client) == [first.headline, second.headline]


def test_paid_story_leads_only_where_it_is_pinned(newsroom: Newsroom, client: Client) -> None:
    news = newsroom.publish()
    paid = newsroom.publish(label=Label.ADVERTORIAL, picture=make_picture())
    before = front(client)

    pin(paid, 1)

    # Unpinned it stands in the strip of its desk.
    assert before == [news.headline, paid.headline]
    assert Outline(html(client, "/")).texts("div", class_="lead")[0].find(paid.headline) >= 0


def test_latest_is_a_wire_without_what_stands_at_the_top(
    newsroom: Newsroom, client: Client
) -> None:
    stories = [newsroom.publish() for _ in range(8)]

    page = Outline(html(client, "/"))

    wanted = [story.headline for story in reversed(stories)][5:]
    assert page.texts("h3", class_="wire-headline") == wanted


def opinion_desk(newsroom: Newsroom) -> Desk:
    return make_desk(parent=newsroom.desk, is_opinion=True)


def test_opinion_shows_its_newest_pieces_with_the_portraits_of_their_writers(
    newsroom: Newsroom, client: Client
) -> None:
    one, other = opinion_desk(newsroom), opinion_desk(newsroom)
    person = newsroom.reporter.person
    person.portrait = make_picture(width=30, height=30)
    person.save()
    pieces = [newsroom.publish(desk=desk) for desk in (one, other, one, other, one)]
    newsroom.publish()

    page = Outline(html(client, "/"))

    (section,) = page.texts("section", class_="opinions")
    places = [section.find(piece.headline) for piece in reversed(pieces)]
    assert places == [*sorted(places[:4]), -1]
    assert len(page.attributes("img", class_="face")) == 4
    assert page.texts("p", class_="opinion-writer") == [person.name] * 4


def test_portrait_printed_stays_when_the_person_gets_another(
    newsroom: Newsroom, client: Client
) -> None:
    person = newsroom.reporter.person
    person.portrait = first = make_picture()
    person.save()
    newsroom.publish(desk=opinion_desk(newsroom))
    person.portrait = make_picture()
    person.save()

    (face,) = Outline(html(client, "/")).attributes("img", class_="face")

    assert f"/{first.token}/" in face["src"]


def test_edition_without_opinion_has_no_such_section(newsroom: Newsroom, client: Client) -> None:
    newsroom.publish()

    page = Outline(html(client, "/"))

    assert page.texts("section", class_="opinions") == []


def test_most_read_has_what_readers_read_most_today(newsroom: Newsroom, client: Client) -> None:
    stories = [newsroom.publish() for _ in range(8)]
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    yesterday = hour - timedelta(hours=25)
    for count, story in enumerate(stories, start=1):
        ReadCount.objects.create(edition_id="id", hour=hour, story_uid=story.uid, count=count)
    ReadCount.objects.create(
        edition_id="id", hour=hour - timedelta(hours=3), story_uid=stories[0].uid, count=100
    )
    ReadCount.objects.create(edition_id="id", hour=yesterday, story_uid=stories[1].uid, count=1000)
    withdraw(stories[7])

    page = Outline(html(client, "/"))

    wanted = [stories[n].headline for n in (0, 6, 5, 4, 3)]
    # The brief items of the page begin with these.
    assert page.texts("h3", class_="brief-headline")[:5] == wanted


def test_corrections_are_the_newest_three(newsroom: Newsroom, client: Client) -> None:
    stories = [newsroom.publish() for _ in range(5)]
    for story in stories:
        correct(story, "Satu angka diperbaiki.")
    withdraw(stories[4])

    (section,) = Outline(html(client, "/")).texts("section", class_="put-right")

    places = [section.find(stories[n].headline) for n in (3, 2, 1, 0, 4)]
    assert places == [*sorted(places[:3]), -1, -1]


def test_new_correction_is_there_at_once(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    before = Outline(html(client, "/")).texts("section", class_="put-right")

    correct(story, "Satu angka diperbaiki.")

    after = Outline(html(client, "/")).texts("section", class_="put-right")
    assert (before, len(after)) == ([], 1)


def bar(edition: str = "id", **fields: Any) -> Breaking:
    return Breaking.objects.create(
        edition_id=edition,
        **{"text": "Gempa di Laut Banda", "until": timezone.now() + timedelta(hours=2), **fields},
    )


def bars(client: Client, url: str) -> list[str]:
    return Outline(html(client, url)).texts("section", class_="breaking")


def test_breaking_bar_is_on_every_page_of_its_edition(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    bar(story_uid=story.uid)

    pages = ["/", address(story), "/cari/", "/koreksi/", "/redaksi/"]

    assert [bars(client, url)[0].endswith("Gempa di Laut Banda") for url in pages] == [True] * 5
    assert bars(client, "/en/") == []
    page = Outline(html(client, "/koreksi/"))
    assert page.texts("a", href=address(story)) == ["Gempa di Laut Banda"]


def test_breaking_bar_goes_out_by_itself(newsroom: Newsroom, client: Client) -> None:
    bar(until=timezone.now() - timedelta(seconds=1))

    assert bars(client, "/") == []


def test_breaking_bar_goes_with_its_story(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    bar(story_uid=story.uid)
    before = bars(client, "/")

    withdraw(story)

    assert (len(before), bars(client, "/")) == (1, [])
    assert Breaking.objects.count() == 0


def test_breaking_bar_may_lead_to_a_page_or_nowhere(newsroom: Newsroom, client: Client) -> None:
    bar(url="/kanal/palestina/")
    bar("en")

    assert Outline(html(client, "/")).texts("a", href="/kanal/palestina/") == [
        "Gempa di Laut Banda"
    ]
    assert len(bars(client, "/en/")) == 1


@pytest.mark.parametrize("url", ["https://lain.example/", "kanal/x/", "javascript:alert(1)"])
def test_database_refuses_a_bar_that_leads_off_the_site(db: None, url: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        bar(url=url)


def test_database_refuses_a_second_bar_of_an_edition(db: None) -> None:
    bar()

    with pytest.raises(IntegrityError), transaction.atomic():
        Breaking.objects.bulk_create(
            [Breaking(edition=Edition.objects.get(pk="id"), text="x", until=timezone.now())]
        )


def test_page_is_another_while_the_bar_is_on_and_after_it(
    newsroom: Newsroom, client: Client
) -> None:
    # One without a picture is another page by itself once its card is drawn.
    story = newsroom.publish(picture=make_picture())
    plain = client.get(address(story)).headers
    on = bar()
    seen = client.get(address(story), headers={"if-none-match": plain["ETag"]})
    Breaking.objects.update(until=on.until - timedelta(hours=2))

    after = client.get(
        address(story),
        headers={
            "if-none-match": seen.headers["ETag"],
            "if-modified-since": seen.headers["Last-Modified"],
        },
    )

    assert (seen.status_code, after.status_code) == (200, 200)
