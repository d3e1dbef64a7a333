"""A scheduled story: moved, published before its time, taken off, approved again after a change."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.actions import scheduling
from articles.actions.refused import Refused
from articles.actions.transitions import Verb
from articles.models import Dispatch, Event, Person, Status, Story, User, WireCode
from tests.factories import edit, make_scheduled, make_submitted, make_user

pytestmark = pytest.mark.django_db


def soon(hours: int = 1) -> datetime:
    return timezone.now().replace(microsecond=0) + timedelta(hours=hours)


def changed(story: Story, by: User) -> Story:
    return edit(story, by=by, headline="Judul lain")


def test_moved_story_keeps_its_approval_and_its_approver() -> None:
    story = make_scheduled(publish_at=soon())
    later = soon(2)

    moved = scheduling.reschedule(story=story, by=make_user("editor"), publish_at=later)

    assert (moved.status, moved.publish_at) == (Status.APPROVED, later)
    assert (moved.approved_by, moved.approved_digest) == (story.approved_by, story.approved_digest)
    assert Event.objects.filter(story=story).latest("pk").verb == Verb.RESCHEDULE


def test_moved_story_goes_out_at_its_new_time_only() -> None:
    story = make_scheduled(publish_at=soon())
    scheduling.reschedule(story=story, by=make_user("editor"), publish_at=soon(3))

    early = scheduling.publish_if_due(pk=story.pk, now=soon(2))
    due = scheduling.publish_if_due(pk=story.pk, now=soon(4))

    assert (early, due and due.status) == (None, Status.PUBLISHED)


def test_move_to_a_time_that_has_passed_is_refused() -> None:
    story = make_scheduled(publish_at=soon())

    with pytest.raises(Refused) as refusal:
        scheduling.reschedule(story=story, by=make_user("editor"), publish_at=soon(-1))

    assert refusal.value.rule == "time"


def test_move_by_who_saw_another_time_is_refused_and_says_the_one_there_is() -> None:
    story = make_scheduled(publish_at=soon())
    seen = soon().isoformat()
    moved = scheduling.reschedule(
        story=story, by=make_user("editor"), publish_at=soon(3), seen_time=seen
    )

    with pytest.raises(Refused) as refusal:
        scheduling.reschedule(
            story=story, by=make_user("chief"), publish_at=soon(2), seen_time=seen
        )

    story.refresh_from_db()
    assert (refusal.value.rule, story.publish_at) == ("moved", moved.publish_at)


def test_move_to_a_day_on_which_the_approver_holds_no_code_is_refused() -> None:
    story = make_scheduled(publish_at=soon())
    approver = Person.objects.get(user=story.approved_by)
    WireCode.objects.filter(person=approver).update(valid_until=timezone.localdate())

    with pytest.raises(Refused) as refusal:
        scheduling.reschedule(story=story, by=make_user("editor"), publish_at=soon(72))

    assert refusal.value.rule == "code"


def test_story_published_before_its_time_is_signed_by_who_approved_it() -> None:
    approver = make_user("editor", code="P2")
    reporter = make_user("reporter", code="RI-1")
    story = make_scheduled(publish_at=soon(), editor=approver, by=reporter)

    published = scheduling.publish_now(story=story, by=make_user("editor", code="P9"))

    assert published.status == Status.PUBLISHED
    assert Dispatch.objects.get().data["code"] == "(T/RI-1/P2)"
    assert scheduling.publish_if_due(pk=story.pk, now=soon(2)) is None


def test_story_that_is_not_the_one_approved_is_not_published_before_its_time() -> None:
    story = make_scheduled(publish_at=soon())
    Story.objects.filter(pk=story.pk).update(body="<p>Lain.</p>")

    with pytest.raises(Refused) as refusal:
        scheduling.publish_now(story=story, by=make_user("editor"))

    assert (refusal.value.rule, Dispatch.objects.count()) == ("approval", 0)


def test_story_taken_off_its_schedule_waits_for_an_approval() -> None:
    story = make_scheduled(publish_at=soon())

    off = scheduling.unschedule(story=story, by=make_user("editor"))

    assert (off.status, off.publish_at, off.approved_by, off.approved_digest) == (
        *(Status.SUBMITTED, None),
        *(None, ""),
    )
    assert scheduling.publish_if_due(pk=story.pk, now=soon(2)) is None


def test_changed_story_is_approved_again_for_the_time_it_had() -> None:
    at, editor = soon(), make_user("editor")
    story = changed(make_scheduled(publish_at=at), editor)

    again = scheduling.approve_again(story=story, by=editor)

    assert (again.status, again.publish_at, again.headline) == (
        *(Status.APPROVED, at),
        "Judul lain",
    )
    assert scheduling.fallen_schedule(again) is None


def test_story_taken_off_on_purpose_has_no_time_to_be_approved_for_again() -> None:
    story = scheduling.unschedule(story=make_scheduled(publish_at=soon()), by=make_user("editor"))

    with pytest.raises(Refused) as refusal:
        scheduling.approve_again(story=story, by=make_user("editor"))

    assert refusal.value.rule == "state"


ACTS: dict[str, dict[str, Any]] = {
    "publish_now": {},
    "reschedule": {"publish_at": None},
    "unschedule": {},
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ["reporter", "photo", ""])
def test_schedule_is_for_who_reviews(act: str, role: str) -> None:
    story = make_scheduled(publish_at=soon())
    values = {name: soon(2) for name in ACTS[act]}

    with pytest.raises(Refused) as refusal:
        getattr(scheduling, act)(story=story, by=make_user(role), **values)

    assert refusal.value.rule == "permission"
    assert Story.objects.get().publish_at == story.publish_at


@pytest.mark.parametrize("act", ACTS)
def test_schedule_of_a_version_that_was_not_read_is_refused(act: str) -> None:
    story = make_scheduled(publish_at=soon())
    values = {name: soon(2) for name in ACTS[act]}

    with pytest.raises(Refused) as refusal:
        getattr(scheduling, act)(story=story, by=make_user("editor"), seen_version=9, **values)

    assert refusal.value.rule == "changed"


@pytest.mark.parametrize("act", ACTS)
def test_story_without_a_schedule_is_refused(act: str) -> None:
    story = make_submitted()
    values = {name: soon(2) for name in ACTS[act]}

    with pytest.raises(Refused) as refusal:
        getattr(scheduling, act)(story=story, by=make_user("editor"), **values)

    assert refusal.value.rule == "state"
