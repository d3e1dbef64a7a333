"""A text or a tag past its limit: refused in words at its field, with everything kept."""

from datetime import timedelta
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from articles.models import Dispatch, Event, Status, Story
from articles.record import approval_digest, working_text
from articles.search import search
from articles.text.body import LONGEST, MOST_PARAGRAPHS
from tests.duties import publish_due
from tests.editorial.forms import change_address, client_for, open_form, read
from tests.editorial.test_import_copy import run
from tests.editorial.test_story_form import ADD, new_fields
from tests.factories import make_desk, make_scheduled, make_story, make_submitted, make_user

pytestmark = pytest.mark.django_db

TOO_LONG = "It is longer than a story: over 250 kB."
TOO_MANY = "It has more paragraphs than a story: over 5000."


def distinct_words(size: int) -> str:
    """Words that are all different, of exactly so many bytes together."""
    words = map("".join, product("abcdefghijklmnop", repeat=5))
    text = " ".join(islice(words, size // 6))
    return text + "z" * (size - len(text))


LIMIT = distinct_words(LONGEST)
PAST = f"<p>{LIMIT}z</p>"
BODIES = [(PAST, TOO_LONG), ("<p>Satu.</p>" * (MOST_PARAGRAPHS + 1), TOO_MANY)]
KEPT = {"headline": "Judul panjang", "standfirst": "Ringkasan", "dateline_place": "Bogor"}


def errors(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 200
    return dict(answer.context["form"].errors)


@pytest.mark.parametrize(("body", "message"), BODIES, ids=["words", "paragraphs"])
@pytest.mark.parametrize("is_new", [True, False])
def test_body_past_the_limit_is_refused_at_its_field_and_all_is_kept(
    body: str, message: str, is_new: bool
) -> None:
    reporter = make_user("reporter")
    client = client_for(reporter)
    if is_new:
        address, form = ADD, new_fields(client, desk=str(make_desk("id").pk))
    else:
        story = make_story(by=reporter)
        address, form = change_address(story), open_form(client, story)
    before = list(Story.objects.values())

    answer = client.post(address, form | KEPT | {"body": body, "tags": "Padi, Desa"})

    assert errors(answer) == {"body": [message]}
    fields = read(answer).fields
    assert {name: fields[name] for name in KEPT} == KEPT
    assert (fields["tags"], fields["body"]) == ("Padi, Desa", body)
    assert list(Story.objects.values()) == before


def test_pasted_copy_past_the_limit_is_refused_at_its_field_and_kept() -> None:
    make_desk("id")
    client = client_for(make_user("reporter"))
    address = "/admin/articles/story/paste/"
    source = f"Judul\n\n{LIMIT}z"

    answer = client.post(address, read(client.get(address)).fields | {"source": source})

    assert answer.status_code == 200
    assert [*answer.context["form"].errors] == ["source"]
    assert str(answer.context["form"].errors["source"][0]) == TOO_LONG
    assert read(answer).fields["source"] == source
    assert not Story.objects.exists()


def test_file_past_the_limit_is_not_imported(tmp_path: Path) -> None:
    make_desk("id")
    path = tmp_path / "panjang.txt"
    path.write_text(f"Judul\n\n{LIMIT}z")

    with translation.override("en"):
        out, err, status = run(path)

    assert (out, err, status) == ([f"{path}: {TOO_LONG}"], [], 1)
    assert not Story.objects.exists()


def oversized() -> str:
    return f"<p>{distinct_words(1_200_000)}</p>"


def test_row_too_large_is_not_approved_and_the_editor_is_told() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))
    Story.objects.filter(pk=story.pk).update(body=oversized())

    answer = client.post(change_address(story), open_form(client, story) | {"_do": "approve"})

    assert list(errors(answer)) == ["body"]
    assert not Dispatch.objects.exists()
    assert Story.objects.get().status == Status.SUBMITTED


def test_row_too_large_is_not_scheduled_and_the_editor_is_told() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))
    address = f"/admin/articles/story/{story.pk}/schedule/"
    Story.objects.filter(pk=story.pk).update(body=oversized())

    form = read(client.get(address)).fields
    answer = client.post(address, form | {"publish_at": "2098-01-01T00:00"}, follow=True)

    assert TOO_LONG in answer.content.decode()
    assert Story.objects.get().status == Status.SUBMITTED


