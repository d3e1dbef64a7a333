"""Several stories at once: each is done or refused for itself, and none is ever published."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Event, Story, User
from editorial.desk.bulk import BULKS, MOST
from editorial.models import Claim
from editorial.story import claims
from tests.editorial.forms import client_for
from tests.factories import (
    edit,
    make_desk,
    make_embargoed,
    make_published,
    make_scheduled,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db

BULK = "/admin/desk/bulk/"
STORIES = "/admin/articles/story/"


@pytest.fixture
def editor() -> User:
    return make_user("editor")


def post(client: Client, do: str, stories: Sequence[Story], **answer: Any) -> Any:
    picks = [f"{story.pk}-{story.version}" for story in stories]
    return client.post(BULK, {"do": do, "story": picks, **answer}, follow=True)


def outcomes(answer: Any) -> tuple[list[str], dict[str, str]]:
    """The headlines of what was done, and why the others were refused."""
    context = answer.context
    refused = {each.headline: each.said for each in context["refused"]}
    return [each.headline for each in context["done"]], refused


def test_desk_is_changed_for_each_that_may_be_and_the_others_say_why_not(editor: User) -> None:
    desk = make_desk()
    draft = make_story(headline="Draf")
    there = make_submitted(headline="Sudah", desk=desk)
    soon = timezone.now() + timedelta(hours=1)
    scheduled = make_scheduled(headline="Nanti", publish_at=soon, editor=editor)
    out = make_published(headline="Terbit", editor=editor)

    early = make_embargoed(headline="Embargo", until=soon, editor=editor)
    asked = [draft, there, scheduled, out, early]

    done, refused = outcomes(post(client_for(editor), "desk", asked, desk=desk.pk))

    assert done == ["Draf"]
    assert refused == {
        "Sudah": "It is on this desk already.",
        "Nanti": "It is scheduled, and a change would take it off the schedule.",
        "Terbit": "It was sent: change it on its own page.",
        "Embargo": "It was sent: change it on its own page.",
    }
    draft.refresh_from_db()
    assert draft.desk == desk
    assert Event.objects.filter(story=draft, verb="edit", actor=editor).count() == 1
    scheduled.refresh_from_db()
    assert scheduled.status == "approved"


def test_tag_is_added_to_those_there_are(editor: User) -> None:
    story = make_submitted(headline="Satu", tags=("Panen",))
    other = make_submitted(headline="Dua", tags=("Gaza",))

    done, refused = outcomes(post(client_for(editor), "tag", [story, other], tags=" gaza "))

    assert (done, refused) == (["Satu"], {"Dua": "It has this tag already."})
    assert sorted(tag.name.casefold() for tag in story.tags.all()) == ["gaza", "panen"]


def test_waiting_stories_are_handed_over(editor: User) -> None:
    other = make_user("chief")
    waiting, draft = make_submitted(headline="Satu"), make_story(headline="Draf")
    claims.take(story=waiting, by=editor, seen=None)

    done, refused = outcomes(post(client_for(editor), "hand-over", [waiting, draft], to=other.pk))

    assert done == ["Satu"]
    assert "waits for no editor" in refused["Draf"]
    assert Claim.objects.get(story=waiting).by == other


def test_spiked_story_is_in_nobodys_hand_and_keeps_the_reason(editor: User) -> None:
    waiting, out = make_submitted(headline="Satu"), make_published(headline="Terbit")
    claims.take(story=waiting, by=editor, seen=None)

    done, refused = outcomes(post(client_for(editor), "spike", [waiting, out], reason="Ganda."))

    assert done == ["Satu"]
    assert "is not possible" in refused["Terbit"]
    assert not Claim.objects.exists()
    assert Event.objects.filter(story=waiting, verb="spike").get().note == "Ganda."


def test_story_that_was_changed_since_it_was_chosen_is_left_alone(editor: User) -> None:
    seen = make_submitted(headline="Satu")
    edit(Story.objects.get(pk=seen.pk), by=editor, headline="Lain")

    done, refused = outcomes(post(client_for(editor), "spike", [seen]))

    assert done == []
    assert "was changed since you opened it" in refused["Lain"]


def test_same_form_sent_twice_is_carried_out_once(editor: User) -> None:
    story, client = make_submitted(), client_for(editor)
    page = client.get(BULK, {"do": "tag", "story": f"{story.pk}-{story.version}"})
    form = {"form_id": page.context["form_id"], "tags": "Panen"}

    answers = [outcomes(post(client, "tag", [story], **form)) for _time in range(2)]

    assert answers[0] == answers[1] == ([story.headline], {})


@pytest.mark.parametrize("role", ["reporter", "photo"])
def test_who_is_no_editor_has_no_boxes_and_does_nothing(role: str) -> None:
    story, client = make_submitted(), client_for(make_user(role))

    answer = client.post(BULK, {"do": "spike", "story": f"{story.pk}-{story.version}"})
    story.refresh_from_db()

    assert (answer.status_code, story.status) == (403, "submitted")
    for address in ("/admin/", STORIES):
        page = client.get(address).content.decode()
        assert 'name="story"' not in page
        assert "_selected_action" not in page


def test_nothing_that_is_done_to_several_publishes() -> None:
    assert [bulk.name for bulk in BULKS] == ["desk", "tag", "hand-over", "spike"]


@pytest.mark.parametrize("picked", [[], ["x"], ["1"], ["9" * 20 + "-1"], ["-"]])
def test_nothing_chosen_leads_back_to_the_desk(editor: User, picked: list[str]) -> None:
    answer = client_for(editor).get(BULK, {"do": "spike", "story": picked})

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_more_than_may_be_are_refused_in_words(editor: User) -> None:
    story = make_submitted()
    picks = [f"{number}-1" for number in range(10**6, 10**6 + MOST)]
    client = client_for(editor)

    answer = client.post(BULK, {"do": "spike", "story": [f"{story.pk}-{story.version}", *picks]})
    story.refresh_from_db()

    assert f"At most {MOST} stories at once." in answer.content.decode()
    assert story.status == "submitted"


def test_list_of_stories_leads_to_the_same_page(editor: User) -> None:
    stories = [make_submitted(headline="Satu"), make_submitted(headline="Dua")]
    client = client_for(editor)

    answer = client.post(
        reverse("admin:articles_story_changelist"),
        {"action": "tag", "_selected_action": [story.pk for story in stories]},
        follow=True,
    )

    chosen = [story.headline for story, _version in answer.context["chosen"]]
    assert (chosen, answer.context["bulk"].name) == (["Satu", "Dua"], "tag")
