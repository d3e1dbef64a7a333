"""Readings: what is counted, what is not, and how they come into the database."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import readings
from articles.models import Article, ReadCount
from articles.readings import MOST, Counts, counts
from tests.articles.site.helpers import Newsroom, Outline, address, correct, html, withdraw
from tests.conftest import site_environment, site_with
from tests.factories import make_published
from tests.newsroom.workers import until

PHONE = "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/120.0 Mobile"


RECYCLED_AFTER = 3


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    counts.__init__()  # type: ignore[misc]  # one table for the process, as new
    yield
    counts.__init__()  # type: ignore[misc]  # as above


def tell(client: Client, number: object, **headers: Any) -> int:
    given = {"user-agent": PHONE, "sec-fetch-site": "same-origin"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    response = client.post(
        "/dibaca/", str(number).encode(), content_type="text/plain;charset=UTF-8", headers=given
    )
    assert (response.content, response.cookies) == (b"", {})
    return response.status_code


def written() -> dict[object, int]:
    counts.write()
    return dict(ReadCount.objects.values_list("story_uid", "count"))


def test_readings_are_written_in_one_batch(newsroom: Newsroom, client: Client) -> None:
    one, other = newsroom.publish(), newsroom.publish()
    numbers = {story.uid: Article.objects.get(pk=story.uid).dispatch_id for story in (one, other)}

    with CaptureQueriesContext(connection) as queries:
        answers = {tell(client, numbers[uid]) for uid in (one.uid, one.uid, other.uid)}
    found = written()

    assert (len(queries), answers) == (0, {204})
    assert found == {one.uid: 2, other.uid: 1}
    row = ReadCount.objects.filter(story_uid=one.uid).get()
    assert timedelta(0) <= timezone.now() - row.hour < timedelta(hours=1)
    assert row.edition_id == "id"


def test_readings_of_an_hour_add_up(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    first = Article.objects.get(pk=story.uid).dispatch_id
    tell(client, first)
    counts.write()
    correct(story, "Satu angka diperbaiki.")

    tell(client, first)
    tell(client, Article.objects.get(pk=story.uid).dispatch_id)

    assert written() == {story.uid: 3}


def test_story_page_says_what_to_tell_and_where(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()

    (tag,) = Outline(html(client, address(story))).attributes("article", class_="story")

    assert tag["data-number"] == str(Article.objects.get(pk=story.uid).dispatch_id)
    assert tag["data-read"] == "/dibaca/"


@pytest.mark.parametrize(
    "body", ["", "0", "-1", "1x", "x", "1 ", "١", "9" * 18, "9" * 21, "1" * 5000, "1\n2"]
)
def test_what_is_no_number_of_ours_is_not_counted(
    newsroom: Newsroom, client: Client, body: str
) -> None:
    newsroom.publish()

    assert tell(client, body) == 204
    assert written() == {}


def test_withdrawn_and_unknown_stories_are_not_counted(newsroom: Newsroom, client: Client) -> None:
    story = newsroom.publish()
    number = Article.objects.get(pk=story.uid).dispatch_id
    withdraw(story)

    for told in (number, number + 1, number + 1000):
        tell(client, told)

    assert written() == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user_agent": "Mozilla/5.0 (compatible; YandexBot/3.0)"},
        {"user_agent": "Mozilla/5.0 HeadlessChrome/120.0"},
        {"user_agent": "facebookexternalhit/1.1"},
        {"user_agent": "curl/8.5.0"},
        {"user_agent": ""},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_purpose": "prefetch;prerender"},
    ],
    ids=lambda headers: "-".join(headers.values())[:40],
)
def test_robots_and_other_sites_are_not_counted(
    newsroom: Newsroom, client: Client, headers: dict[str, str]
) -> None:
    story = newsroom.publish()

    assert tell(client, Article.objects.get(pk=story.uid).dispatch_id, **headers) == 204
    assert written() == {}


@pytest.mark.parametrize("method", ["get", "put", "delete", "options"])
def test_only_a_post_tells(client: Client, method: str) -> None:
    assert getattr(client, method)("/dibaca/").status_code == 405


def test_process_counts_no_more_than_its_measure_between_two_writings(
    newsroom: Newsroom,
) -> None:
    story = newsroom.publish()
    number = Article.objects.get(pk=story.uid).dispatch_id
    for _ in range(MOST + 10):
        counts.add(number)
    full = written()

    counts.add(number)

    assert full == {story.uid: MOST}
    assert written() == {story.uid: MOST + 1}


def test_reading_that_comes_when_it_is_time_writes_all(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = newsroom.publish()
    number = Article.objects.get(pk=story.uid).dispatch_id
    counts.add(number)
    before = ReadCount.objects.count()
    monkeypatch.setattr(readings, "PAUSE", 0)

    counts.add(number)

    assert (before, ReadCount.objects.get().count) == (0, 2)


def test_readings_stay_counted_while_the_database_refuses(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    story = newsroom.publish()
    counts.add(Article.objects.get(pk=story.uid).dispatch_id)
    with monkeypatch.context() as patch, transaction.atomic():
        patch.setattr(readings, "WRITE", "SELECT %s::int, %s, %s")
        counts.write()
        transaction.set_rollback(True)
    refused = ReadCount.objects.count()

    assert (refused, written()) == (0, {story.uid: 1})
    assert [record.message[:20] for record in caplog.records] == ["readings not written"]


def test_old_hours_are_forgotten(newsroom: Newsroom) -> None:
    now = timezone.now()
    for days in (0, 1, 5):
        ReadCount.objects.create(
            edition_id="id", hour=now - timedelta(days=days), story_uid=uuid4(), count=1
        )

    forgotten = ReadCount.objects.forget(now)

    assert (forgotten, ReadCount.objects.count()) == (1, 2)


def test_process_that_ends_writes_what_it_counted(committed_db: None, tmp_path: Any) -> None:
    story = make_published()
    number = Article.objects.get(pk=story.uid).dispatch_id
    program = (
        "import django; django.setup();"
        "from articles.readings import counts;"
        f"counts.add({number}); counts.add({number})"
    )

    subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env=site_environment(tmp_path)
        | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "PATH": "/usr/bin:/bin"},
        check=True,
    )

    assert ReadCount.objects.get().count == 2


def test_counts_of_two_processes_add_up(newsroom: Newsroom) -> None:
    story = newsroom.publish()
    number = Article.objects.get(pk=story.uid).dispatch_id
    other = Counts()
    for process in (counts, other, other):
        process.add(number)

    counts.write()
    other.write()

    assert ReadCount.objects.get().count == 3


@pytest.mark.usefixtures("committed_db", "collected_static")
def test_worker_that_is_recycled_writes_what_it_counted() -> None:
    story = make_published()
    number = Article.objects.get(pk=story.uid).dispatch_id
    headers = {"User-Agent": PHONE, "Content-Type": "text/plain"}

    with site_with(f"--max-requests {RECYCLED_AFTER}") as site:
        host = site.address.removeprefix("http://")
        with closing(HTTPConnection(host, timeout=60)) as client:
            for _ in range(RECYCLED_AFTER):
                client.request("POST", "/dibaca/", str(number), headers)
                client.getresponse().read()
        until(lambda: _written() >= RECYCLED_AFTER)

        assert _written() == RECYCLED_AFTER


def _written() -> int:
    return sum(ReadCount.objects.values_list("count", flat=True))
