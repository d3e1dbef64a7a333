"""Several people at the same moment: one writes, one takes over, one has a story in hand."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from articles.actions.refused import Refused
from articles.models import Event, Story, User
from editorial.models import Claim, Lease
from editorial.story import claims, takeover
from tests.editorial.at_a_story import page_of
from tests.factories import make_submitted, make_user

pytestmark = pytest.mark.usefixtures("committed_db")


def at_once(what: list[Callable[[], Any]]) -> list[Any]:
    """The answers of all that is done at the same moment; of what is refused the rule."""
    start = Barrier(len(what))

    def do(one: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return one()
        except Refused as refusal:
            return refusal.rule
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(what)) as pool:
        return list(pool.map(do, what))


def editors(number: int) -> list[User]:
    return [make_user("editor") for _ in range(number)]


def test_of_those_who_begin_to_type_one_writes() -> None:
    story = make_submitted()
    pages = [page_of(editor, story) for editor in editors(6)]

    answers = at_once([page.write for page in pages])

    assert sorted(answer["state"] for answer in answers) == ["held"] * 5 + ["mine"]
    assert Lease.objects.count() == 1


def test_of_those_who_take_a_story_over_one_has_it() -> None:
    story = make_submitted()
    holder, *others = editors(6)
    page_of(holder, story).write()

    def take(by: User) -> str:
        event = takeover.take_over(story=story, by=by, holder=holder.pk, reason="Mendesak")
        return event.verb

    answers = at_once([lambda by=other: take(by) for other in others])  # type: ignore[misc]

    assert sorted(answers) == ["held"] * 4 + ["take-over"]
    assert Lease.objects.get().by == Event.objects.get(verb="take-over").actor


def test_heartbeats_during_a_takeover_neither_block_it_nor_undo_it() -> None:
    story = make_submitted()
    holder, taker = editors(2)
    pages = [page_of(holder, story) for _ in range(5)]
    for page in pages:
        page.write()

    def take() -> str:
        takeover.take_over(story=story, by=taker, holder=holder.pk, reason="Mendesak")
        return "taken over"

    answers = at_once([*(page.write for page in pages), take])

    assert answers[-1] == "taken over"
    assert {page.write()["state"] for page in pages} == {"taken"}
    assert Lease.objects.get().by == taker


def test_of_those_who_take_a_waiting_story_in_hand_one_has_it() -> None:
    story = make_submitted()
    people = editors(6)

    def take(by: User) -> str:
        claims.take(story=story, by=by, seen=None)
        return "mine"

    answers = at_once([lambda by=by: take(by) for by in people])  # type: ignore[misc]

    assert sorted(answers) == ["claimed"] * 5 + ["mine"]
    assert Claim.objects.get().by == Event.objects.get(verb="claim").actor


def test_of_those_who_take_it_from_the_same_editor_one_has_it() -> None:
    story = make_submitted()
    first, *others = editors(5)
    claims.take(story=story, by=first, seen=None)

    def take(by: User) -> str:
        claims.take(story=story, by=by, seen=first.pk)
        return "mine"

    answers = at_once([lambda by=by: take(by) for by in others])  # type: ignore[misc]

    assert sorted(answers) == ["claimed"] * 3 + ["mine"]
    assert Story.objects.get().pk == Claim.objects.get().story_id
