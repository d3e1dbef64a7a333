"""The time of a Dispatch, which only the demo and archives may give."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions import amending, reviewing
from articles.models import Article, Dispatch, Ground, NoticeKind
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
