from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.actions import filing, reviewing
from articles.actions.refused import Refused
from articles.models import Article, Dispatch, Event, Person, Status, Story, WireCode
from tests.factories import (
    edit,
    make_published,
    make_scheduled,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_approve_with_two_hands_prints_a_three_part_code() -> None:
    reporter, editor = make_user("reporter", code="RI-1"), make_user("editor", code="P2")
    story = make_submitted(by=reporter)

    reviewing.approve(story=story, by=editor)

    assert Dispatch.objects.get().data["code"] == "(T/RI-1/P2)"


def test_approve_with_one_hand_prints_a_two_part_code() -> None:
    editor = make_user("editor", code="RE1")
    story = make_submitted(by=editor)

    reviewing.approve(story=story, by=editor)

    assert Dispatch.objects.get().data["code"] == "(T/RE1)"


def test_approve_of_a_story_filed_for_somebody_else_is_still_one_hand() -> None:
    editor = make_user("editor", code="P2")
    writer = Person.objects.get(user=make_user("reporter", code="RI-1"))
    story = make_submitted(by=editor, writer=writer)

    reviewing.approve(story=story, by=editor)

    assert Dispatch.objects.get().data["code"] == "(T/P2)"


def test_approve_keeps_a_printed_code() -> None:
    story = make_submitted(code_text="(L / M09 / R05/R03)")

    reviewing.approve(story=story, by=make_user("editor"))

    assert Dispatch.objects.get().data["code"] == "(L / M09 / R05/R03)"


def test_approve_uses_the_code_held_on_the_day() -> None:
    reporter, editor = make_user("reporter", code="R5"), make_user("editor", code="P2")
    WireCode.objects.filter(code="R5").update(valid_until=timezone.localdate() - timedelta(days=1))
    WireCode.objects.create(
        person=Person.objects.get(user=reporter), code="R6", valid_from=timezone.localdate()
    )

    reviewing.approve(story=make_submitted(by=reporter), by=editor)

    assert Dispatch.objects.get().data["code"] == "(T/R6/P2)"


@pytest.mark.parametrize("role", ["reporter", "photo", ""])
def test_approve_is_refused_to_who_does_not_review(role: str) -> None:
    story = make_submitted()

    with pytest.raises(Refused) as refusal:
        reviewing.approve(story=story, by=make_user(role))

    assert refusal.value.rule == "permission"
    assert Dispatch.objects.count() == 0


@pytest.mark.parametrize("missing", ["kind", "writer"])
def test_approve_without_a_part_of_the_code_names_it(missing: str) -> None:
    story = make_submitted()
    Story.objects.filter(pk=story.pk).update(**{missing: None})

    with pytest.raises(Refused) as refusal:
        reviewing.approve(story=story, by=make_user("editor"))

    assert refusal.value.rule == missing


def test_approve_by_an_editor_without_a_code_is_refused() -> None:
    editor = make_user("editor")
    WireCode.objects.filter(person__user=editor).update(
        valid_from=date(2000, 1, 1), valid_until=date(2001, 1, 1)
    )

    with pytest.raises(Refused) as refusal:
        reviewing.approve(story=make_submitted(), by=editor)

    assert refusal.value.rule == "code"


def test_approve_of_a_text_changed_since_it_was_read_is_refused() -> None:
    editor = make_user("editor")
    story = make_submitted()
    seen = story.version
    edit(story, by=editor, headline="Judul lain")

    with pytest.raises(Refused) as refusal:
        reviewing.approve(story=story, by=editor, seen_version=seen)

    assert refusal.value.rule == "changed"
    assert Article.objects.count() == 0


def test_approval_locks_the_story_once_and_reads_its_text_once() -> None:
    story, editor = make_submitted(tags=("Padi",), related=(("Lain", 1),)), make_user("editor")

    with CaptureQueriesContext(connection) as captured:
        reviewing.approve(story=story, by=get_user_model().objects.get(pk=editor.pk))

    asked = [query["sql"] for query in captured]
    counts = {
        what: sum(what in sql for sql in asked)
        for what in (
            'FOR NO KEY UPDATE OF "articles_story"',
            "articles_wirecode",
            '"taggit_tag"."id" ASC',
        )
    }
    # Two hands sign, each with a code.
    assert counts == {
        'FOR NO KEY UPDATE OF "articles_story"': 1,
        "articles_wirecode": 2,
        '"taggit_tag"."id" ASC': 1,
    }
    assert len(asked) <= 40


def test_approve_for_a_past_time_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        make_scheduled(publish_at=timezone.now() - timedelta(seconds=1))

    assert refusal.value.rule == "time"


def test_approve_of_an_empty_text_is_refused() -> None:
    story = make_submitted()
    story.body = ""
    story.save()

    with pytest.raises(Refused) as refusal:
        reviewing.approve(story=story, by=make_user("editor"))

    assert refusal.value.rule == "incomplete"


def test_return_requires_a_reason() -> None:
    story = make_submitted()

    with pytest.raises(Refused) as refusal:
        reviewing.return_(story=story, by=make_user("editor"), reason="  ")

    assert refusal.value.rule == "reason"


def test_return_logs_the_reason() -> None:
    editor = make_user("editor")

    story = reviewing.return_(story=make_submitted(), by=editor, reason="Sumber kedua belum ada")

    assert story.status == Status.RETURNED
    event = Event.objects.filter(story=story).latest("pk")
    assert (event.actor, event.note) == (editor, "Sumber kedua belum ada")


def test_edit_of_an_approved_story_voids_the_approval() -> None:
    editor = make_user("editor")
    story = make_scheduled(publish_at=timezone.now() + timedelta(hours=1))

    edit(story, by=editor, headline="Judul lain")

    story.refresh_from_db()
    assert (story.status, story.publish_at, story.approved_by, story.approved_digest) == (
        Status.SUBMITTED,
        None,
        None,
        "",
    )


def test_spike_and_unspike_give_back_a_draft() -> None:
    editor = make_user("editor")
    story = make_submitted()

    spiked = reviewing.spike(story=story, by=editor)
    unspiked = reviewing.unspike(story=spiked, by=editor)

    assert (spiked.status, unspiked.status) == (Status.SPIKED, Status.DRAFT)


def test_spike_of_a_published_story_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        reviewing.spike(story=make_published(), by=make_user("chief"))

    assert refusal.value.rule == "state"


def test_take_back_is_for_the_writer_alone() -> None:
    story = make_submitted()

    with pytest.raises(Refused) as refusal:
        filing.take_back(story=story, by=make_user("reporter"))

    assert refusal.value.rule == "permission"


def test_take_back_makes_a_draft_again() -> None:
    reporter = make_user("reporter")
    story = make_submitted(by=reporter)

    story = filing.take_back(story=story, by=reporter)

    assert story.status == Status.DRAFT


def test_submit_without_text_is_refused() -> None:
    reporter = make_user("reporter")
    story = make_story(by=reporter, body="")

    with pytest.raises(Refused) as refusal:
        filing.submit(story=story, by=reporter)

    assert refusal.value.rule == "incomplete"


def test_file_is_refused_to_who_may_not() -> None:
    with pytest.raises(Refused) as refusal:
        make_story(by=make_user("photo"))

    assert refusal.value.rule == "permission"


def test_file_gives_each_story_its_own_address() -> None:
    slugs = [make_story(headline="Mi’raj di Jakarta").slug for _ in range(3)]

    assert slugs == ["miraj-di-jakarta", "miraj-di-jakarta-2", "miraj-di-jakarta-3"]
