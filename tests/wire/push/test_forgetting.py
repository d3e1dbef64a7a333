"""What the sender deletes after a month, and what it keeps."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.wire.factories import make_company
from wire.models import Attempt, Endpoint, EndpointKind, Push, PushState
from wire.push.forgetting import KEPT, forget

pytestmark = pytest.mark.django_db


def test_what_was_taken_stays_and_how_it_went_is_forgotten() -> None:
    now = timezone.now()
    endpoint = Endpoint.objects.create(
        company=make_company(), name="Uji", kind=EndpointKind.WEBHOOK
    )

    def make(number: int | None, state: PushState, ago: timedelta) -> str:
        at = None if state == PushState.WAITING else now - ago
        given: dict[str, Any] = {"number": number, "state": state, "done_at": at}
        push = Push.objects.create(endpoint=endpoint, **given)
        Attempt.objects.create(push=push, at=now - ago, seconds=0.1)
        return str(push)

    old = KEPT + timedelta(days=1)
    kept = [
        make(1, PushState.DONE, old),
        make(2, PushState.WAITING, old),
        make(3, PushState.DEAD, timedelta(days=1)),
    ]
    make(4, PushState.DEAD, old)
    make(5, PushState.SUPERSEDED, old)
    make(None, PushState.DONE, old)

    forget(now)

    assert [str(each) for each in Push.objects.order_by("number")] == kept
    assert [each.push.number for each in Attempt.objects.select_related("push")] == [3]
