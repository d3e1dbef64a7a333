"""The log says why in the language of who reads it, whoever it happened to."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from articles.actions import scheduling
from articles.actions.refused import Refused, Words, say
from articles.actions.transitions import Verb, record
from articles.models import Event, Picture, Story
from editorial.story import log
from tests.editorial.forms import change_address, client_for, open_form
from tests.editorial.samples import make_picture
from tests.factories import make_scheduled, make_submitted, make_user

ACTIONS = Path(__file__).resolve().parents[2] / "articles" / "actions"
STALE = {
    "en": "Not saved: somebody else had saved meanwhile.",
    "id": "Tidak tersimpan: orang lain sudah menyimpan lebih dulu.",
}
VOID = {
    "en": "The text is not the one that was approved. Changed since: picture: caption.",
    "id": "Teksnya bukan yang disetujui. Yang berubah sejak itu: gambar: keterangan gambar.",
}


def notes(language: str, address: str) -> str:
    client: Client = client_for(make_user("editor"))
    page = client.get(address, headers={"accept-language": language}).content.decode()
    # The event's own page shows its data too, as it is kept.
    return page.partition('<pre dir="ltr">')[0]


def pages(story: Story) -> list[str]:
    history = reverse("admin:articles_story_history", args=[story.pk])
    event = Event.objects.filter(story=story).latest("pk")
    one = reverse("admin:articles_event_change", args=[event.pk])
    return [change_address(story), history, reverse("admin:articles_event_changelist"), one]


@pytest.mark.django_db
def test_refused_save_of_an_indonesian_is_said_in_each_readers_language() -> None:
    story = make_submitted()
    client = client_for(make_user("editor"))
    fields = open_form(client, story)
    Story.objects.update(version=2)
    client.post(change_address(story), fields, headers={"accept-language": "id"})

    shown = {language: [notes(language, page) for page in pages(story)] for language in STALE}

    for language, other in (("en", "id"), ("id", "en")):
        assert [STALE[language] in page for page in shown[language]] == [True] * 4
        assert [STALE[other] in page for page in shown[language]] == [False] * 4


@pytest.mark.django_db
def test_clock_says_why_a_story_went_back_in_each_readers_language() -> None:
    now = timezone.now()
    story = make_scheduled(publish_at=now + timedelta(hours=1), picture=make_picture())
    Picture.objects.update(caption="Keterangan lain")
    with translation.override("id"):
        scheduling.publish_if_due(pk=story.pk, now=now + timedelta(hours=2))

    shown = {
        language: [notes(language, page) for page in [*pages(story), "/admin/"]]
        for language in VOID
    }

    for language, other in (("en", "id"), ("id", "en")):
        assert [VOID[language] in page for page in shown[language]] == [True] * 5
        assert [VOID[other] in page for page in shown[language]] == [False] * 5


@pytest.mark.django_db
def test_note_of_before_there_were_reasons_is_shown_as_it_is() -> None:
    story = make_submitted()
    record(
        story, verb=Verb.VOID, by=None, before=story.status, note="Teksnya bukan yang disetujui."
    )

    shown = [notes("en", page) for page in [*pages(story), "/admin/"]]

    assert ["Teksnya bukan yang disetujui." in page for page in shown] == [True] * 5


@pytest.mark.parametrize("language", ["en", "id", "ar"])
def test_reason_is_the_same_data_in_whatever_language_it_came_up(language: str) -> None:
    day = timezone.localdate().replace(2026, 11, 5)
    with translation.override(language):
        refusal = Refused(
            "code",
            translation.gettext_lazy("%(name)s holds no wire code on %(day)s."),
            name="Ali",
            day=day,
        )
        kept = refusal.reason

    assert kept == {
        "rule": "code",
        "words": "%(name)s holds no wire code on %(day)s.",
        "values": {"name": "Ali", "day": {"day": "2026-11-05"}},
    }
    with translation.override("id"):
        assert say(kept) == "Ali tidak memegang kode wartawan pada 5 November 2026."


def test_values_that_are_words_themselves_are_said_in_the_readers_language() -> None:
    lazy = translation.gettext_lazy
    words = Words(lazy("“%(verb)s” is not possible: the story is now “%(status)s”."))
    words.values = {"verb": lazy("Approve"), "status": [lazy("Draft"), "x"]}
    kept = words.reason

    with translation.override("id"):
        said = say(kept)

    assert said == "“Setujui” tidak bisa: status berita ini sekarang “Draf, x”."


@pytest.mark.parametrize("path", sorted(ACTIONS.glob("*.py")), ids=lambda path: path.name)
def test_refusals_keep_their_values_apart_from_their_words(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    filled = [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("Refused", "Words")
        and any(isinstance(part, ast.BinOp | ast.JoinedStr) for part in call.args)
    ]

    assert filled == []


@pytest.mark.django_db
def test_log_says_for_when_a_story_was_approved_and_to_when_it_was_moved() -> None:
    editor, soon = make_user("editor"), timezone.now() + timedelta(hours=2)
    story = make_scheduled(publish_at=soon, editor=editor)
    later = soon + timedelta(hours=1)
    scheduling.reschedule(story=story, by=editor, publish_at=later)

    with translation.override("en"):
        moved, approved = (line.what for line in log.lines(story)[:2])
        first, second = (
            date_format(timezone.localtime(time), "DATETIME_FORMAT") for time in (soon, later)
        )

    assert approved == f"approved for {first}"
    assert moved == f"moved to another time: {second}"
