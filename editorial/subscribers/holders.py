"""Who has what: each subscriber of a story, and who is silent since one of theirs was withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Least
from django.utils import timezone

from articles.models import Dispatch, Signal
from wire.models import (
    Acknowledgement,
    Company,
    Delivery,
    Download,
    Fate,
    Push,
    PushState,
    Receipt,
    Subscription,
)

LOOKED_BACK: Final = timedelta(days=90)
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Holder:
    """A subscriber who was sent a story: the newest delivery, and the newest that they took.

    Both have ``sent_at``, and ``asked_at``, ``taken_at`` or ``seen_at`` by the way of its taking.
    """

    company: Company
    sent: Any
    had: Any | None
    receipts: Sequence[Receipt]

    @property
    def has_newest(self) -> bool:
        return self.had is not None and self.had.number == self.sent.number

    @property
    def is_withdrawn(self) -> bool:
        """Whether the story was taken back from them."""
        return bool(self.sent.signal == Signal.WITHDRAWAL)


def holders(story: UUID) -> list[Holder]:
    """Everybody who was sent a story, by name. Two queries, however many they are."""
    told: dict[int, list[Receipt]] = {}
    for receipt in Receipt.objects.filter(story_uid=story).order_by("-version", "-at"):
        told.setdefault(receipt.company_id, []).append(receipt)
    sent: dict[int, list[Any]] = {}
    deliveries = _with_times(Delivery.objects.filter(story_uid=story)).select_related("company")
    for delivery in deliveries.order_by("company__name", "-number"):
        sent.setdefault(delivery.company_id, []).append(delivery)
    return [
        Holder(
            of_one[0].company,
            sent=of_one[0],
            had=next((each for each in of_one if each.had_at), None),
            receipts=told.get(company, ()),
        )
        for company, of_one in sent.items()
    ]


def others(story: UUID) -> QuerySet[Company]:
    """Those who subscribe today and were not sent a story: no product of theirs let it pass."""
    running = Subscription.objects.on(timezone.localdate()).filter(company=OuterRef("pk"))
    was_sent = Delivery.objects.filter(story_uid=story, company=OuterRef("pk"))
    return Company.objects.filter(Exists(running), ~Exists(was_sent))


def taken_by(story: UUID) -> tuple[int, int]:
    """How many took the newest that they were sent of a story, of how many. One query."""
    of_all = Delivery.objects.filter(story_uid=story).order_by("company_id", "-number")
    newest = Delivery.objects.filter(pk__in=of_all.distinct("company_id").values("pk"))
    had = _with_times(newest).values_list("had_at", flat=True)
    times = [*had]
    return sum(at is not None for at in times), len(times)


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
