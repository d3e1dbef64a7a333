"""What a hold and a lift say, of what stands on the wire."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from articles.actions import sending
from articles.models import Article, Dispatch, PubStatus, Signal, Story
from articles.record import freeze_hold, freeze_lift
from tests.factories import make_published

AT = datetime(2026, 3, 1, 7, tzinfo=UTC)
SENT = {
    "headline": "Judul",
    "notices": [{"text": "Salah."}],
    "published_at": "a",
    "updated_at": "b",
}


def test_lift_after_a_hold_says_what_readers_had() -> None:
    held = freeze_hold(SENT, at=AT, until=AT, reason="Belum pasti.")

    assert held["hold"] == {
        "at": AT.isoformat(),
        "until": AT.isoformat(),
        "reason": "Belum pasti.",
    }
    assert freeze_lift(held, at=AT) == {**SENT, "embargo": None, "hold": None}


def test_lift_after_an_embargo_is_new_to_readers() -> None:
    lifted = freeze_lift({**SENT, "embargo": {"until": "c"}}, at=AT)

    assert lifted["embargo"] is None
    assert lifted["notices"] == []
    assert (lifted["published_at"], lifted["updated_at"]) == (AT.isoformat(), AT.isoformat())


@pytest.mark.django_db
def test_held_dispatch_takes_the_article_away_and_a_lift_brings_the_same_back() -> None:
    story = make_published()
    before = Article.objects.values().get()

    story.latest_dispatch = held = sending.send_hold(story, until=None, reason="Belum pasti.")

    assert not Article.objects.exists()
    lifted = sending.send_lift(story)
    after = Article.objects.values().get()
    assert [(d.signal, d.pubstatus) for d in (held, lifted)] == [
        (Signal.HOLD, PubStatus.WITHHELD),
        (Signal.LIFT, PubStatus.USABLE),
    ]
    assert after == {**before, "dispatch_id": lifted.number}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("signal", "pubstatus"),
    [("hold", "usable"), ("lift", "withheld"), ("update", "withheld"), ("update", "canceled")],
)
def test_database_refuses_a_standing_that_nothing_says(signal: str, pubstatus: str) -> None:
    story = make_published()
    newest = Dispatch.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        sending._record(
            Story.objects.get(pk=story.pk),
            sending._next_number(),
            newest.sent_at,
            Signal(signal),
            PubStatus(pubstatus),
            newest.data,
        )
