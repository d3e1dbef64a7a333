"""What goes out, shown while it is typed: the answer of the page's own print."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions import reviewing
from articles.models import Dispatch, Event, Story
from editorial.models import Buffer, ReceivedForm
from tests.editorial.forms import client_for, open_form
from tests.editorial.samples import make_picture
from tests.editorial.test_story_form import new_fields
from tests.factories import make_desk, make_published, make_story, make_submitted, make_user
from wire.formats.text import copy_text

pytestmark = pytest.mark.django_db
NEW = reverse("admin:articles_story_new_print")


def would_print(client: Client, story: Story | None, fields: dict[str, str]) -> dict[str, Any]:
    address = reverse("admin:articles_story_print", args=[story.pk]) if story else NEW
    answer = client.post(address, fields)
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def test_print_says_what_is_typed_and_keeps_nothing() -> None:
    story = make_submitted(tags=("Padi",), related=(("Kabar lain", 4),))
    client = client_for(make_user("editor", code="P2"))
    fields = open_form(client, story)
    before = Story.objects.values().get(), Event.objects.count()

    told = would_print(
        client,
        story,
        fields | {"headline": "Judul baru", "tags": "Sawah", "dateline_place": "Ambon"},
    )

    for words in ("Judul baru", "Ambon, MINA –", "Sawah", "Kabar lain", told["code"]):
        assert words in told["story"]
    assert told["code"].endswith("/P2)")
    assert (Story.objects.values().get(), Event.objects.count()) == before
    assert [Buffer.objects.count(), ReceivedForm.objects.count(), Dispatch.objects.count()] == [
        0
    ] * 3


def test_print_says_what_the_checks_find_in_what_is_typed() -> None:
    story = make_submitted(body="<p>Rapat berlangsung di Jakarta.</p>")
    client = client_for(make_user("editor"))
    fields = open_form(client, story)

    before = would_print(client, story, fields)["checks"]
    found = would_print(client, story, fields | {"headline": "JUDUL DARI HURUF BESAR"})["checks"]

    assert "in capitals alone" not in before
    assert "in capitals alone" in found
    assert "checks" not in would_print(client, None, fields)


def test_checks_speak_of_a_published_story_once_there_is_something_new_to_be_sent() -> None:
    story = make_published(headline="JUDUL DARI HURUF BESAR")
    client = client_for(make_user("editor"))
    fields = open_form(client, story)

    as_sent = would_print(client, story, fields)["checks"]
    edited = would_print(client, story, fields | {"body": "<p>Rapat Senin (24/11/2026).</p>"})

    assert "in capitals alone" not in as_sent
    assert "hidden" in as_sent.partition(">")[0]
    assert "in capitals alone" in edited["checks"]
    assert "hidden" not in edited["checks"].partition(">")[0]


def test_print_has_the_pictures_that_stand_in_what_is_typed_and_the_checks_see_them() -> None:
    story = make_submitted(body="<p>Warga panen.</p>")
    picture = make_picture(caption="Sawah di lereng.", agency="")
    client = client_for(make_user("editor"))
    typed = f'<p>Warga panen.</p><body-picture data-picture="{picture.pk}"></body-picture>'

    told = would_print(client, story, open_form(client, story) | {"body": typed})

    assert "Sawah di lereng." in told["story"]
    assert "Picture 1 in the text: A picture has no credit." in told["checks"]


def test_print_is_what_then_goes_out() -> None:
    story = make_submitted(
        tags=("Padi", "Desa"),
        related=(("Kabar lain", 2),),
        picture=make_picture(),
        standfirst="Pengantar.",
        is_ai=True,
    )
    editor = make_user("editor")
    client = client_for(editor)

    told = would_print(client, story, open_form(client, story) | {"is_ai": "on"})
    reviewing.approve(story=story, by=editor)

    dispatch = Dispatch.objects.get()
    assert told["copy"] == copy_text(dispatch.data, live={})
    assert told["code"] == dispatch.data["code"]


def test_new_story_prints_before_it_has_a_desk_and_says_what_is_missing() -> None:
    client = client_for(make_user("reporter"))

    told = would_print(client, None, new_fields(client, body="<p>Satu.</p>"))

    assert "Satu." in told["story"]
    for name in ("id_headline", "id_desk", "id_kind"):
        assert f'href="#{name}"' in told["missing"]


@pytest.mark.parametrize("edition", ["id", "en", "ar"])
def test_print_is_in_the_language_of_the_chosen_desk(edition: str) -> None:
    client = client_for(make_user("editor"))
    desk = make_desk(edition)
    fields = new_fields(client, headline="A", body="<p>B</p>", dateline_place="C")

    told = would_print(client, None, fields | {"desk": str(desk.pk)})

    assert (told["lang"], told["dir"]) == (edition, "rtl" if edition == "ar" else "ltr")
    assert desk.edition.sign_off in told["copy"]


def test_draft_that_is_linked_by_its_key_is_not_printed() -> None:
    draft = make_story(headline="Masih rahasia")
    story = make_submitted()
    client = client_for(make_user("editor"))

    fields = open_form(client, story) | {
        "related_links-TOTAL_FORMS": "1",
        "related_links-0-target": str(draft.pk),
    }
    told = would_print(client, story, fields)

    assert "Masih rahasia" not in str(told)


def test_text_that_no_story_may_have_is_left_out_of_the_print() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))

    told = would_print(client, story, open_form(client, story) | {"body": "<p>a</p>" * 20_000})

    assert told["story"]


def test_who_may_only_read_sees_the_stored_text_whatever_is_sent() -> None:
    story = make_published(headline="Judul tersimpan")
    assert story.created_by
    client = client_for(story.created_by)

    told = would_print(client, story, {"headline": "Judul lain"})

    assert ["Judul tersimpan" in told["story"], "Judul lain" in str(told)] == [True, False]