def test_scheduled_row_too_large_goes_back_with_the_reason_and_holds_up_no_other() -> None:
    now = timezone.now()
    large, good = (make_scheduled(publish_at=now + timedelta(hours=1)) for _ in range(2))
    Story.objects.filter(pk=large.pk).update(body=oversized())
    large.refresh_from_db()
    Story.objects.filter(pk=large.pk).update(approved_digest=approval_digest(working_text(large)))
    Story.objects.update(publish_at=now - timedelta(minutes=1))

    publish_due()
    publish_due()

    large.refresh_from_db()
    good.refresh_from_db()
    assert (large.status, good.status) == (Status.SUBMITTED, Status.PUBLISHED)
    events = Event.objects.filter(story=large, verb="void")
    assert [event.data["why"] for event in events] != []
    assert events.count() == 1
    editor = client_for(make_user("editor"))
    page = editor.get(change_address(large)).content.decode()
    assert TOO_LONG in page


def test_body_of_exactly_the_limit_is_approved_and_found(client: Client) -> None:
    story = make_story(headline="Kamus", byline="Penulis Contoh")
    reporter = story.created_by
    assert reporter
    newsroom = client_for(reporter)
    form = open_form(newsroom, story) | {"body": f"<p>{LIMIT}</p>", "_do": "submit"}
    assert newsroom.post(change_address(story), form).status_code == 302
    story.refresh_from_db()
    assert story.status == Status.SUBMITTED

    editor = client_for(make_user("editor"))
    answer = editor.post(change_address(story), open_form(editor, story) | {"_do": "approve"})

    story.refresh_from_db()
    assert (answer.status_code, story.status) == (302, Status.PUBLISHED)
    words = LIMIT.split(" ")
    for word in (words[0], words[len(words) // 2], words[-2]):
        assert [hit.article.story_uid for hit in search(word, edition="id").hits] == [story.uid]
    assert client.get(f"/{story.slug}/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("🇵🇸", ["🇵🇸"]),
        ("غزة، القدس الشرقية", ["القدس الشرقية", "غزة"]),
        ("Timur Tengah", ["Timur Tengah"]),
        ("cafe\u0301, caf\xe9", ["café"]),
    ],
)
def test_tags_are_taken_as_they_are_meant(typed: str, names: list[str]) -> None:
    client = client_for(make_user("reporter"))
    form = new_fields(client, desk=str(make_desk("id").pk), body="<p>Isi.</p>", **KEPT)

    answer = client.post(ADD, form | {"tags": typed})

    assert answer.status_code == 302
    assert sorted(Story.objects.get().tags.names()) == names


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("t" * 101, f"A tag has at most 100 letters: “{'t' * 40}…”."),
        ("!!!", "A tag needs a letter, a digit or a picture: “!!!” has none."),
        ('"!!!", Gaza', "A tag needs a letter, a digit or a picture: “!!!” has none."),
    ],
)
def test_tag_that_is_none_is_refused_at_its_field_and_all_is_kept(typed: str, message: str) -> None:
    client = client_for(make_user("reporter"))
    form = new_fields(client, desk=str(make_desk("id").pk), body="<p>Isi.</p>", **KEPT)

    answer = client.post(ADD, form | {"tags": typed})

    assert errors(answer) == {"tags": [message]}
    fields = read(answer).fields
    assert {name: fields[name] for name in KEPT} == KEPT
    assert (fields["tags"], fields["body"]) == (typed, "<p>Isi.</p>")
    assert not Story.objects.exists()
