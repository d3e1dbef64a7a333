"""Who has not been heard of since a story of theirs was withdrawn."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Least
from django.utils import timezone

from articles.models import Dispatch, Signal
from wire.models import Acknowledgement, Delivery, Download, Fate, Push, PushState, Receipt

LOOKED_BACK: Final = timedelta(days=90)
MOST: Final = 200


def unheard(now: datetime) -> QuerySet[Any]:
    """Withdrawals of the last 90 days of which nothing says that they arrived, the oldest first."""
    sent = Dispatch.objects.filter(signal=Signal.WITHDRAWAL, sent_at__gte=now - LOOKED_BACK)
    rows = dict(sent.values_list("number", "story_uid"))
    to_each = Delivery.objects.filter(
        story_uid__in=rows.values(), number__in=rows, signal=Signal.WITHDRAWAL
    )
    taken_down = Receipt.objects.filter(
        story_uid=OuterRef("story_uid"), company=OuterRef("company"), fate=Fate.TAKEN_DOWN
    )
    waiting = _with_times(to_each).filter(~Exists(taken_down), had_at=None)
    title = Dispatch.objects.filter(number=OuterRef("number")).annotate(
        title=Cast(KT("content__headline"), TextField())
    )
    found: QuerySet[Any] = (
        waiting.annotate(title=Subquery(title.values("title")))
        .select_related("company")
        .order_by("number", "company__name")
    )
    return found


def is_any_unheard() -> bool:
    return unheard(timezone.now()).exists()


def _with_times(deliveries: QuerySet[Delivery]) -> QuerySet[Any]:
    """With ``sent_at`` and ``had_at``: by their asking, a taken push, or a download."""
    asked = Acknowledgement.objects.filter(
        company=OuterRef("company"), number__gte=OuterRef("number")
    ).order_by("number")
    taken = Push.objects.filter(
        endpoint__company=OuterRef("company"), number=OuterRef("number"), state=PushState.DONE
    ).order_by("done_at")
    seen = Download.objects.filter(company=OuterRef("company"), number=OuterRef("number")).order_by(
        "pk"
    )
    sent = Dispatch.objects.filter(number=OuterRef("number"))
    return deliveries.annotate(
        sent_at=Subquery(sent.values("sent_at")),
        asked_at=Subquery(asked.values("at")[:1]),
        taken_at=Subquery(taken.values("done_at")[:1]),
        seen_at=Subquery(seen.values("at")[:1]),
        had_at=Least(F("asked_at"), F("taken_at"), F("seen_at")),
    )
