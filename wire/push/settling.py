"""What comes of tries, written down: the push, how its endpoint stands, and whom to tell."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from articles.text.signs import carried, carried_in
from wire.models.alert import Alert, AlertKind
from wire.models.attempt import Attempt
from wire.models.endpoint import Endpoint, EndpointState
from wire.models.push import Push, PushState
from wire.push import pauses, queue
from wire.push.failure import Failure
from wire.push.loads import Load, Result

logger = logging.getLogger(__name__)

SLOW_SECONDS: Final = 2.0
TOLD_AFTER: Final = timedelta(minutes=15)
"""Of nothing but failures, before a subscriber's technical contact is told."""
TOLD_AGAIN: Final = timedelta(days=1)
HURRIED_AFTER: Final = timedelta(minutes=1)
"""After so long an outage all that waits goes out at once."""
UNANSWERED: Final = frozenset(
    {Failure.NAME, Failure.REFUSED, Failure.UNREACHABLE, Failure.TIMEOUT, Failure.TLS}
)
OURS: Final = frozenset({Failure.OURS, Failure.NO_MAIL_SERVER, Failure.SECRET})
"""Of which a subscriber's contact is told nothing: they can't mend it."""
_THROTTLED: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Done:
    """A try that is over."""

    load: Load
    result: Result
    seconds: float


def settle(sender: int, tries: Sequence[Done], now: datetime) -> None:
    """Write down what came of them, in the caller's transaction.

    A push that another sender has meanwhile keeps only the attempt. What can't be written down
    keeps no other from it, and counts as a fault of ours.
    """
    if not tries:
        return
    try:
        _settle(sender, tries, now)
    except Exception:
        if not connection.is_usable():
            raise
        if len(tries) > 1:
            for each in tries:
                settle(sender, [each], now)
            return
        load = tries[0].load
        message = "push %s of endpoint %s: what came of it can't be written down"
        logger.exception(message, load.push.pk, load.endpoint.pk)
        _settle(sender, [replace(tries[0], result=Result(Failure.OURS))], now)


@transaction.atomic
def _settle(sender: int, tries: Sequence[Done], now: datetime) -> None:
    Attempt.objects.bulk_create(_attempt(each, now) for each in tries if _exists(each))
    well = [each for each in tries if each.result.failure is None]
    if well:
        _well(sender, well, now)
    for each in tries:
        if each.result.failure is not None:
            _failed(sender, each, now)


def _exists(done: Done) -> bool:
    # An endpoint that was removed while a try was on its way took its pushes along.
    return Push.objects.filter(pk=done.load.push.pk).select_for_update(of=("self",)).exists()


def _attempt(done: Done, now: datetime) -> Attempt:
    result = done.result
    return Attempt(
        push_id=done.load.push.pk,
        at=done.load.at,
        seconds=round(done.seconds, 3),
        watermark=done.load.watermark,
        request=carried_in(dict(result.request)),
        status=result.status,
        failure=result.failure or "",
        # Another's words, whichever way they came by.
        answer_headers=carried_in(dict(result.headers)),
        answer=carried(result.answer),
    )


def _well(sender: int, tries: Sequence[Done], now: datetime) -> None:
    Push.objects.filter(pk__in=[each.load.push.pk for each in tries], taken_by=sender).update(
        state=PushState.DONE, done_at=now, taken_by=None, taken_at=None
    )
    keys = {each.load.endpoint.pk for each in tries}
    endpoints = Endpoint.objects.filter(pk__in=keys)
    recovered = [*endpoints.filter(failures__gt=0).select_for_update().order_by("pk")]
    slow = {each.load.endpoint.pk for each in tries if each.seconds > SLOW_SECONDS}
    endpoints.filter(pk__in=slow, is_slow=False).update(is_slow=True)
    endpoints.exclude(pk__in=slow).filter(is_slow=True).update(is_slow=False)
    for endpoint in recovered:
        _recovered(endpoint, now)
    # A row that is written with each delivery: only where a minute has passed.
    endpoints.filter(
        Q(last_ok_at__lt=now - timedelta(minutes=1)) | Q(last_ok_at=None) | Q(failures__gt=0)
    ).update(last_ok_at=now, failures=0, failing_since=None, rests_until=None)


