"""The time of a Dispatch, which only the demo and archives may give, and who is told of it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from articles.actions import amending, reviewing
from articles.models import Article, Dispatch, Ground, NoticeKind, Place, Status
from tests.factories import make_published, make_submitted, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_given_times_are_those_of_the_record_and_of_the_page() -> None:
    editor, now = make_user("editor"), timezone.now()
    story = make_submitted()

    story = reviewing.approve(story=story, by=editor, at=now - 3 * HOUR)
    amending.correct(
        story=story, by=editor, kind=NoticeKind.ERROR, note="Salah angka.", at=now - 2 * HOUR
    )

    article = Article.objects.get()
    assert (article.published_at, article.updated_at) == (now - 3 * HOUR, now - 2 * HOUR)
    assert article.dispatch.data["notices"][0]["at"] == (now - 2 * HOUR).isoformat()


def test_time_of_a_withdrawal_can_be_given() -> None:
    chief, now = make_user("chief"), timezone.now()
    story = reviewing.approve(story=make_submitted(), by=chief, at=now - 3 * HOUR)

    amending.withdraw(
        story=story, by=chief, ground=Ground.CHILD, reason="Identitas anak.", at=now - HOUR
    )

    assert Dispatch.objects.get(number=2).sent_at == now - HOUR


@pytest.mark.parametrize("off", [-HOUR, HOUR], ids=["before the newest", "in the future"])
def test_time_out_of_order_is_refused(off: timedelta) -> None:
    editor = make_user("editor")
    make_published(editor=editor)

    with pytest.raises(ValueError, match="between the newest Dispatch and now"):
        reviewing.approve(story=make_submitted(), by=editor, at=timezone.now() + off)

    assert Dispatch.objects.count() == 1


def keep(dispatch: Dispatch) -> None:
    """A row written with every Dispatch, which says how many Articles show it by then."""
    shown = Article.objects.filter(dispatch=dispatch).count()
    Place.objects.create(edition_id=dispatch.edition, name=f"kept {dispatch.number}: {shown}")


def refuse(dispatch: Dispatch) -> None:
    raise ValueError("not this one")


def kept() -> list[str]:
    return list(Place.objects.filter(name__startswith="kept").values_list("name", flat=True))


def test_functions_that_settings_name_are_called_with_every_dispatch(
    settings: Settings,
) -> None:
    settings.ON_DISPATCH = [f"{__name__}.keep"]
    chief = make_user("chief")

    story = reviewing.approve(story=make_submitted(), by=chief)
    amending.withdraw(story=story, by=chief, ground=Ground.CHILD, reason="Identitas anak.")

    assert kept() == ["kept 1: 1", "kept 2: 0"]


def test_function_that_raises_takes_the_dispatch_back(settings: Settings) -> None:
    settings.ON_DISPATCH = [f"{__name__}.keep", f"{__name__}.refuse"]
    story = make_submitted()

    with pytest.raises(ValueError, match="not this one"):
        reviewing.approve(story=story, by=make_user("editor"))

    story.refresh_from_db()
    assert (story.status, Dispatch.objects.count(), kept()) == (Status.SUBMITTED, 0, [])
