"""Promise 3: one function changes a status; two at once are one."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from articles.actions import reviewing
from articles.actions.refused import Refused
from articles.actions.transitions import TRANSITIONS, Verb, check
from articles.models import Dispatch, Event, Status, Story, User
from tests.factories import make_published, make_story, make_submitted, make_user


@pytest.mark.usefixtures("committed_db")
def test_two_editors_approving_at_once_make_one_dispatch() -> None:
    story = make_submitted()
    editors = [make_user("editor") for _ in range(8)]
    start = Barrier(len(editors))

    def approve(editor: User) -> str:
        start.wait()
        try:
            reviewing.approve(story=story, by=editor)
        except Refused as refusal:
            return refusal.rule
        else:
            return "approved"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(editors)) as pool:
        answers = sorted(pool.map(approve, editors))

    assert answers == ["approved"] + ["state"] * (len(editors) - 1)
    assert Dispatch.objects.count() == 1


CLOSED = [
    (verb, status)
    for verb, status in itertools.product(TRANSITIONS, Status)
    if status not in TRANSITIONS[verb].sources
]


@pytest.mark.django_db
@pytest.mark.parametrize(("verb", "status"), CLOSED)
def test_verb_in_a_state_it_does_not_start_from_is_refused(verb: Verb, status: Status) -> None:
    admin = make_user("admin")
    story = Story(status=status, created_by=admin)

    with pytest.raises(Refused) as refusal:
        check(story, verb=verb, by=admin)

    assert refusal.value.rule == "state"


def test_the_table_of_transitions_is_the_one_designed() -> None:
    sends = {
        "revised": "published",
        "embargo-revised": "embargoed",
        "held-revised": "held",
    }
    table = {
        str(verb): {str(source): str(target) for source, target in transition.targets.items()}
        for verb, transition in TRANSITIONS.items()
    }

    assert table == {
        "submit": {"draft": "submitted", "returned": "submitted"},
        "take-back": {"submitted": "draft"},
        "return": {"submitted": "returned", "approved": "returned"},
        "approve": {"submitted": "approved"},
        "publish": {"approved": "published"},
        "embargo": {"approved": "embargoed"},
        "reschedule": {"approved": "approved"},
        "unschedule": {"approved": "submitted"},
        "void": {"approved": "submitted"},
        "revise": {
            "published": "revised",
            "embargoed": "embargo-revised",
            "held": "held-revised",
        },
        "update": sends,
        "correct": {"published": "published", "embargoed": "embargoed", "held": "held", **sends},
        "discard": sends,
        "hold": {"published": "held", "revised": "held-revised"},
        "lift": {
            "embargoed": "published",
            "embargo-revised": "revised",
            "held": "published",
            "held-revised": "revised",
        },
        "spike": dict.fromkeys(("draft", "returned", "submitted", "approved"), "spiked"),
        "unspike": {"spiked": "draft"},
        "withdraw": dict.fromkeys(
            (
                *("published", "revised", "embargoed", "embargo-revised"),
                *("held", "held-revised"),
            ),
            "withdrawn",
        ),
    }


@pytest.mark.django_db
def test_every_step_is_in_the_log() -> None:
    story = make_published()

    steps = Event.objects.filter(story=story).order_by("pk")

    assert list(steps.values_list("verb", "from_status", "to_status")) == [
        ("file", "", "draft"),
        ("submit", "draft", "submitted"),
        ("approve", "submitted", "approved"),
        ("publish", "approved", "published"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "status",
    [
        *("published", "approved", "withdrawn", "revised", "nonsense"),
        *("embargoed", "embargo-revised", "held", "held-revised"),
    ],
)
def test_database_refuses_a_status_without_what_it_means(status: str) -> None:
    story = make_story()

    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(status=status)
