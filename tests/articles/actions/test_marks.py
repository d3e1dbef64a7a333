"""Labels and notes through import and export."""

import pytest

from articles.actions import reviewing
from articles.actions.importing import export, import_copy
from articles.actions.refused import Refused
from articles.models import Edition, Label, Story
from tests.factories import make_desk, make_story, make_submitted, make_user

pytestmark = pytest.mark.django_db


def imported(source: str, headline: str = "") -> Story:
    make_desk()
    edition = Edition.objects.get(pk="id")
    return import_copy(source=source, by=None, edition=edition, headline=headline).story


def test_marks_come_back_from_an_exported_story() -> None:
    story = make_story(label=Label.ADVERTORIAL, is_ai=True, awaiting_verification=True)

    again = imported(export(story))

    assert (again.headline, again.sponsor) == (story.headline, "Toko Contoh")
    assert (again.label, again.is_ai, again.awaiting_verification) == (
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
    [
        {"label": ""},
        {"label": "sponsor"},
        {"is_ai": True},
        {"awaiting_verification": True},
        {"sponsor": "Toko Contoh"},
    ],
)
def test_copy_whose_marks_were_changed_is_composed_anew(change: dict[str, object]) -> None:
    source = "[IKLAN] Teko  baru\nJakarta, MINA – Satu kalimat. (T/RI-1)\nMi’raj News Agency (MINA)"
    story = imported(source)
    unchanged = export(story)

    for name, value in change.items():
        setattr(story, name, value)

    assert unchanged == source
    assert export(story) != source


@pytest.mark.parametrize("marks", [{"sponsor": ""}, {"label": ""}])
def test_paid_story_that_does_not_say_by_whom_is_not_approved(marks: dict[str, str]) -> None:
    story = make_submitted(label=Label.SPONSORED)
    Story.objects.filter(pk=story.pk).update(**marks)

    with pytest.raises(Refused) as refused:
        reviewing.approve(story=story, by=make_user("editor"))

    assert refused.value.rule == "paid"
