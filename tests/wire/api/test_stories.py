"""The present state, one story, its versions; reconciliation and receipts."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Story, User
from tests.factories import make_published
from tests.wire.api.asking import Machine, number_of
from tests.wire.factories import correct, update, withdraw
from wire.models import Receipt

pytestmark = pytest.mark.django_db


def test_present_state_has_each_live_story_once_and_leads_to_the_log(
    machine: Machine, chief: User
) -> None:
    first, changed, gone = (make_published(editor=chief) for _ in range(3))
    correct(changed, by=chief)
    withdraw(gone, by=chief)

    told = machine.get("stories").json()

    assert [(item["story"], item["version"]) for item in told["items"]] == [
        (str(first.uid), 1),
        (str(changed.uid), 2),
    ]
    assert told["follow"] == 5
    assert told["next"] == "http://testserver/wire/v1/log?after=5&limit=100"


def test_present_state_read_in_parts_stays_as_it_was_and_the_log_has_the_rest(
    machine: Machine, chief: User
) -> None:
    first, second, third = (make_published(editor=chief) for _ in range(3))
    told = machine.get("stories?limit=1").json()
    update(second, by=chief)
    withdraw(third, by=chief)

    rest = machine.read(told["next"])

    assert [item["story"] for item in told["items"]] == [str(first.uid)]
    assert [(item["story"], item["signal"]) for item in rest] == [
        (str(second.uid), "new"),
        (str(second.uid), "update"),
        (str(third.uid), "withdrawal"),
    ]


def test_one_story_is_its_newest_item_and_gone_once_it_is_withdrawn(
    machine: Machine, chief: User
) -> None:
    story = correct(make_published(editor=chief), by=chief)
    live = machine.get(f"stories/{story.uid}").json()
    withdraw(story, by=chief)

    gone = machine.get(f"stories/{story.uid}")
    versions = machine.get(f"stories/{story.uid}/versions").json()["items"]

    assert (live["version"], live["signal"]) == (2, "correction")
    assert gone.status_code == 410
    assert gone.json()["number"] == 3
    assert gone.json()["withdrawal"]["ground"] == "anak"
    assert [item["signal"] for item in versions] == ["new", "correction", "withdrawal"]
    assert machine.get(f"stories/{uuid4()}").status_code == 404


def known(story: Story) -> tuple[str, int]:
    return str(story.uid), number_of(story)


def test_reconciliation_says_what_is_missing_older_and_withdrawn(
    machine: Machine, chief: User
) -> None:
    same, older, gone, missing, gone_too = (make_published(editor=chief) for _ in range(5))
    correct(older, by=chief)
    withdraw(gone, by=chief)
    withdraw(gone_too, by=chief)
    stranger = str(uuid4())
    has = {str(same.uid): 1, str(older.uid): 1, str(gone.uid): 1, stranger: 1}

    answer = machine.post("reconcile", {"stories": has})

    told = answer.json()
    assert answer.status_code == 200
    assert [(each["story"], each["number"]) for each in told["missing"]] == [known(missing)]
    assert [(each["story"], each["version"]) for each in told["older"]] == [(str(older.uid), 2)]
    assert [each["story"] for each in told["withdrawn"]] == [str(gone.uid)]
    assert told["unknown"] == [stranger]
    assert (told["cursor"], told["is_complete"]) == (8, True)
    assert machine.get(told["older"][0]["url"]).json()["version"] == 2


def test_reconciliation_by_hash(machine: Machine, chief: User) -> None:
    same, other = (make_published(editor=chief) for _ in range(2))
    [item, _] = machine.read()

    told = machine.post(
        "reconcile", {"stories": {str(same.uid): item["hash"], str(other.uid): "0" * 64}}
    ).json()

    assert [each["story"] for each in told["older"]] == [str(other.uid)]


def test_reconciliation_looks_for_what_is_missing_in_a_part_of_the_log(
    machine: Machine, chief: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = [make_published(editor=chief) for _ in range(4)]
    part = machine.post("reconcile", {"stories": {}, "after": 1, "until": 3}).json()

    monkeypatch.setattr("wire.api.reconcile.MOST_MISSING", 3)
    cut = machine.post("reconcile", {"stories": {}}).json()
    rest = machine.post("reconcile", {"stories": {}, "after": cut["cursor"]}).json()

    assert [each["number"] for each in part["missing"]] == [2, 3]
    assert ([each["number"] for each in cut["missing"]], cut["is_complete"]) == ([1, 2, 3], False)
    assert [each["story"] for each in rest["missing"]] == [str(stories[3].uid)]
    assert rest["is_complete"]


def test_reconciliation_costs_the_same_queries_however_many_are_asked(
    machine: Machine, chief: User
) -> None:
    counted = []
    for _ in range(2):
        make_published(editor=chief)
        has = {item["story"]: 1 for item in machine.read()}
        with CaptureQueriesContext(connection) as queries:
            machine.post("reconcile", {"stories": has})
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_receipt_is_kept_once_and_only_for_what_was_sent(machine: Machine) -> None:
    story = make_published()
    mine = {"story": str(story.uid), "version": 1, "fate": "published", "url": "https://a.test/1"}
    never = mine | {"version": 2}

    first = machine.post("receipts", {"receipts": [mine, mine, never]}).json()
    machine.post("receipts", {"receipts": [mine]})

    assert first == {"recorded": 2, "unknown": [{"story": str(story.uid), "version": 2}]}
    rows = Receipt.objects.values_list("story_uid", "version", "fate", "url")
    assert [*rows] == [(story.uid, 1, "published", "https://a.test/1")]


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("receipts", "{", 400),
        ("receipts", b"\xff".decode("latin-1") + "{", 400),
        ("receipts", {"receipts": []}, 422),
        ("receipts", {"receipts": [{"story": "x", "version": 1, "fate": "published"}]}, 422),
        ("reconcile", {"stories": {"x": 1}}, 422),
        ("reconcile", {"stories": {str(uuid4()): "zz"}}, 422),
        ("reconcile", {"stories": {str(uuid4()): 2**40}}, 422),
        ("reconcile", {"stories": {str(uuid4()): 1 for _ in range(10_001)}}, 422),
        ("reconcile", {"stories": {}, "after": 7}, 409),
        ("reconcile", "[" * 100_000, 400),
    ],
)
def test_body_that_is_none_is_a_problem(
    address: str, body: Any, status: int, machine: Machine
) -> None:
    answer = machine.post(address, body)

    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["Content-Type"] == "application/problem+json"