def _recovered(endpoint: Endpoint, now: datetime) -> None:
    if endpoint.failing_since and endpoint.failing_since < now - HURRIED_AFTER:
        waiting = endpoint.pushes.waiting().filter(taken_by=None, next_at__gt=now)
        waiting.update(next_at=now)
    if endpoint.told_at:
        Alert.objects.create(endpoint=endpoint, kind=AlertKind.WELL, at=now, next_at=now)
        Endpoint.objects.filter(pk=endpoint.pk).update(told_at=None)


def _failed(sender: int, done: Done, now: datetime) -> None:
    # Not what their order joins: publications look the company's row up.
    locked = Endpoint.objects.select_for_update(of=("self",))
    endpoint = locked.filter(pk=done.load.endpoint.pk).first()
    push = Push.objects.filter(pk=done.load.push.pk, taken_by=sender).first()
    if endpoint is None or push is None:
        return
    is_gone = done.result.failure is Failure.GONE
    asked = pauses.retry_after(done.result.headers.get("retry-after", ""), now)
    _note(endpoint, done, asked, now)
    if is_gone:
        _disable(endpoint, now)
    push.taken_by = push.taken_at = None
    again = pauses.next_try(push.tries, began=push.began_at or now, now=now)
    if is_gone:
        # Kept, for when the endpoint is switched on again.
        push.next_at = now
    elif again is None:
        push.state, push.done_at = PushState.DEAD, now
        _tell_dead(endpoint, now)
    else:
        push.next_at = max(again, now + asked) if asked else again
    push.save(update_fields=["taken_by", "taken_at", "state", "done_at", "next_at"])
    stories: list[UUID] = [push.story_uid] if push.story_uid else []
    queue.supersede(stories, now)


def _note(endpoint: Endpoint, done: Done, asked: timedelta | None, now: datetime) -> None:
    """How the endpoint stands after a failure, and whether its contact must know."""
    endpoint.failures += 1
    endpoint.failing_since = endpoint.failing_since or now
    endpoint.last_failure = done.result.failure or ""
    if done.result.failure in UNANSWERED:
        rest = pauses.rest(endpoint.failures)
        endpoint.rests_until = now + rest if rest else None
    if asked and done.result.status in _THROTTLED:
        endpoint.rests_until = now + asked
    if now - endpoint.failing_since >= TOLD_AFTER and endpoint.state == EndpointState.ACTIVE:
        _tell(endpoint, now)
    endpoint.save(
        update_fields=["failures", "failing_since", "last_failure", "rests_until", "told_at"]
    )


def _tell(endpoint: Endpoint, now: datetime) -> None:
    if endpoint.last_failure in OURS or (endpoint.told_at and now - endpoint.told_at < TOLD_AGAIN):
        return
    kind = AlertKind.SILENT if endpoint.told_at else AlertKind.FAILING
    endpoint.told_at = now
    Alert.objects.create(endpoint=endpoint, kind=kind, at=now, next_at=now)


def _tell_dead(endpoint: Endpoint, now: datetime) -> None:
    lately = endpoint.alerts.filter(kind=AlertKind.DEAD, at__gt=now - TOLD_AGAIN)
    if not lately.exists():
        Alert.objects.create(endpoint=endpoint, kind=AlertKind.DEAD, at=now, next_at=now)


def _disable(endpoint: Endpoint, now: datetime) -> None:
    if endpoint.state != EndpointState.DISABLED:
        endpoint.state = EndpointState.DISABLED
        endpoint.disabled_after = queue.reached()
        endpoint.save(update_fields=["state", "disabled_after"])
        Alert.objects.create(endpoint=endpoint, kind=AlertKind.DISABLED, at=now, next_at=now)
