"""Deliveries by webhook, taken by a real server and verified by the standard's own library."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from tests.factories import make_published
from tests.wire.factories import make_company
from tests.wire.push.senders import Turning, make_endpoint
from tests.wire.push.servers import Received, Receiver, receiving
from wire import items
from wire.models import Alert, AlertKind, Attempt, Delivery, Endpoint, EndpointState, Push
from wire.push import endpoints, settling
from wire.push.failure import Failure
from wire.push.loads import Result

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def verified(received: Received, secret: str) -> dict[str, object]:
    Webhook(secret).verify(received.body.decode(), received.headers)
    body: dict[str, object] = json.loads(received.body)
    return body


def later(**delta: float) -> None:
    """As if so much time had gone by."""
    gone = timedelta(**delta)
    Push.objects.update(next_at=F("next_at") - gone, began_at=F("began_at") - gone)
    Endpoint.objects.update(
        failing_since=F("failing_since") - gone,
        rests_until=F("rests_until") - gone,
        told_at=F("told_at") - gone,
    )


def test_story_is_posted_as_the_log_has_it_signed(receiver: Receiver, turning: Turning) -> None:
    company = make_company()
    _endpoint, secret = make_endpoint(company, receiver.address)
    make_published()
    turning.turn()

    (received,) = receiver.received
    delivery = Delivery.objects.get()
    (item,) = items.items(Delivery.objects.all().places(), origin="")
    body = verified(received, secret)
    assert body["items"] == [item]
    assert (body["cursor"], body["watermark"]) == (delivery.number, delivery.number)
    assert received.headers["content-type"] == "application/json"
    push = Push.objects.get()
    assert (push.state, received.headers["webhook-id"]) == ("done", push.message_id)
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.failure) == (204, "")
    assert attempt.request["webhook-id"] == push.message_id


def test_what_was_sent_before_an_endpoint_is_there_is_not_pushed(
    receiver: Receiver, turning: Turning
) -> None:
    company = make_company()
    make_published()
    make_endpoint(company, receiver.address)
    turning.all()

    assert receiver.received == []


def test_failure_is_tried_again_under_the_same_id_and_given_up_after_76_hours(
    receiver: Receiver, turning: Turning
) -> None:
    make_endpoint(make_company(), receiver.address)
    receiver.answers = [(500, {}, b"no")] * 1000
    make_published()
    turning.turn()
    push = Push.objects.get()
    assert push.state == "waiting"
    hours = 0.0
    while push.state == "waiting":
        wait = (push.next_at - timezone.now()).total_seconds()
        later(seconds=wait + 1)
        hours += (wait + 1) / 3600
        turning.turn()
        push = Push.objects.get()

    assert push.state == "dead"
    assert 75.5 < hours < 76.5
    assert 12 <= push.tries <= 16
    assert len({each.headers["webhook-id"] for each in receiver.received}) == 1
    assert {each.failure for each in Attempt.objects.all()} == {Failure.STATUS}
    assert Attempt.objects.first().answer == "no"  # type: ignore[union-attr]  # there are some
    assert Alert.objects.filter(kind=AlertKind.DEAD).count() == 1

    receiver.answers.clear()
    assert endpoints.again_dead(push.endpoint) == 1
    turning.turn()

    assert Push.objects.get().state == "done"


@pytest.mark.parametrize("status", [301, 302, 307, 400, 404, 500])
def test_whatever_is_no_2xx_is_a_failure(receiver: Receiver, turning: Turning, status: int) -> None:
    make_endpoint(make_company(), receiver.address)
    receiver.answers = [(status, {"Location": receiver.address}, b"")]
    make_published()
    turning.turn()

    assert len(receiver.received) == 1
    assert Push.objects.get().state == "waiting"
    found = Failure.REDIRECT if status < 400 else Failure.STATUS
    assert Endpoint.objects.get().last_failure == found


def test_retry_after_is_honoured(receiver: Receiver, turning: Turning) -> None:
    make_endpoint(make_company(), receiver.address)
    receiver.answers = [(503, {"Retry-After": "7200"}, b"")]
    make_published()
    turning.turn()
    make_published()
    later(seconds=7100)
    turning.turn()
    assert len(receiver.received) == 1

    later(seconds=200)
    turning.all()

    assert len(receiver.received) == 3


def test_gone_disables_and_what_was_missed_comes_when_it_is_resumed(
    receiver: Receiver, turning: Turning
) -> None:
    company = make_company(technical_email="teknik@media.test")
    endpoint, _ = make_endpoint(company, receiver.address)
    receiver.answers = [(410, {}, b"")]
    make_published()
    turning.turn()
    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.last_failure) == (EndpointState.DISABLED, Failure.GONE)
    assert Alert.objects.get().kind == AlertKind.DISABLED
    make_published()
    turning.turn()
    assert len(receiver.received) == 1

    endpoints.resume(endpoint)
    turning.all()

    assert {number for number, _ in receiver.signals()[1:]} == set(
        Delivery.objects.values_list("number", flat=True)
    )


def test_either_secret_verifies_after_a_rotation_and_only_the_new_one_later(
    receiver: Receiver, turning: Turning
) -> None:
    endpoint, old = make_endpoint(make_company(), receiver.address)
    new = endpoints.rotate(endpoint)
    make_published()
    turning.turn()
    Endpoint.objects.update(old_secret_until=timezone.now() - timedelta(seconds=1))
    make_published()
    turning.turn()

    first, second = receiver.received
    verified(first, old)
    verified(first, new)
    verified(second, new)
    with pytest.raises(WebhookVerificationError):
        verified(second, old)


def test_test_event_has_no_story_and_is_no_delivery(receiver: Receiver, turning: Turning) -> None:
    endpoint, secret = make_endpoint(make_company(), receiver.address)
    push = endpoints.test(endpoint)
    turning.turn()

    body = verified(receiver.received[0], secret)
    assert (body["items"], body["test"]) == ([], True)
    push.refresh_from_db()
    assert push.state == "done"
    assert push.attempts.get().status == 204


def test_contact_is_told_of_failure_of_silence_and_that_it_is_over(
    receiver: Receiver, turning: Turning
) -> None:
    make_endpoint(make_company(), receiver.address)
    receiver.answers = [(500, {}, b"")] * 4
    make_published()
    turning.turn()
    later(minutes=14)
    turning.turn()
    assert not Alert.objects.exists()
    for minutes in (10, 25 * 60, 60):
        later(minutes=minutes)
        turning.turn()

    assert [*Alert.objects.order_by("pk").values_list("kind", flat=True)] == [
        AlertKind.FAILING,
        AlertKind.SILENT,
        AlertKind.WELL,
    ]


def test_after_an_outage_all_that_waits_goes_out_with_the_first_success(
    receiver: Receiver, turning: Turning
) -> None:
    make_endpoint(make_company(), receiver.address)
    receiver.answers = [(500, {}, b"")] * 3
    for _ in range(3):
        make_published()
    turning.all()
    assert Push.objects.filter(state="waiting").count() == 3
    later(seconds=settling.HURRIED_AFTER.total_seconds() + 1)
    Push.objects.filter(pk__gt=Push.objects.earliest("pk").pk).update(
        next_at=timezone.now() + timedelta(hours=5)
    )
    turning.all()

    assert Push.objects.filter(state="done").count() == 3
    assert Endpoint.objects.get().failures == 0


def test_what_cannot_be_written_down_keeps_no_other_try_from_it(
    receiver: Receiver, turning: Turning
) -> None:
    for _ in range(2):
        make_endpoint(make_company(), receiver.address)
    make_published()
    turning.pool.held = []
    turning.turn(1)
    first, second = (each.load for each in turning.sender._in_hand.values())
    tries = [
        settling.Done(first, Result(status=10**9), 0.1),
        settling.Done(second, Result(status=204), 0.1),
    ]

    settling.settle(turning.sender.number, tries, timezone.now())

    assert Attempt.objects.get(push=first.push).failure == Failure.OURS
    assert Push.objects.get(pk=first.push.pk).taken_by is None
    assert Push.objects.get(pk=second.push.pk).state == "done"
