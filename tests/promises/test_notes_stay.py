"""Notes on a story are the newsroom's: they are in nothing that goes out, and in no preview."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions import amending, reviewing
from articles.models import NoticeKind, Story
from editorial import notes
from editorial.models import Note
from editorial.models.note import Part
from tests.articles.site.helpers import Newsroom, withdraw
from tests.duties import make_pictures
from tests.editorial.forms import client_for
from tests.factories import edit, make_submitted

SECRET = "Catatan yang hanya untuk redaksi"
TABLES = """
SELECT table_name FROM information_schema.tables
WHERE table_schema = current_schema() AND table_name <> 'editorial_note'
"""


def make_noted(newsroom: Newsroom) -> list[Story]:
    """Stories that went out and were updated, corrected and withdrawn, noted on at each step."""
    stories = []
    for number in range(3):
        story = make_submitted(
            by=newsroom.reporter,
            desk=newsroom.desk,
            headline=f"Panen raya {number}",
            tags=("Panen",),
        )
        _note(story, newsroom)
        story = reviewing.approve(story=story, by=newsroom.editor)
        _note(story, newsroom)
        stories.append(story)
    updated, corrected, gone = stories
    updated = edit(updated, by=newsroom.editor, standfirst="Ringkas")
    _note(updated, newsroom)
    amending.update(story=updated, by=newsroom.editor)
    amending.correct(
        story=corrected, by=newsroom.editor, kind=NoticeKind.ERROR, note="Satu angka diperbaiki."
    )
    withdraw(gone)
    return stories


def _note(story: Story, newsroom: Newsroom) -> None:
    on = notes.Passage(Part.HEADLINE, "Panen raya", "", "")
    note = notes.write(story=story, by=newsroom.editor, text=f"{SECRET}.", on=on)
    notes.answer(note=note, by=newsroom.reporter, text=f"{SECRET} juga.")


def rows_that_say(words: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            like = f'SELECT FROM "{table}" each WHERE each::text LIKE %s'
            cursor.execute(like, [f"%{words}%"])
            found += [table] * cursor.rowcount
    return found


def test_note_is_in_no_public_answer_no_dispatch_and_no_preview(
    db: None, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom = Newsroom()
    stories = make_noted(newsroom)
    make_pictures()
    month = f"{timezone.localdate():%Y-%m}"
    public = [
        *(
            "/",
            f"/kanal/{newsroom.desk.slug}/",
            "/feed/",
            "/feed/atom/",
            "/tag/panen/",
            "/koreksi/",
        ),
        *("/indeks/", "/cari/?q=panen", f"/cari/?q={SECRET}", f"/sitemap-id-{month}.xml"),
        *(f"/{story.slug}/" for story in stories),
        *(f"/{story.slug}/copy.txt" for story in stories),
    ]
    previews = [reverse("admin:articles_story_preview", args=[story.pk]) for story in stories]
    for story in stories:
        call_command("export_copy", str(story.pk))

    answers = {url: client.get(url).content.decode() for url in public}
    answers |= {url: client_for(newsroom.editor).get(url).content.decode() for url in previews}
    answers["export_copy"] = capsys.readouterr().out

    assert Note.objects.filter(text__contains=SECRET).count() == 14
    assert stories[0].headline in answers["/"]
    # The search says what was searched.
    asked = answers.pop(f"/cari/?q={SECRET}")
    assert f"{SECRET}." not in asked
    assert [url for url, text in answers.items() if SECRET in text] == []
    assert rows_that_say(SECRET) == []
    assert rows_that_say("Satu angka diperbaiki.")
