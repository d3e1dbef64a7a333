"""The log as a subscriber's machine reads it."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import User
from tests.factories import make_published
from tests.wire.api.asking import Machine, unpacked
from tests.wire.factories import correct, log, make_company, make_key, make_product, withdraw
from wire import items
from wire.models import Acknowledgement, Company, PrintedItem

pytestmark = pytest.mark.django_db


def test_following_next_reads_the_whole_log_in_order(
    company: Company, machine: Machine, chief: User
) -> None:
    other = make_company(product=make_product(tags=["lain"]))
    stories = [make_published(editor=chief) for _ in range(3)]
    withdraw(correct(stories[0], by=chief), by=chief)

    read = machine.read("log?after=0&limit=2")

    assert [(item["number"], item["prev"], item["signal"]) for item in read] == log(company)
    assert [item["headline"] for item in read[:3]] == [story.headline for story in stories]
    assert log(other) == []


def test_empty_answer_carries_the_cursor_and_where_to_ask_on(machine: Machine, chief: User) -> None:
    empty = machine.get("log").json()
    make_published(editor=chief)
    ended = machine.get("log?after=1&limit=7").json()

    assert empty == {
        "items": [],
        "cursor": 0,
        "next": "http://testserver/wire/v1/log?after=0&limit=100",
    }
    assert ended == {
        "items": [],
        "cursor": 1,
        "next": "http://testserver/wire/v1/log?after=1&limit=7",
    }


def test_log_read_twice_gives_the_same_bytes_whatever_changed(
    machine: Machine, chief: User
) -> None:
    story = make_published(editor=chief)
    make_published(editor=chief)
    before = machine.get("log?after=0&limit=2").content

    story.desk.name = "Lain"
    story.desk.save()
    withdraw(story, by=chief)

    assert machine.get("log?after=0&limit=2").content == before


def test_answer_ends_early_where_items_are_long(
    machine: Machine, chief: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        make_published(editor=chief)
    monkeypatch.setattr(items, "MOST_BYTES", 10)

    first = machine.get("log?after=0").json()

    assert [item["number"] for item in first["items"]] == [1]
    assert [item["number"] for item in machine.read()] == [1, 2, 3]


def test_same_answer_is_not_sent_again(machine: Machine, chief: User) -> None:
    make_published(editor=chief)
    etag = machine.get("log?after=0").headers["ETag"]

    again = machine.get("log?after=0", **{"If-None-Match": etag})
    make_published(editor=chief)
    changed = machine.get("log?after=0", **{"If-None-Match": etag})

    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    assert changed.status_code == 200


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip", "gzip"), ("br, gzip;q=0.5", "gzip"), ("gzip;q=0", None), ("identity", None)],
)
def test_answer_is_packed_for_who_takes_it(
    accepted: str, coding: str | None, machine: Machine
) -> None:
    make_published()
    plain = machine.get("log?after=0")

    packed = machine.get("log?after=0", **{"Accept-Encoding": accepted})

    assert packed.headers.get("Content-Encoding") == coding
    assert unpacked(packed) == plain.content
    assert packed.headers["Vary"] == "Accept, Accept-Encoding, Authorization"
    assert packed.headers["Cache-Control"] == "private, no-cache"


def test_number_ahead_of_the_log_is_told_and_never_waited_for(machine: Machine) -> None:
    make_published()

    answer = machine.get("log?after=2")

    assert answer.status_code == 409
    assert answer.json()["type"] == "/wire/v1/problems/ahead"
    assert answer.json()["newest"] == 1


def test_wait_is_answered_at_once_where_nothing_holds_it(machine: Machine) -> None:
    make_published()

    idle = machine.get("log?after=1&wait=25")
    full = machine.get("log?after=0&wait=25")

    assert (idle.status_code, idle.headers["Retry-After"]) == (200, "5")
    assert "Retry-After" not in full.headers


def test_asking_on_says_that_all_before_has_come(company: Company, machine: Machine) -> None:
    make_published()
    make_published()

    for after in (0, 1, 1, 2, 1, 99):
        machine.get(f"log?after={after}")

    rows = Acknowledgement.objects.order_by("number").values_list("company", "number")
    assert [*rows] == [(company.pk, 1), (company.pk, 2)]


def test_page_costs_the_same_queries_for_one_item_as_for_three(
    machine: Machine, chief: User
) -> None:
    counted = []
    for _ in range(2):
        correct(make_published(editor=chief), by=chief)
        with CaptureQueriesContext(connection) as queries:
            machine.get("log?after=0")
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_one_item_is_as_on_the_log(machine: Machine) -> None:
    make_published()
    [item] = machine.read()

    by_ending = machine.get("log/1.json")
    by_accept = machine.get("log/1", Accept="application/json")

    assert by_ending.json() == by_accept.json() == item
    assert machine.get("log/1").headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("address", "accept", "status", "kind"),
    [
        ("log/2", "*/*", 404, "not-found"),
        (f"log/{2**70}.json", "*/*", 404, "not-found"),
        ("log/1.docx", "*/*", 404, "not-found"),
        ("log/1", "image/png", 406, "no-such-format"),
        ("logs", "*/*", 404, "not-found"),
        ("", "*/*", 404, "not-found"),
        ("log?after=-1", "*/*", 422, "not-valid"),
        ("log?after=x", "*/*", 422, "not-valid"),
        (f"log?after={2**64}", "*/*", 422, "not-valid"),
        ("log?limit=0", "*/*", 422, "not-valid"),
        ("log?limit=1000", "*/*", 422, "not-valid"),
    ],
)
def test_what_cannot_be_had_is_a_problem_with_a_sentence(
    address: str, accept: str, status: int, kind: str, machine: Machine
) -> None:
    make_published()

    answer = machine.get(address, Accept=accept)

    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = json.loads(answer.content)
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["type"] == f"/wire/v1/problems/{kind}"
    assert problem["detail"].endswith(".")
    assert machine.get(problem["type"]).json()["status"] == status


def test_items_of_others_are_not_there(chief: User) -> None:
    make_company()
    narrow = Machine(make_key(make_company(product=make_product(tags=["lain"]))))
    story = make_published(editor=chief)

    addresses = ("log/1.json", f"stories/{story.uid}", f"stories/{story.uid}/versions")
    statuses: list[Any] = [narrow.get(address).status_code for address in addresses]

    assert statuses == [404, 404, 404]
    assert narrow.read() == []


def test_item_is_printed_once_for_each_form_that_anybody_takes(chief: User) -> None:
    for has_pictures in (True, True, False):
        make_company(product=make_product(has_pictures=has_pictures))

    make_published(editor=chief)

    rows = PrintedItem.objects.values_list("number", "has_pictures")
    assert sorted(rows) == [(1, False), (1, True)]
