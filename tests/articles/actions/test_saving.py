"""One call saves a story: what it takes, what it leaves be, and what it refuses."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.actions.refused import Refused
from articles.actions.saving import save_story
from articles.models import Event, Status, Story
from articles.record import working_text
from tests.factories import (
    make_desk,
    make_published,
    make_scheduled,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db


def stored() -> tuple[Any, int]:
    return Story.objects.values().get(), Event.objects.count()


def test_text_of_a_story_makes_the_same_story_again() -> None:
    story = make_story(tags=("Padi", "Desa"), related=(("Satu", 2), ("Dua", None)))
    text = working_text(story)

    again = save_story(user=make_user("editor"), story=None, seen=None, text=text)

    assert {**again.after, "slug": ""} == {**text, "slug": ""}
    assert again.story.slug == f"{story.slug}-2"
    assert Event.objects.filter(story=again.story).get().data["text"] == again.after


def test_field_that_is_left_out_stays() -> None:
    story = make_submitted(tags=("Padi",), related=(("Satu", 2),), standfirst="Tetap")

    saved = save_story(user=make_user("editor"), story=story, seen=1, text={"headline": "Baru"})

    assert saved.after == {**saved.before, "headline": "Baru"}
    assert (saved.story.version, working_text(Story.objects.get())) == (2, saved.after)


@pytest.mark.parametrize(
    "text",
    [
        {},
        {"headline": "Panen raya"},
        {"body": "<p>Dua <strong>kata</strong>.</p>\n"},
        {"tags": ["Padi"]},
        {"related": [{"target": None, "title": "Satu", "after": 2}]},
    ],
    ids=["nothing", "headline", "body", "tags", "related"],
)
def test_text_that_says_the_same_writes_nothing(text: dict[str, Any]) -> None:
    story = make_scheduled(
        publish_at=timezone.now() + timedelta(hours=1),
        headline="Panen raya",
        body="<p>Dua <b>kata</b>.</p>",
        tags=("Padi",),
        related=(("Satu", 2),),
    )
    before = stored()

    saved = save_story(user=make_user("editor"), story=story, seen=1, text=text)

    assert (saved.is_changed, saved.off_schedule, stored()) == (False, None, before)


def test_change_says_for_which_time_the_story_was_approved() -> None:
    at = timezone.now() + timedelta(hours=1)
    story = make_scheduled(publish_at=at)

    saved = save_story(user=make_user("editor"), story=story, seen=1, text={"tags": ["Padi"]})

    assert (saved.off_schedule, saved.story.status) == (at, Status.SUBMITTED)


def test_published_story_keeps_what_readers_know_it_by() -> None:
    story = make_published()
    kept = {"slug": story.slug, "code_text": story.code_text}
    text = {"slug": "lain", "code_text": "(X/Y)", "headline": "Baru"}

    saved = save_story(user=make_user("editor"), story=story, seen=1, text=text)

    assert saved.after | kept == saved.after
    assert saved.after["headline"] == "Baru"


LINK = {"target": None, "title": "Lain", "after": None}


@pytest.mark.parametrize(
    ("make", "role", "seen", "text", "rule"),
    [
        (make_story, "reporter", 1, {"headline": "Baru"}, "permission"),
        (make_submitted, "photo", 1, {"headline": "Baru"}, "permission"),
        (make_submitted, "", None, {"headline": "Baru"}, "permission"),
        (make_submitted, "editor", 7, {"headline": "Baru"}, "changed"),
        (make_submitted, "editor", 1, {"headline": "x" * 251}, "field"),
        (make_submitted, "editor", 1, {"headline": ""}, "field"),
        (make_submitted, "editor", 1, {"label": "bukan"}, "field"),
        (make_submitted, "editor", 1, {"related": [{**LINK, "title": "x" * 301}]}, "field"),
        (make_submitted, "editor", 1, {"related": [{**LINK, "after": -1}]}, "field"),
        (make_submitted, "editor", 1, {"related": [LINK] * 101}, "links"),
    ],
)
def test_save_that_a_rule_refuses_writes_nothing(
    make: Any, role: str, seen: int | None, text: dict[str, Any], rule: str
) -> None:
    story = make()
    before = stored()

    with pytest.raises(Refused) as refusal:
        save_story(user=make_user(role), story=story, seen=seen, text=text)

    assert (refusal.value.rule, stored()) == (rule, before)


def test_published_story_stays_in_its_edition() -> None:
    story, desk = make_published(), make_desk("en")
    before = stored()

    with pytest.raises(Refused) as refusal:
        save_story(user=make_user("editor"), story=story, seen=1, text={"desk": desk.pk})

    assert (refusal.value.rule, stored()) == ("edition", before)
