"""Signs that no output can carry, at the doors where a person may bring them in."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions import reviewing
from articles.models import Complaint, Dispatch, Event, Story
from editorial import notes
from editorial.story import claims
from tests.editorial.forms import client_for, open_form, read, send
from tests.editorial.samples import make_picture
from tests.editorial.test_story_form import ADD, new_fields
from tests.factories import (
    edit,
    make_complaint,
    make_desk,
    make_published,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db


def file_story(client: Client, **fields: str) -> Any:
    """What the form answers to a new story, its page included."""
    desk = make_desk("id")
    typed = {"headline": "Panen padi", "body": "<p>Satu.</p>", "desk": str(desk.pk), **fields}
    return client.post(ADD, new_fields(client, **typed), follow=True)


def test_story_is_filed_without_what_cannot_be_printed_and_its_reporter_is_told() -> None:
    client = client_for(make_user("reporter"))

    page = file_story(
        client,
        headline="Judul Baris Satu\vBaris Dua Menyusul",
        standfirst="Satu\x02dua",
        byline="Oleh: Contoh\x85Penulis",
        dateline_place="Bogor\u2028",
        body="<p>Kalimat satu.\vKalimat\x01 dua.</p>",
        tags="Padi\x03Sawah, Desa",
        **{
            "related_links-TOTAL_FORMS": "1",
            "related_links-0-title": "Panen\x04 jagung",
            "related_links-0-after": "1",
        },
    )

    story = Story.objects.get()
    assert (story.headline, story.standfirst) == ("Judul Baris Satu Baris Dua Menyusul", "Satu dua")
    assert (story.byline, story.dateline_place) == ("Oleh: Contoh Penulis", "Bogor")
    assert story.body == "<p>Kalimat satu.<br>Kalimat  dua.</p>"
    assert story.slug == "judul-baris-satu-baris-dua-menyusul"
    assert sorted(story.tags.names()) == ["Desa", "Padi Sawah"]
    assert [link.title for link in story.related_links.all()] == ["Panen  jagung"]
    assert [str(message) for message in page.context["messages"]] == [
        "Taken out of “Standfirst”, for it cannot be printed: U+0002.",
        "Taken out of “Text”, for it cannot be printed: U+0001.",
        "Taken out of “Tags”, for it cannot be printed: U+0003.",
        "Taken out of “Printed title”, for it cannot be printed: U+0004.",
        "Saved.",
    ]


def test_open_direction_control_in_a_headline_is_taken_off_and_said() -> None:
    client = client_for(make_user("reporter"))

    page = file_story(client, headline="Harga \u202ekian saereb")

    assert Story.objects.get().headline == "Harga kian saereb"
    assert "Taken out of “Headline”, for it cannot be printed: U+202E." in page.content.decode()


@pytest.mark.parametrize("headline", ["\u200b\u200b", "\ufeff \xad", "\u2060\v", "\u3164"])
def test_headline_of_invisible_signs_is_no_headline(headline: str) -> None:
    client = client_for(make_user("reporter"))

    page = file_story(client, headline=headline, standfirst="Tetap di sini")

    assert not Story.objects.exists()
    assert page.context["form"].errors == {"headline": ["This field is required."]}
    assert read(page).fields["standfirst"] == "Tetap di sini"


def test_text_of_invisible_signs_cannot_be_submitted() -> None:
    client = client_for(make_user("reporter"))

    page = file_story(client, kind="T", body="<p>\u200b</p><p>\u2060\xad</p>", _do="submit")

    assert not Story.objects.exists()
    assert list(page.context["form"].errors) == ["body"]


def test_soft_hyphens_part_no_word_of_an_address() -> None:
    file_story(
        client_for(make_user("reporter")),
        headline="Jalan\xad Tol Jagorawi Di\xadtutup Semen\u200btara",
    )

    story = Story.objects.get()
    assert story.slug == "jalan-tol-jagorawi-ditutup-sementara"
    assert story.headline == "Jalan\xad Tol Jagorawi Di\xadtutup Semen\u200btara"


@pytest.mark.parametrize("typed", ["Berita-BESAR", " berita\xad-besar ", "berita-besar"])
def test_address_is_kept_in_small_letters(typed: str) -> None:
    file_story(client_for(make_user("editor")), slug=typed)

    assert Story.objects.get().slug == "berita-besar"


def test_notes_and_reasons_are_printed_without_what_cannot_be_printed() -> None:
    chief = make_user("chief", first_name="Ketua")
    client = client_for(chief)
    story = make_published(editor=chief)

    for name, answer in (
        (
            "correct",
            {
                "kind": "koreksi",
                "note": "Tertulis\v10,\x01 seharusnya 11.\r\nMaaf.",
                "unchanged": "on",
            },
        ),
        ("withdraw", {"ground": "sara", "reason": "Alasan\x0cnya\ufffe panjang \u202e."}),
    ):
        address = reverse(f"admin:articles_story_{name}", args=[story.pk])
        fields = read(client.get(address)).fields
        response = client.post(address, fields | answer)
        assert response.status_code == 302, response.context["form"].errors

    corrected, withdrawn = Dispatch.objects.filter(story_uid=story.uid).order_by("number")[1:]
    assert corrected.data["notices"][0]["text"] == "Tertulis\n10,  seharusnya 11.\nMaaf."
    assert withdrawn.data["withdrawal"]["reason"] == "Alasan\nnya  panjang ."


def test_reason_of_a_return_is_kept_without_what_cannot_be_printed() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))
    address = reverse("admin:articles_story_return", args=[story.pk])

    fields = read(client.get(address)).fields
    page = client.post(address, fields | {"reason": "Sumber\x01kedua?"}, follow=True)

    assert Event.objects.get(verb="return").note == "Sumber kedua?"
    assert "Taken out of “Reason”, for it cannot be printed: U+0001." in page.content.decode()


def test_caption_is_kept_without_what_cannot_be_printed() -> None:
    picture = make_picture()
    client = client_for(make_user("photo", is_superuser=True))
    address = reverse("admin:articles_picture_change", args=[picture.pk])

    fields = read(client.get(address)).fields
    changed = {
        "caption": "Warga\vmenulis\x01 di jembatan.",
        "alternative": "Jem\x7fbatan",
        "photographer": "Budi\u2029Contoh",
    }
    assert client.post(address, fields | {"kind": "own"} | changed).status_code == 302

    picture.refresh_from_db()
    assert picture.caption == "Warga\nmenulis  di jembatan."
    assert (picture.alternative, picture.photographer) == ("Jem batan", "Budi Contoh")


def test_decision_of_a_complaint_is_kept_without_what_cannot_be_printed() -> None:
    complaint = make_complaint()
    client = client_for(make_user("editor"))

    client.post(
        reverse("admin:articles_complaint_change", args=[complaint.pk]),
        {"_do": "refuse", "decision": "Tidak\vterbukti.\x01"},
    )

    assert Complaint.objects.get().decision == "Tidak\nterbukti."


def test_refused_save_keeps_words_with_a_sign_that_no_column_holds() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))
    form = open_form(client, story)
    edit(Story.objects.get(), by=make_user("editor"), headline="Judul seorang lain")

    answer = send(client, story, form, headline="Judul\0 yang diketik", **{"lain\0": "x"})

    kept = Event.objects.get(data__has_key="refused").data["refused"]["headline"]
    assert answer.status_code == 409
    assert kept.startswith("Judul")
    assert kept.endswith("yang diketik")


def test_answer_that_comes_too_late_is_kept_with_such_a_sign_too() -> None:
    story = make_submitted()
    editor = make_user("editor")
    client = client_for(editor)
    address = reverse("admin:articles_story_spike", args=[story.pk])
    form = read(client.get(address)).fields
    reviewing.spike(story=story, by=editor, reason="Tidak jadi.")

    late = client.post(address, form | {"reason": "Sebab\0 yang diketik", "_do": "\0"})

    kept = Event.objects.get(data__has_key="refused").data["refused"]["reason"]
    assert late.status_code == 200
    assert kept.endswith("yang diketik")


def test_name_on_record_that_turns_words_round_keeps_it_to_itself() -> None:
    """An account from before the forms took such a sign off; it opens and is never closed."""
    user = make_user("editor", first_name="Damar", last_name="Peraga\u202e")
    story = make_submitted()
    notes.write(story=story, by=user, text="Siapa sumbernya?")
    claims.take(story=story, by=user, seen=None)
    client = client_for(make_user("chief"))

    desk = client.get("/admin/").content.decode()
    page = client.get(f"/admin/articles/story/{story.pk}/notes/").content.decode()
    log = client.get(f"/admin/articles/story/{story.pk}/history/").content.decode()

    assert "<b>Damar Peraga</b> has it in hand" in desk
    assert '<b dir="auto">Damar Peraga\u202e</b>' in page
    assert '<b dir="auto">Damar Peraga\u202e</b>' in log
