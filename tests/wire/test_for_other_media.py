"""Urgency, slugline and the note to editors: typed into the form, frozen, and printed for media."""

import pytest
from django.db import IntegrityError
from django.test import Client

from articles.actions import reviewing
from articles.actions.importing import export, import_copy
from articles.models import Edition, Story
from tests.editorial.forms import client_for, open_form, send
from tests.factories import make_desk, make_published, make_submitted, make_user
from wire.formats.text import copy_text

pytestmark = pytest.mark.django_db

NOTE = "Nama korban menyusul pukul 14.00 WIB."
GIVEN = {"urgency": 2, "slugline": "gempa-garut", "ednote": NOTE}


def test_what_is_typed_for_other_media_goes_out_with_the_story_and_stays_off_the_site(
    client: Client,
) -> None:
    story, editor = make_submitted(), make_user("editor")
    desk = client_for(editor)
    send(desk, story, open_form(desk, story), **GIVEN | {"ednote": f"{NOTE}\x01"}, _save="1")
    story.refresh_from_db()

    story = reviewing.approve(story=story, by=editor)

    assert story.latest_dispatch is not None
    content = story.latest_dispatch.data
    assert {name: content[name] for name in GIVEN} == GIVEN
    copy = client.get(f"/{story.slug}/copy.txt").content.decode()
    assert copy.startswith(
        f"Slug: gempa-garut\nCatatan untuk redaksi: {NOTE}\n{story.headline}\nJakarta, MINA – "
    )
    readers = (f"/{story.slug}/", "/", "/feed/", "/feed/atom/", "/cari/?q=menyusul", "/indeks/")
    pages = {address: client.get(address).content.decode() for address in readers}
    assert story.headline in pages["/"]
    assert [name for name, page in pages.items() if NOTE in page or "gempa-garut" in page] == []


def test_dispatch_from_before_there_was_a_note_prints_the_same_copy() -> None:
    story = make_published()
    assert story.latest_dispatch is not None
    content = story.latest_dispatch.data
    before = {name: value for name, value in content.items() if name not in GIVEN}

    assert copy_text(before, live={}) == copy_text(content, live={})


def test_copy_of_another_house_brings_its_note_along() -> None:
    make_desk()
    edition = Edition.objects.get(pk="id")
    source = (
        "Slug: gempa-garut\nNote to editors: Names follow.\n"
        "Gempa di Garut\nGarut, MINA – Satu  kalimat. (T/RI-1/P2)"
    )

    story = import_copy(source=source, by=None, edition=edition).story

    assert (story.slugline, story.ednote) == ("gempa-garut", "Names follow.")
    assert story.headline == "Gempa di Garut"
    assert export(story) == source
    story.ednote = ""
    assert export(story).startswith("Slug: gempa-garut\nGempa di Garut\n")


def test_slugline_that_the_desk_gives_leaves_the_imported_copy_as_it_came() -> None:
    make_desk()
    edition = Edition.objects.get(pk="id")
    source = "Gempa di Garut\nGarut, MINA – Satu  kalimat. (T/RI-1/P2)"
    story = import_copy(source=source, by=None, edition=edition).story

    story.slugline = "gempa-garut"

    assert export(story) == source


@pytest.mark.parametrize("urgency", [0, 10])
def test_urgency_is_on_the_scale(urgency: int) -> None:
    story = make_submitted()

    with pytest.raises(IntegrityError):
        Story.objects.filter(pk=story.pk).update(urgency=urgency)
