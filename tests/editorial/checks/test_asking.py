"""Errors refuse, warnings ask once, and what was sent anyway stands in the log in words."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from articles.models import Dispatch, Event, Picture, Status, Story
from editorial.story import log
from tests.articles.site.helpers import make_picture
from tests.editorial.forms import client_for, open_form, read, send
from tests.editorial.test_flash import PAGE, fill
from tests.factories import make_published, make_story, make_submitted, make_user

pytestmark = pytest.mark.django_db
OPEN = "<p>Kabar itu belum terverifikasi.</p>"
FOUND = "“belum terverifikasi”: if this is still to be verified, set the mark that says so"


def press(client: Client, story: Story, do: str, **typed: Any) -> Any:
    return send(client, story, open_form(client, story), _do=do, **typed)


def page_of(story: Story, button: str) -> str:
    return f"/admin/articles/story/{story.pk}/{button}/"


def answers(story: Story) -> list[str]:
    with translation.override("en"):
        return [line.note for line in log.lines(story) if line.event.verb == "overrule"]


def status(story: Story) -> str:
    return str(Story.objects.values_list("status", flat=True).get(pk=story.pk))


def test_story_in_which_nothing_is_found_goes_with_two_taps() -> None:
    story = make_submitted()

    answer = press(client_for(make_user("editor")), story, "approve")

    assert (answer.status_code, status(story)) == (302, Status.PUBLISHED)
    assert answers(story) == []


def test_warning_asks_on_a_page_that_lists_it_and_goes_when_it_is_answered() -> None:
    story = make_submitted(body=OPEN)
    client = client_for(make_user("editor"))

    asked = press(client, story, "approve", headline="Judul yang diketik tadi")
    page = client.get(asked["Location"])
    before = status(story)
    client.post(asked["Location"], read(page).fields)

    assert asked["Location"] == page_of(story, "approve")
    assert FOUND in page.content.decode()
    assert "Send anyway" in page.content.decode()
    assert (before, status(story)) == (Status.SUBMITTED, Status.PUBLISHED)
    assert Dispatch.objects.get().content["headline"] == "Judul yang diketik tadi"
    assert [FOUND in each for each in answers(story)] == [True]


def test_reporter_is_asked_on_handing_in_and_the_editor_again() -> None:
    reporter = make_user("reporter")
    story = make_story(by=reporter, body=OPEN)

    for user, do in ((reporter, "submit"), (make_user("editor"), "approve")):
        client = client_for(user)
        press(client, story, do)
        client.post(page_of(story, do), read(client.get(page_of(story, do))).fields)

    assert status(story) == Status.PUBLISHED
    assert len(answers(story)) == 2


def test_log_has_each_thing_that_was_sent_anyway_in_a_line_in_the_readers_language() -> None:
    reporter = make_user("reporter")
    story = make_story(by=reporter, body=f"{OPEN}<p>Ia dituduh.</p>", headline="Panen Raya.")
    client = client_for(reporter)

    press(client, story, "submit")
    client.post(page_of(story, "submit"), read(client.get(page_of(story, "submit"))).fields)
    with translation.override("id"):
        (told,) = [line.note for line in log.lines(story) if line.event.verb == "overrule"]

    assert [line.partition(":")[0] for line in told.split("\n")] == [
        "Judul diakhiri titik.",
        "“dituduh”",
        "“belum terverifikasi”",
    ]


def test_same_finding_is_asked_once_and_again_where_the_text_changes_it() -> None:
    editor = make_user("editor")
    story = make_submitted(body=OPEN)
    client = client_for(editor)
    later = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    page = read(client.get(page_of(story, "schedule"))).fields
    client.post(page_of(story, "schedule"), page | {"publish_at": later})
    assert status(story) == Status.APPROVED

    with_another = f"{OPEN}<p>Alinea lain.</p>"
    send(client, story, open_form(client, story), body=with_another)
    press(client, story, "approve")
    assert status(story) == Status.PUBLISHED

    changed = OPEN.replace("belum terverifikasi", "masih simpang siur")
    press(client, story, "update", body=changed)
    assert status(story) == Status.REVISED
    assert len(answers(story)) == 1


def test_press_without_the_findings_that_the_page_showed_asks() -> None:
    story = make_submitted(body=OPEN)
    client = client_for(make_user("editor"))
    address = page_of(story, "approve")

    answer = client.post(address, read(client.get(address)).fields | {"passed": "0" * 16})

    assert (answer.status_code, status(story)) == (200, Status.SUBMITTED)
    assert "Nothing was sent yet" in answer.content.decode()


def test_another_text_than_was_read_is_said_before_any_question() -> None:
    story = make_submitted(body=OPEN)
    client, other = client_for(make_user("editor")), client_for(make_user("editor"))
    address = page_of(story, "approve")
    read_before = read(client.get(address)).fields
    send(other, story, open_form(other, story), headline="Judul baru")

    answer = client.post(address, read_before)

    assert status(story) == Status.SUBMITTED
    assert "Changed since you opened the story" in answer.content.decode()


def test_what_is_missing_is_said_before_any_question() -> None:
    story = make_submitted(body=OPEN)
    editor = make_user("editor")
    editor.person.wire_codes.all().delete()

    answer = press(client_for(editor), story, "approve")

    assert answer["Location"].endswith("/change/")
    assert status(story) == Status.SUBMITTED


def test_error_refuses_with_its_words_and_what_was_typed_is_saved() -> None:
    story = make_submitted(picture=_picture(agency=""))
    client = client_for(make_user("editor"))

    answer = press(client, story, "approve", headline="Judul yang diketik tadi")
    page = client.get(answer["Location"]).content.decode()

    assert (answer["Location"], status(story)) == (
        f"/admin/articles/story/{story.pk}/change/",
        Status.SUBMITTED,
    )
    assert "It can’t go out like this: A picture has no credit." in page
    assert "Judul yang diketik tadi" in page


@pytest.mark.parametrize(
    ("lack", "words"),
    [
        ({"agency": ""}, "It can’t go out yet: A picture has no credit."),
        ({"licence": ""}, "It can’t go out yet: The picture has no licence yet:"),
    ],
)
def test_reporter_hands_in_a_picture_without_rights_in_one_press_and_is_told(
    lack: dict[str, str], words: str
) -> None:
    reporter = make_user("reporter")
    story = make_story(by=reporter, picture=_picture(**lack))
    client = client_for(reporter)

    handed_in = press(client, story, "submit")
    told = [str(each) for each in client.get(handed_in["Location"]).context["messages"]]
    press(client_for(make_user("editor")), story, "approve")

    assert handed_in["Location"] == "/admin/"
    assert [each.startswith(words) for each in told] == [False, True]
    assert status(story) == Status.SUBMITTED
    assert answers(story) == []


def test_reporter_is_asked_for_the_words_of_a_picture_and_not_for_its_rights() -> None:
    reporter = make_user("reporter")
    story = make_story(by=reporter, picture=_picture(agency="", licence="", alternative=""))
    client = client_for(reporter)

    asked = client.get(press(client, story, "submit")["Location"])
    client.post(page_of(story, "submit"), read(asked).fields)

    assert [each.check.name for each in asked.context["asked"]] == ["picture-words"]
    assert "Send anyway" in asked.content.decode()
    assert status(story) == Status.SUBMITTED


def test_correction_that_is_refused_keeps_its_notice() -> None:
    editor = make_user("editor")
    story = make_published(editor=editor)
    client = client_for(editor)
    picture = _picture(agency="")
    send(client, story, open_form(client, story), picture=str(picture.pk))
    address = page_of(story, "correct")
    fields = read(client.get(address)).fields | {"kind": "ralat", "note": "Judul keliru."}

    refused = client.post(address, fields)
    assert '<button type="submit" class="button go">Correct</button>' in refused.content.decode()
    Picture.objects.filter(pk=picture.pk).update(photographer="Juru Foto Contoh")
    # The picture is another now than was read with the question.
    changed = client.post(address, read(refused).fields | {"kind": "ralat"})
    client.post(address, read(changed).fields | {"kind": "ralat"})

    assert Dispatch.objects.latest("number").content["notices"][0]["text"] == "Judul keliru."
    assert status(story) == Status.PUBLISHED


def test_notice_alone_asks_nothing_of_a_text_that_was_sent_already() -> None:
    story = make_published(body=OPEN)
    client = client_for(make_user("editor"))

    page = client.get(page_of(story, "correct")).content.decode()

    assert 'id="asked"' not in page
    assert '<button type="submit" class="button go">Correct</button>' in page


def test_flash_goes_at_once_and_the_log_says_what_was_found_in_it() -> None:
    client = client_for(make_user("editor"))

    client.post(PAGE, fill(client, body="Kabar itu belum terverifikasi."))

    story = Story.objects.get()
    assert story.status == Status.PUBLISHED
    assert [
        each.startswith("A flash does not wait; found in it:\n“") for each in answers(story)
    ] == [True]
    assert Event.objects.filter(story=story, verb="overrule").get().actor is not None


def _picture(**fields: str) -> Picture:
    whole = {"caption": "Sawah.", "alternative": "Padi di sawah.", "agency": "Contoh"}
    return make_picture(**{**whole, **fields})
