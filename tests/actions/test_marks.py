"""Labels and notes through import and export."""

import pytest

from articles.actions.importing import export, import_copy
from articles.models import Edition, Label, Story
from tests.factories import make_desk, make_story

pytestmark = pytest.mark.django_db


def imported(source: str, headline: str = "") -> Story:
    make_desk()
    edition = Edition.objects.get(pk="id")
    return import_copy(source=source, by=None, edition=edition, headline=headline).story


def test_marks_come_back_from_an_exported_story() -> None:
    story = make_story(label=Label.ADVERTORIAL, is_ai=True, awaiting_verification=True)

    again = imported(export(story))

    assert (again.headline, again.label, again.is_ai, again.awaiting_verification) == (
        story.headline,
        "advertorial",
        True,
        True,
    )
    assert "ADVERTORIAL" not in again.headline + again.body


def test_label_given_with_the_headline_is_a_label() -> None:
    story = imported("Jakarta, MINA – Satu kalimat. (T/RI-1)", headline="[IKLAN] Teko baru")

    assert (story.label, story.headline) == ("iklan", "Teko baru")


@pytest.mark.parametrize(
    "change",
    [{"label": ""}, {"label": "sponsor"}, {"is_ai": True}, {"awaiting_verification": True}],
)
def test_copy_whose_marks_were_changed_is_composed_anew(change: dict[str, object]) -> None:
    source = "[IKLAN] Teko  baru\nJakarta, MINA – Satu kalimat. (T/RI-1)\nMi’raj News Agency (MINA)"
    story = imported(source)
    unchanged = export(story)

    for name, value in change.items():
        setattr(story, name, value)

    assert unchanged == source
    assert export(story) != source
