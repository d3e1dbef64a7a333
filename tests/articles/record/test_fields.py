"""One table of a story's fields: what reads a story as data reads a new field too."""

from datetime import UTC, datetime
from typing import Any

import pytest

from articles.actions import amending
from articles.models import Story
from articles.record import (
    approval_digest,
    changed,
    fields,
    fingerprint,
    freeze,
    restore,
    working_text,
)
from tests.factories import make_published, make_story, make_submitted

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
TEXT: dict[str, Any] = {
    "form": 2,
    "edition": "id",
    "desk": 3,
    "kind": "T",
    "writer": None,
    "headline": "Panen raya",
    "standfirst": "",
    "slug": "panen-raya",
    "byline": "",
    "dateline_place": "Jakarta",
    "dateline": "",
    "hijri_shift": -1,
    "body": "<p>Satu.</p>",
    "code_text": "",
    "sign_off": "",
    "translation_of": None,
    "label": "",
    "sponsor": "",
    "is_ai": True,
    "awaiting_verification": False,
    "updates": None,
    "picture": {
        "id": 7,
        "checksum": "ab",
        "alternative": "",
        "caption": "Sawah",
        "photographer": "",
        "agency": "MINA",
        "kind": "own",
        "licence": "own",
        "is_ai": False,
    },
    "tags": [{"id": 2, "name": "Padi"}, {"id": 5, "name": "Desa"}],
    "related": [{"target": None, "title": "Lain", "after": 4}],
}
# Of TEXT, as approvals have kept it since the second form; they wait in databases.
DIGEST = "8a0b2a1dc4c7f91a592d3e9d84fa679c62c736b7d72a465944810089b920e8ce"


@pytest.fixture
def with_note(monkeypatch: pytest.MonkeyPatch) -> None:
    note = fields.line("embargo_note", label="note on the embargo")
    monkeypatch.setattr(Story, "embargo_note", "", raising=False)
    monkeypatch.setattr(fields, "FIELDS", (*fields.FIELDS, note))


def noted(story: Story, note: str) -> Any:
    """The story with a word that its table has no column for."""
    copy: Any = Story.objects.get(pk=story.pk)
    copy.embargo_note = note
    return copy


def test_digest_of_an_approval_stays_what_it_was() -> None:
    assert approval_digest(TEXT) == DIGEST


@pytest.mark.usefixtures("with_note")
def test_field_that_is_empty_takes_no_approval_back() -> None:
    assert approval_digest(TEXT) == approval_digest(TEXT | {"embargo_note": ""}) == DIGEST


@pytest.mark.django_db
@pytest.mark.usefixtures("with_note")
def test_field_added_to_the_table_is_in_all_that_reads_it() -> None:
    story = make_submitted()
    plain, told = working_text(noted(story, "")), working_text(noted(story, "Sampai Senin"))

    assert told["embargo_note"] == "Sampai Senin"
    assert approval_digest(plain) != approval_digest(told)
    assert changed(fingerprint(plain), told) == ["embargo_note"]
    assert fields.named("embargo_note").called == "note on the embargo"
    restored = noted(story, "lain")
    restore(restored, told)
    assert restored.embargo_note == "Sampai Senin"
    content = freeze(noted(story, "Sampai Senin"), at=AT, code="(T/RI-1/P2)", editors=[])
    assert content["embargo_note"] == "Sampai Senin"


@pytest.mark.django_db
def test_field_of_a_later_release_changes_no_story_that_went_out_before(
    request: pytest.FixtureRequest,
) -> None:
    story = make_published()
    request.getfixturevalue("with_note")

    assert amending.is_unchanged(story)
    assert not amending.is_unchanged(noted(story, "Sampai Senin"))


@pytest.mark.django_db
def test_table_has_every_field_that_a_person_can_change() -> None:
    named = {field.name for field in fields.FIELDS}
    columns = {f.name for f in Story._meta.fields if f.editable and not f.primary_key}

    assert columns - named <= {"created_at", "updated_at"}
    assert set(working_text(make_story())) == named | {"form"}
