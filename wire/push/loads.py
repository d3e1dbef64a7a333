"""What a sender has in hand: all that a try needs, so that the thread of it asks no database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from articles.models.dispatch import Dispatch
from wire import items
from wire.models.delivery import Delivery, Head, Place
from wire.models.endpoint import Endpoint
from wire.models.push import Push
from wire.push.failure import Failure

_KEPT: Final = 64


@dataclass(frozen=True)
class Load:
    """A push with what it carries; a test event has no delivery.

    ``text`` is the JSON of the item as pull has it; ``watermark`` the newest number of the log.
    """

    push: Push
    endpoint: Endpoint
    origin: str
    at: datetime
    watermark: int = 0
    delivery: Delivery | None = None
    dispatch: Dispatch | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a try; ``failure`` is None where it was taken."""

    failure: Failure | None = None
    status: int | None = None
    request: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    answer: str = ""


@dataclass
class Loader:
    """Reads what was claimed, and keeps the Dispatches of late: each goes to many endpoints."""

    origin: str
    _dispatches: dict[int, Dispatch] = field(default_factory=dict)

    def read(self, keys: Collection[int], now: datetime) -> list[Load]:
        if not keys:
            return []
        pushes = list(Push.objects.filter(pk__in=[*keys]).select_related("endpoint__company"))
        companies = {push.endpoint.company_id for push in pushes}
        numbers = {push.number for push in pushes if push.number is not None}
        found = Delivery.objects.filter(company__in=companies, number__in=numbers)
        deliveries = {(each.company_id, each.number): each for each in found}
        heads = dict(Head.objects.filter(company__in=companies).values_list("company", "last"))
        self._look_up(numbers)
        own = [deliveries.get((push.endpoint.company_id, push.number or 0)) for push in pushes]
        texts = self._texts([each for each in own if each])
        return [
            Load(
                push=push,
                endpoint=push.endpoint,
                origin=self.origin,
                at=now,
                watermark=heads.get(push.endpoint.company_id, 0),
                delivery=delivery,
                dispatch=self._dispatches.get(push.number or 0),
                text=texts[delivery.pk] if delivery else "",
            )
            for push, delivery in zip(pushes, own, strict=True)
        ]

    def _texts(self, deliveries: Sequence[Delivery]) -> dict[int, str]:
        """The items as they are pulled, by their delivery."""
        found: list[str] = []
        places = [Place(*(getattr(row, name) for name in Place._fields)) for row in deliveries]
        while len(found) < len(places):
            # As many as are bounded in bytes, and one at the least.
            more = items.printed(places[len(found) :], origin=self.origin)
            if not more:
                raise LookupError("an item was not printed")
            found += more
        return {row.pk: text for row, text in zip(deliveries, found, strict=True)}

    def _look_up(self, numbers: set[int]) -> None:
        missing = numbers - self._dispatches.keys()
        self._dispatches |= Dispatch.objects.in_bulk(missing)
        for number in [*self._dispatches][:-_KEPT]:
            if number not in numbers:
                del self._dispatches[number]
