"""Logs that are waited for: long polls and event streams, on the process that serves them."""

import json
from http.client import HTTPResponse
from typing import Any

import pytest
from django.db import connection

from articles.models import Signal
from tests.factories import make_published, make_user
from tests.wire.api.asking import Machine
from tests.wire.factories import make_company, make_key, make_product, withdraw
from tests.wire.streams import HOST, LOG, Stream
from wire import keys
from wire.models import Company, Key


@pytest.fixture
def company(stream: Stream) -> Company:
    return make_company()


@pytest.fixture
def key(company: Company) -> str:
    return make_key(company)


def test_question_is_answered_when_something_comes_for_its_subscriber(
    stream: Stream, key: str
) -> None:
    make_published()
    number = Machine(key).read()[0]["number"]
    other = make_key(make_company(product=make_product(kinds=["X"])))
    hears, waits = stream.wait(key, f"after={number}&wait=60"), stream.wait(other, "wait=3")

    story = make_published()

    status, page = hears.result()
    assert (status, [item["story"] for item in page["items"]]) == (200, [str(story.uid)])
    # As the log says it whenever it is read, but for the address that was asked at.
    again = json.dumps(Machine(key).read(f"log?after={number}"))
    at = f"http://{HOST}:{stream.port}"
    assert page["items"] == json.loads(again.replace("http://testserver", at))
    assert page["next"] == f"{at}{LOG}?after={page['cursor']}&limit=100"
    status, page = waits.result()
    assert (status, page["items"], page["cursor"]) == (200, [], 0)


def test_news_come_though_the_line_to_the_database_broke_and_to_no_key_that_ended(
    stream: Stream, company: Company, key: str
) -> None:
    ends = make_key(company)
    hears, refused = stream.wait(key, "wait=60"), stream.wait(ends, "wait=60")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
    keys.revoke(Key.objects.get(prefix=ends[: len(Key.objects.all()[0].prefix)]))

    make_published()

    assert len(hears.result()[1]["items"]) == 1
    status, problem = refused.result()
    assert (status, problem["type"]) == (401, "/wire/v1/problems/no-key")


def test_refusals_and_what_is_there_already_come_at_once(stream: Stream, key: str) -> None:
    events = {"Accept": "text/event-stream"}
    for query, status in (("after=x&wait=60", 422), ("wait=99", 422), ("after=99&wait=60", 409)):
        with stream.asked(key, query) as plain, stream.asked("", query, **events) as keyless:
            assert (plain.status, keyless.status) == (status, 401)
            assert plain.headers["Content-Type"] == "application/problem+json"
    assert stream.read(key, "after=99", **events)[0] == 409
    with stream.asked(key, "wait=1") as empty:
        assert (empty.status, empty.headers["Retry-After"]) == (200, None)
        assert json.loads(empty.read())["items"] == []
    make_published()

    assert len(stream.read(key, "wait=60")[1]["items"]) == 1


def test_stream_tells_what_is_there_and_what_comes_and_goes_on_where_it_broke_off(
    stream: Stream, key: str
) -> None:
    stories = [make_published(), make_published()]
    accept = {"Accept": "text/event-stream"}
    with stream.asked(key, "after=0", **accept) as events:
        told = [event(events), event(events)]
        last = {"Last-Event-ID": str(told[0]["number"])}
        with stream.asked(key, **accept, **last) as again:
            second = event(again)
            gone = withdraw(stories[0], by=make_user("chief", code="P1"))
            withdrawal = event(events)

            assert withdrawal == event(again)

        assert events.headers["Content-Type"] == "text/event-stream"
    assert [item["story"] for item in told] == [str(story.uid) for story in stories]
    assert second == told[1]
    assert (withdrawal["story"], withdrawal["signal"]) == (str(gone.uid), Signal.WITHDRAWAL)
    assert withdrawal["prev"] == told[1]["number"]


def event(events: HTTPResponse) -> dict[str, Any]:
    """The item of the next event; its id is the item's number."""
    fields: dict[str, str] = {}
    while "data" not in fields or fields.pop("", None) is None:
        name, _colon, value = events.readline().decode().rstrip("\n").partition(":")
        fields[name] = value.strip()
    item: dict[str, Any] = json.loads(fields["data"])
    assert fields["id"] == str(item["number"])
    return item
