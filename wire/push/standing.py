"""How endpoints stand, in words and in counts: for the portal, the newsroom and the command."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Min, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wire.models.company import Company
from wire.models.endpoint import Endpoint, EndpointState
from wire.models.push import Push, PushState
from wire.push.failure import Failure

_COLUMNS: Final = "{:<24}  {:<20}  {:<8}  {:>7}  {:>5}  {:>8}  {}"


@dataclass(frozen=True, slots=True)
class Standing:
    """One endpoint as people see it: ``state`` in a word, ``why`` where it is not well."""

    endpoint: Endpoint
    waiting: int
    dead: int
    oldest: datetime | None

    @property
    def state(self) -> Promise | str:
        if self.endpoint.state != EndpointState.ACTIVE:
            return EndpointState(self.endpoint.state).label
        if self.endpoint.failures:
            return _("Takes nothing")
        return _("Slow") if self.endpoint.is_slow else _("Takes deliveries")

    @property
    def why(self) -> Promise | str:
        failing = self.endpoint.failures or self.endpoint.state == EndpointState.DISABLED
        return Failure.said(self.endpoint.last_failure) if failing else ""


def standings(company: Company | int | None = None) -> list[Standing]:
    """How every endpoint stands, or those of one subscriber; two queries for any number of them."""
    found = Endpoint.objects.select_related("company")
    if company is not None:
        found = found.filter(company=company)
    return _standings(found)


def standing(endpoint: Endpoint) -> Standing:
    """How one stands."""
    (found,) = _standings(Endpoint.objects.filter(pk=endpoint.pk))
    return found


def _standings(found: QuerySet[Endpoint]) -> list[Standing]:
    waiting = Q(state=PushState.WAITING)
    counted = (
        Push.objects.filter(endpoint__in=found, state__in=[PushState.WAITING, PushState.DEAD])
        .order_by()
        .values_list("endpoint")
        .annotate(
            waits=Count("pk", filter=waiting),
            dead=Count("pk", filter=Q(state=PushState.DEAD)),
            oldest=Min("queued_at", filter=waiting),
        )
    )
    counts = {key: (waits, dead, oldest) for key, waits, dead, oldest in counted}
    return [Standing(each, *counts.get(each.pk, (0, 0, None))) for each in found]


def report() -> Iterator[str]:
    """A line for each endpoint, for the command line."""
    yield _COLUMNS.format("subscriber", "endpoint", "state", "waiting", "dead", "failures", "why")
    for each in standings():
        endpoint = each.endpoint
        why = endpoint.last_failure if endpoint.failures else ""
        names = (endpoint.company.name[:24], endpoint.name[:20], endpoint.state)
        yield _COLUMNS.format(*names, each.waiting, each.dead, endpoint.failures, why)
