"""Whatever refuses a save keeps the words: beside what is stored, in the log, with a way on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group

from articles.actions import amending, complaints, filing, reviewing
from articles.models import Event, Ground, Person, Story, User
from tests.editorial.forms import change_address, client_for, open_form, read
from tests.factories import (
    make_complaint,
    make_published,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/story/add/"
TYPED = {
    "headline": "Judul yang baru diketik",
    "body": "<p>Paragraf yang baru diketik.</p>",
    "tags": "Padi, Desa",
    "related_links-TOTAL_FORMS": "1",
    "related_links-0-title": "Tautan yang baru",
}


def submit(story: Story) -> None:
    filing.submit(story=story, by=make_user("editor"))


def spike(story: Story) -> None:
    reviewing.spike(story=story, by=make_user("editor"))


def publish(story: Story) -> None:
    submit(story)
    reviewing.approve(story=story, by=make_user("editor"))


def withdraw(story: Story) -> None:
    publish(story)
    amending.withdraw(
        story=Story.objects.get(), by=make_user("chief"), ground=Ground.CHILD, reason="Usia."
    )


@pytest.mark.parametrize("happens", [submit, spike, publish, withdraw])
def test_save_of_a_story_that_went_on_shows_both_texts_and_can_be_filed_anew(
    happens: Callable[[Story], None],
) -> None:
    story = make_story(headline="Judul tersimpan")
    reporter = story.created_by
    assert reporter
    client = client_for(reporter)
    form = open_form(client, story) | TYPED
    happens(story)

    answer = client.post(change_address(story), form)
    page = answer.content.decode()
    client.post(ADD, {k: v for k, v in read(answer).fields.items() if k != "next"})

    assert answer.status_code == 409
    assert [text in page for text in ("tersimpan", *TYPED.values())] == [True] * 6
    assert Story.objects.get(pk=story.pk).headline == "Judul tersimpan"
    kept = Event.objects.get(story=story, data__has_key="refused").data["refused"]
    assert {name: kept[name] for name in TYPED} == TYPED
    draft = Story.objects.exclude(pk=story.pk).get()
    assert (draft.headline, draft.body, draft.status, draft.created_by) == (
        *(TYPED["headline"], TYPED["body"]),
        *("draft", reporter),
    )
    assert sorted(draft.tags.names()) == ["Desa", "Padi"]
    assert [link.title for link in draft.related_links.all()] == ["Tautan yang baru"]


@pytest.mark.parametrize("is_new", [True, False])
def test_save_for_whose_address_too_many_race_says_so_over_all_that_was_typed(
    is_new: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = make_story()
    assert story.created_by
    client = client_for(story.created_by)
    address = ADD if is_new else change_address(story)
    form = read(client.get(address)).fields | TYPED | {"desk": str(story.desk_id)}
    monkeypatch.setattr("articles.actions.saving.ATTEMPTS", 0)

    answer = client.post(address, {n: v for n, v in form.items() if "__prefix__" not in n})

    assert answer.context["form"].non_field_errors() == [
        "Others are filing the same story just now. Try again."
    ]
    assert {name: read(answer).fields[name] for name in TYPED} == TYPED
    assert Story.objects.get().headline == story.headline


def test_draft_filed_anew_takes_the_links_that_were_stored_along() -> None:
    story = make_story(related=(("Tautan lama", 2),))
    assert story.created_by
    client = client_for(story.created_by)
    form = open_form(client, story) | {"headline": "Baru"}
    submit(story)

    client.post(ADD, read(client.post(change_address(story), form)).fields)

    draft = Story.objects.exclude(pk=story.pk).get()
    assert [(link.title, link.after) for link in draft.related_links.all()] == [("Tautan lama", 2)]
    assert story.related_links.count() == 1


def test_press_without_a_change_says_only_that_the_story_went_on() -> None:
    story = make_story(tags=("Panen raya", "Padi"))
    assert story.created_by
    client = client_for(story.created_by)
    form = open_form(client, story) | {"_do": "submit"}
    submit(story)

    answer = client.post(change_address(story), form)

    assert (answer.status_code, answer["Location"]) == (302, change_address(story))
    assert not Event.objects.filter(data__has_key="refused").exists()


def leave_the_group(user: User) -> None:
    user.groups.set([Group.objects.get(name="photo")])


def move_to_another_edition(user: User) -> None:
    Person.objects.filter(user=user).update(edition_id="en")


@pytest.mark.parametrize(
    ("role", "happens", "status"),
    [
        ("editor", leave_the_group, 404),
        ("reporter", leave_the_group, 409),
        ("reporter", move_to_another_edition, 302),
    ],
)
def test_save_after_a_change_of_rights_keeps_the_words(
    role: str, happens: Callable[[User], None], status: int
) -> None:
    user = make_user(role)
    story = make_story(edition="en") if role == "editor" else make_story(by=user)
    client = client_for(user)
    form = open_form(client, story) | TYPED
    happens(user)

    answer = client.post(change_address(story), form)

    assert answer.status_code == status
    if status != 302:
        assert "Paragraf yang baru diketik." in answer.content.decode()
    else:
        assert Story.objects.get().body == TYPED["body"]


ANSWERS: dict[str, tuple[str, Callable[..., Story], dict[str, str]]] = {
    "return": ("editor", make_submitted, {"reason": "Siapa sumber angka itu?"}),
    "spike": ("editor", make_submitted, {"reason": "Sudah ada berita lain."}),
    "schedule": ("editor", make_submitted, {"publish_at": "2099-01-02T03:04"}),
    "correct": ("editor", make_published, {"kind": "koreksi", "note": "Nama diperbaiki."}),
    "withdraw": ("chief", make_published, {"ground": "anak", "reason": "Usia anak."}),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answer_for_a_state_that_has_passed_is_shown_and_kept(name: str) -> None:
    role, make, typed = ANSWERS[name]
    story = make()
    client = client_for(make_user(role))
    address = f"/admin/articles/story/{story.pk}/{name}/"
    form = read(client.get(address)).fields | typed
    if make is make_submitted:
        reviewing.approve(story=story, by=make_user("editor"))
    else:
        amending.withdraw(story=story, by=make_user("chief"), ground=Ground.CHILD, reason="Usia.")

    answer = client.post(address, form)

    shown = answer.context["form"]
    assert {field: shown[field].value() for field in typed} == typed
    assert not read(answer).buttons
    kept = Event.objects.get(data__has_key="refused").data
    assert {field: kept["refused"][field] for field in typed} == typed
    assert kept["why"]["rule"] == "state"


def test_answer_of_somebody_who_lost_the_right_is_shown() -> None:
    story, editor = make_submitted(), make_user("editor")
    client = client_for(editor)
    address = f"/admin/articles/story/{story.pk}/return/"
    form = read(client.get(address)).fields | {"reason": "Siapa sumber angka itu?"}
    editor.groups.set([Group.objects.get(name="reporter")])

    answer = client.post(address, form)

    assert answer.status_code == 403
    assert "Siapa sumber angka itu?" in answer.content.decode()


def test_decision_on_a_complaint_that_another_decided_is_shown() -> None:
    complaint = make_complaint(make_published())
    client = client_for(make_user("editor"))
    complaints.refuse(complaint=complaint, by=make_user("editor"), decision="Angkanya benar.")

    answer = client.post(
        f"/admin/articles/complaint/{complaint.pk}/change/",
        {"_do": "grant", "decision": "Angkanya memang keliru."},
    )

    assert "Angkanya memang keliru." in answer.content.decode()
    complaint.refresh_from_db()
    assert complaint.decision == "Angkanya benar."


def test_time_of_a_pin_that_is_refused_stays_as_it_was_typed() -> None:
    story, editor = make_published(), make_user("editor")
    client = client_for(editor)
    address = "/admin/articles/pin/?edition=id"
    client.post(address, {"_do": "pin", "story": str(story.uid)})

    answer = client.post(
        address, {"_do": "lapse", "story": str(story.uid), "at": "2099-01-02T03:04"}
    )

    assert 'value="2099-01-02T03:04"' in answer.content.decode()


FORMS: dict[str, dict[str, Any]] = {
    "picture/add/": {"caption": "Keterangan foto yang panjang"},
    "page/add/": {"title": "Halaman yang baru", "body": "<p>Isi halaman.</p>"},
    "person/add/": {"name": "Nama orang baru", "title": "Jabatan yang baru"},
}


@pytest.mark.parametrize("address", FORMS)
def test_form_of_somebody_who_lost_the_right_is_shown(address: str) -> None:
    user = make_user("chief")
    client = client_for(user)
    form = read(client.get(f"/admin/articles/{address}")).fields | FORMS[address]
    user.groups.clear()

    answer = client.post(f"/admin/articles/{address}", form)

    assert answer.status_code == 403
    page = answer.content.decode()
    assert [value.split(">")[-1] in page for value in FORMS[address].values()] == [True] * len(
        FORMS[address]
    )


def test_story_sent_again_with_other_words_is_saved_over_the_first_or_filed_anew() -> None:
    reporter = make_user("reporter")
    client = client_for(reporter)
    story = make_story(by=reporter)
    fields = read(client.get(ADD)).fields | {"desk": str(story.desk_id)}
    form = {k: v for k, v in fields.items() if "__prefix__" not in k} | {
        "headline": "Judul pertama",
        "body": "<p>Isi pertama.</p>",
    }
    client.post(ADD, form)
    first = Story.objects.exclude(pk=story.pk).get()

    answer = client.post(ADD, form | {"headline": "Judul kedua"})
    pages = answer.content.decode().split("<form")
    over = next(part for part in pages if "Save mine over it" in part)

    assert (answer.status_code, Story.objects.count()) == (409, 2)
    assert f'action="{change_address(first)}"' in over
    assert 'value="Judul kedua"' in over


def test_button_pressed_after_a_save_that_seemed_lost_acts_on_the_saved_story() -> None:
    client = client_for(make_user("reporter"))
    desk = make_story().desk
    fields = read(client.get(ADD)).fields
    form = {k: v for k, v in fields.items() if "__prefix__" not in k} | {
        "headline": "Judul pertama",
        "body": "<p>Isi pertama.</p>",
        "dateline_place": "Jakarta",
        "desk": str(desk.pk),
        "kind": "T",
    }
    client.post(ADD, form | {"_save": "1"})

    client.post(ADD, form | {"_do": "submit"})

    story = Story.objects.get(headline="Judul pertama")
    assert (story.status, Story.objects.count()) == ("submitted", 2)
