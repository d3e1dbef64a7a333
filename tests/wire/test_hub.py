"""WebSub: public feeds name their hub, and the worker tells it what changed."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.actions.worker import work
from articles.models import Dispatch, PubStatus, Signal, Story, Trouble
from editorial.hub import TELL
from tests.articles.site.helpers import Newsroom, withdraw
from tests.wire.push.servers import Receiver, receiving
from wire import hub
from wire.models import HubPing

pytestmark = pytest.mark.django_db
SITE = "https://kantor.contoh.test"


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    with receiving() as found:
        settings.WEBSUB_HUB = found.address
        settings.SITE_URL = SITE
        settings.WIRE_LOOPBACK = True
        yield found


def topics(newsroom: Newsroom, *tags: str) -> list[str]:
    pages = ["/", f"/kanal/{newsroom.desk.slug}/", *(f"/tag/{tag}/" for tag in tags)]
    return sorted(f"{SITE}{page}{feed}" for page in pages for feed in ("feed/", "feed/atom/"))


@pytest.mark.parametrize(("path", "kind"), [("/feed/", "rss"), ("/kanal/{}/feed/atom/", "atom")])
def test_feed_names_its_hub_and_itself(
    receiver: Receiver, client: Client, path: str, kind: str
) -> None:
    newsroom = Newsroom()
    newsroom.publish()
    path = path.format(newsroom.desk.slug)

    first, kept = client.get(path), client.get(path)

    link = f'<{receiver.address}>; rel="hub", <{SITE}{path}>; rel="self"'
    assert [first.headers["Link"], kept.headers["Link"]] == [link, link]
    parsed = feedparser.parse(first.content)
    assert parsed.version.startswith(kind)
    named = {each.rel: each.href for each in parsed.feed.links}
    assert (named["hub"], named["self"]) == (receiver.address, f"{SITE}{path}")
    assert "Link" not in client.get("/").headers


def test_without_a_hub_no_feed_names_one_and_nothing_waits(client: Client) -> None:
    Newsroom().publish()

    answer = client.get("/feed/")

    assert "Link" not in answer.headers
    assert b'rel="hub"' not in answer.content
    assert HubPing.objects.count() == 0


def test_hub_is_told_of_every_feed_that_changed(receiver: Receiver) -> None:
    newsroom = Newsroom()
    story = newsroom.publish(tags=("Panen",))

    work(TELL)

    (received,) = receiver.received
    assert received.headers["content-type"] == "application/x-www-form-urlencoded"
    told = parse_qs(received.body.decode())
    assert told == {"hub.mode": ["publish"], "hub.url": topics(newsroom, "panen")}
    assert HubPing.objects.count() == 0

    withdraw(story)
    work(TELL)

    told = parse_qs(receiver.received[1].body.decode())
    assert told["hub.url"] == topics(newsroom, "panen")


def test_hub_that_refuses_is_a_trouble_until_it_takes_it(receiver: Receiver) -> None:
    Newsroom().publish()
    receiver.answers.append((503, {}, b"Nanti lagi"))

    work(TELL)

    trouble = Trouble.objects.get()
    assert (trouble.duty, trouble.what) == ("tell-hub", "HubRefusedError: 503 Nanti lagi")
    assert HubPing.objects.count() == 1
    Trouble.objects.update(next_at=timezone.now())
    work(TELL)
    assert (HubPing.objects.count(), Trouble.objects.count()) == (0, 0)
    assert len(receiver.received) == 2


def test_row_left_when_the_setting_went_is_dropped(receiver: Receiver, settings: Settings) -> None:
    Newsroom().publish()
    settings.WEBSUB_HUB = ""

    work(TELL)

    assert (HubPing.objects.count(), receiver.received) == (0, [])


@pytest.mark.parametrize(
    ("signal", "pubstatus", "age", "waits"),
    [
        (Signal.NEW, PubStatus.USABLE, timedelta(), 1),
        (Signal.NEW, PubStatus.WITHHELD, timedelta(), 0),
        (Signal.HOLD, PubStatus.WITHHELD, timedelta(), 1),
        (Signal.LIFT, PubStatus.USABLE, timedelta(), 1),
        (Signal.NEW, PubStatus.USABLE, timedelta(days=1), 0),
    ],
)
def test_only_what_readers_see_change_now_is_told(
    receiver: Receiver, signal: Signal, pubstatus: PubStatus, age: timedelta, waits: int
) -> None:
    story: Story = Newsroom().publish()
    HubPing.objects.all().delete()
    sent = Dispatch.objects.get(story_uid=story.uid)
    sent.signal, sent.pubstatus, sent.sent_at = signal, pubstatus, sent.sent_at - age

    hub.on_dispatch(sent)

    assert HubPing.objects.count() == waits
