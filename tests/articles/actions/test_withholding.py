"""Embargo, hold and lift: what goes on the record, who may, and what happens at the time."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.actions import amending, reviewing, scheduling, withholding
from articles.actions.clock import LIFT
from articles.actions.refused import Refused
from articles.actions.worker import once
from articles.models import (
    Article,
    Dispatch,
    Event,
    Ground,
    NoticeKind,
    PubStatus,
    Signal,
    Status,
    Story,
    User,
)
from tests.articles.site.helpers import make_picture
from tests.factories import (
    edit,
    make_embargoed,
    make_published,
    make_scheduled,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def until() -> datetime:
    return (timezone.now() + timedelta(hours=2)).replace(second=0, microsecond=0)


@pytest.fixture
def editor() -> User:
    return make_user("editor")


@pytest.fixture
def chief() -> User:
    return make_user("chief")


def sent(story: Story) -> list[tuple[str, str]]:
    dispatches = Dispatch.objects.filter(story_uid=story.uid).order_by("version")
    return list(dispatches.values_list("signal", "pubstatus"))


def newest(story: Story) -> Dispatch:
    return Dispatch.objects.filter(story_uid=story.uid).latest("version")


def is_due(story: Story) -> Story:
    """The story with its end in the past, as if the time had gone by."""
    Story.objects.filter(pk=story.pk).update(lift_at=timezone.now() - timedelta(seconds=1))
    return story


def at(rule: str, call: object, **given: object) -> None:
    assert callable(call)
    with pytest.raises(Refused) as refusal:
        call(**given)
    assert refusal.value.rule == rule


def test_approval_under_an_embargo_goes_to_the_wire_and_not_to_readers(until: datetime) -> None:
    story = make_embargoed(until=until)

    assert (story.status, story.lift_at) == (Status.EMBARGOED, until)
    assert sent(story) == [(Signal.NEW, PubStatus.WITHHELD)]
    assert newest(story).data["embargo"] == {"until": until.isoformat()}
    assert not Article.objects.exists()


def test_an_embargo_that_has_passed_is_none(editor: User) -> None:
    story = make_embargoed(until=timezone.now() - timedelta(seconds=1))

    assert story.status == Status.PUBLISHED
    assert sent(story) == [(Signal.NEW, PubStatus.USABLE)]


def test_scheduled_story_with_an_embargo_goes_out_withheld_at_its_time(until: datetime) -> None:
    soon = timezone.now() + timedelta(hours=1)
    story = make_scheduled(publish_at=soon, embargo_until=until.isoformat())
    Story.objects.update(publish_at=timezone.now())

    published = scheduling.publish_if_due(pk=story.pk, now=timezone.now())

    assert published is not None
    assert published.status == Status.EMBARGOED
    assert not Article.objects.exists()


def test_the_clock_lifts_what_was_sent_and_not_the_next_version(
    until: datetime, editor: User
) -> None:
    story = make_embargoed(until=until, headline="Yang dikirim")
    edit(story, by=editor, headline="Yang belum disetujui")
    before = timezone.now()

    assert once([LIFT])
    assert not Article.objects.exists()
    is_due(story)
    assert once([LIFT])

    article = Article.objects.get()
    story.refresh_from_db()
    assert article.headline == "Yang dikirim"
    assert article.published_at >= before
    assert (story.status, story.lift_at) == (Status.REVISED, None)
    assert sent(story)[1:] == [(Signal.LIFT, PubStatus.USABLE)]
    log = Event.objects.filter(story=story).latest("pk")
    assert (log.verb, log.actor) == ("lift", None)
    assert log.data.keys() == {"number", "due"}
    assert log.data["number"] == newest(story).number
    assert before - timedelta(seconds=1) < datetime.fromisoformat(log.data["due"]) < log.at
    assert amending.discard(story=story, by=editor).status == Status.PUBLISHED


def test_only_a_chief_lifts_an_embargo_before_its_time(
    until: datetime, editor: User, chief: User
) -> None:
    story = make_embargoed(until=until)

    at("permission", withholding.lift, story=story, by=editor)
    story = withholding.lift(story=story, by=chief)

    assert story.status == Status.PUBLISHED
    assert Article.objects.get().published_at == newest(story).sent_at
    at("state", withholding.lift, story=story, by=chief)


def test_what_follows_an_embargo_stays_under_it(until: datetime, editor: User) -> None:
    story = make_embargoed(until=until)
    story = amending.correct(story=story, by=editor, kind=NoticeKind.ERROR, note="Satu angka.")
    later = until + timedelta(hours=1)
    story = edit(story, by=editor, embargo_until=later.isoformat())
    story = amending.update(story=story, by=editor)

    assert (story.status, story.lift_at) == (Status.EMBARGOED, later)
    assert sent(story) == [
        (Signal.NEW, PubStatus.WITHHELD),
        (Signal.CORRECTION, PubStatus.WITHHELD),
        (Signal.UPDATE, PubStatus.WITHHELD),
    ]
    assert len(newest(story).data["notices"]) == 1
    is_due(story)
    once([LIFT])
    # Readers had nothing that was to be corrected.
    assert newest(story).data["notices"] == []
    assert not Article.objects.get().is_corrected


@pytest.mark.parametrize(
    ("shift", "refused"), [(None, True), (-timedelta(days=1), True), (-timedelta(hours=1), True)]
)
def test_no_embargo_ends_by_an_edit(
    until: datetime, editor: User, chief: User, shift: timedelta | None, refused: bool
) -> None:
    story = make_embargoed(until=until)
    time = None if shift is None else (until + shift).isoformat()
    story = edit(story, by=editor, embargo_until=time)

    at("embargo", amending.update, story=story, by=editor)

    assert story.status == Status.EMBARGO_REVISED
    if shift == -timedelta(hours=1):
        assert amending.update(story=story, by=chief).lift_at == until + shift


def test_embargo_of_a_story_that_readers_know_stays(until: datetime, editor: User) -> None:
    story = make_published()

    assert edit(story, by=editor, embargo_until=until.isoformat()).embargo_until is None


def test_withdrawal_under_an_embargo_needs_no_ground(until: datetime, chief: User) -> None:
    story = make_embargoed(until=until)
    at("ground", amending.withdraw, story=make_published(), by=chief, ground=None, reason="x")

    story = amending.withdraw(story=story, by=chief, ground=None, reason="Acara batal.")

    assert (story.status, story.lift_at) == (Status.WITHDRAWN, None)
    assert newest(story).data["embargo"] == {"until": until.isoformat()}
    assert newest(story).data["withdrawal"]["ground"] == "embargo"
    assert "body" not in newest(story).data


def test_hold_takes_the_story_down_and_its_lift_brings_it_back(editor: User) -> None:
    story = make_published()
    before = Article.objects.values().get()
    at("reason", withholding.hold, story=story, by=editor, reason=" ")
    past = timezone.now() - timedelta(minutes=1)
    at("time", withholding.hold, story=story, by=editor, reason="Ragu.", until=past)
    at("permission", withholding.hold, story=story, by=make_user("reporter"), reason="Ragu.")

    story = withholding.hold(story=story, by=editor, reason="Sumber ragu.")

    assert (story.status, story.lift_at) == (Status.HELD, None)
    assert newest(story).data["hold"] == {
        "at": newest(story).sent_at.isoformat(),
        "until": None,
        "reason": "Sumber ragu.",
    }
    assert not Article.objects.exists()
    story = withholding.lift(story=story, by=editor)
    assert story.status == Status.PUBLISHED
    assert Article.objects.values().get() == {**before, "dispatch_id": newest(story).number}


def test_the_clock_lifts_a_hold_that_has_an_end(until: datetime, editor: User) -> None:
    held = withholding.hold(story=make_published(), by=editor, reason="Ragu.", until=until)
    endless = withholding.hold(story=make_published(), by=editor, reason="Ragu.")

    is_due(held)
    assert once([LIFT])

    held.refresh_from_db()
    endless.refresh_from_db()
    assert (held.status, endless.status) == (Status.PUBLISHED, Status.HELD)


def test_correction_of_a_held_story_is_held_and_comes_out_with_the_lift(editor: User) -> None:
    story = withholding.hold(story=make_published(), by=editor, reason="Ragu.")
    story = edit(story, by=editor, headline="Judul yang benar")
    assert story.status == Status.HELD_REVISED

    story = amending.correct(story=story, by=editor, kind=NoticeKind.ERROR, note="Judul.")

    assert story.status == Status.HELD
    assert sent(story)[-1] == (Signal.CORRECTION, PubStatus.WITHHELD)
    assert newest(story).data["hold"]["reason"] == "Ragu."
    assert not Article.objects.exists()
    withholding.lift(story=story, by=editor)
    article = Article.objects.get()
    assert (article.headline, article.is_corrected) == ("Judul yang benar", True)


def test_held_story_is_withdrawn_on_a_ground(editor: User, chief: User) -> None:
    story = withholding.hold(story=make_published(), by=editor, reason="Ragu.")

    story = amending.withdraw(story=story, by=chief, ground=Ground.CHILD, reason="Seorang anak.")

    assert sent(story)[-1] == (Signal.WITHDRAWAL, PubStatus.CANCELED)
    assert newest(story).data["embargo"] is None


def test_embargo_is_part_of_what_is_approved(until: datetime, editor: User) -> None:
    soon = timezone.now() + timedelta(minutes=5)
    story = make_scheduled(publish_at=soon, embargo_until=until.isoformat())

    story = edit(story, by=editor, embargo_until=None)

    assert story.status == Status.SUBMITTED


def test_picture_must_be_free_on_the_day_that_readers_see_it(editor: User) -> None:
    picture = make_picture(usable_until=timezone.localdate() + timedelta(days=1))
    later = timezone.now() + timedelta(days=3)
    story = make_submitted(picture=picture, embargo_until=later.isoformat())

    at("picture", reviewing.approve, story=story, by=editor)
