"""The log as feeds with whole texts: whose they are, what is in them, and how a reader signs in."""

from base64 import b64encode
from datetime import timedelta

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import User
from tests.articles.site.helpers import make_picture
from tests.factories import make_embargoed, make_published, make_submitted
from tests.wire.api.asking import Machine, unpacked
from tests.wire.factories import (
    correct,
    log,
    make_company,
    make_key,
    make_product,
    send_embargoed,
    subscribe,
    withdraw,
)
from wire.api.feeds import CHALLENGE
from wire.models import Company, Scope

pytestmark = pytest.mark.django_db


def test_both_feeds_have_each_story_once_in_its_newest_version(
    company: Company, machine: Machine, chief: User
) -> None:
    first = make_published(editor=chief, body="<p>Seluruh naskah.</p>", picture=make_picture())
    second, gone = make_published(editor=chief), make_published(editor=chief)
    correct(first, by=chief)
    withdraw(gone, by=chief)

    rss, told = machine.get("feed.rss"), machine.get("feed.json")

    assert rss.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert told.headers["Content-Type"] == "application/feed+json"
    feed, node = feedparser.parse(unpacked(rss)), told.json()
    ids = [gone.uid.urn, first.uid.urn, second.uid.urn]
    assert [entry.id for entry in feed.entries] == [item["id"] for item in node["items"]] == ids
    assert feed.feed.title == node["title"] == company.name
    assert node["feed_url"] == "http://testserver/wire/v1/feed.json"
    taken_back, corrected, _plain = node["items"]
    assert taken_back["title"] == f"[DICABUT] {gone.headline}"
    assert "Alasan: Identitas anak." in taken_back["content_html"]
    assert "Seluruh naskah." in corrected["content_html"]
    assert "<strong>Ralat (" in corrected["content_html"]
    assert corrected["_wire"]["signal"] == "correction"
    assert corrected["image"].startswith("http://testserver/media/")


def test_feed_is_of_what_is_the_subscriber_s_and_nothing_under_an_embargo(chief: User) -> None:
    entitled = make_company(product=make_product(has_embargoed=True, has_pictures=False))
    other = make_company(product=make_product(tags=["lain"]))
    subscribe(other, make_product(tags=["juga-lain"]))
    story = make_published(editor=chief, picture=make_picture())
    send_embargoed(make_submitted())
    until = timezone.now() + timedelta(hours=1)
    withdraw(make_embargoed(until=until, editor=chief), by=chief)

    feeds = [Machine(make_key(each)).get("feed.json").json() for each in (entitled, other)]

    assert [[item["id"] for item in feed["items"]] for feed in feeds] == [[story.uid.urn], []]
    assert "image" not in feeds[0]["items"][0]
    assert [signal for _number, _prev, signal in log(entitled)] == ["new"] * 3 + ["withdrawal"]


@pytest.mark.parametrize("name", ["feed.rss", "feed.json"])
def test_reader_signs_in_with_the_key_as_its_password(
    company: Company, machine: Machine, name: str
) -> None:
    secret = machine.headers["Authorization"].removeprefix("Bearer ")
    reader = Machine()

    def sent(told: str) -> int:
        status: int = reader.get(name, Authorization=told).status_code
        return status

    def basic(pair: str) -> str:
        return f"Basic {b64encode(pair.encode()).decode()}"

    assert [
        sent(basic(f"siapa:{secret}")),
        sent(basic(f":{secret}")),
        sent(f"Bearer {secret}"),
    ] == ([200, 200, 200])
    assert [
        sent(basic("a:b")),
        sent("Basic !"),
        sent("Basic gA=="),
        sent("Digest x"),
        sent(""),
    ] == ([401] * 5)
    refused = reader.get(name)
    assert refused.headers["WWW-Authenticate"] == CHALLENGE
    assert refused.json()["type"] == "/wire/v1/problems/no-key"
    narrow = Machine(make_key(company, scopes=[Scope.RECEIPTS]))
    assert narrow.get(name).status_code == 403


def test_feed_that_did_not_change_is_not_sent_again(machine: Machine, chief: User) -> None:
    make_published(editor=chief)
    first = machine.get("feed.rss")

    again = machine.get("feed.rss", **{"If-None-Match": first.headers["ETag"]})
    make_published(editor=chief)
    changed = machine.get("feed.rss", **{"If-None-Match": first.headers["ETag"]})

    assert [again.status_code, changed.status_code] == [304, 200]
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_feed_costs_the_same_for_one_story_and_for_many(machine: Machine, chief: User) -> None:
    make_published(editor=chief)
    machine.get("feed.json")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            machine.get("feed.json")
        counts.append(len(captured))
        for _story in range(3):
            make_published(editor=chief)

    assert counts[0] == counts[1]


def test_forms_are_told_apart_by_accept(machine: Machine, chief: User) -> None:
    make_published(editor=chief)
    types = {
        "application/json": '"number"',
        "application/vnd.iptc.ninjs+json": '"uri"',
        "application/vnd.iptc.g2.newsitem+xml": "<newsItem",
        "application/nitf+xml": "<nitf",
        "text/plain": "Jakarta, MINA –",
    }

    for media_type, sign in types.items():
        found = machine.get("log/1", Accept=media_type)
        assert found.headers["Content-Type"].partition(";")[0] == media_type
        assert sign in unpacked(found).decode()
