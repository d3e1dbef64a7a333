"""What is due, in which order, and what is dropped: per story and endpoint."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Story, User
from tests.factories import make_published
from tests.wire.factories import correct, log, update, withdraw
from tests.wire.push.senders import Turning, make_endpoint
from tests.wire.push.servers import Receiver, receiving
from wire.models import Company, Delivery, Endpoint, EndpointState, Push
from wire.push import endpoints, queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def endpoint(company: Company, receiver: Receiver) -> Endpoint:
    return make_endpoint(company, receiver.address)[0]


def states() -> list[tuple[str, str]]:
    return [*Push.objects.order_by("number").values_list("signal", "state")]


def test_newer_version_supersedes_a_waiting_older_one(
    endpoint: Endpoint, receiver: Receiver, chief: User, turning: Turning
) -> None:
    endpoints.pause(endpoint)
    story = make_published(editor=chief)
    turning.turn()
    update(story, by=chief)
    turning.turn()
    endpoints.resume(endpoint)
    turning.all()

    assert states() == [("new", "superseded"), ("update", "done")]
    assert [signal for _, signal in receiver.signals()] == ["update"]


def test_corrections_are_never_dropped_and_come_in_their_order(
    endpoint: Endpoint, receiver: Receiver, chief: User, turning: Turning
) -> None:
    endpoints.pause(endpoint)
    story = make_published(editor=chief)
    for _ in range(2):
        story = correct(story, by=chief)
    update(story, by=chief)
    endpoints.resume(endpoint)
    turning.all()

    assert [signal for _, signal in receiver.signals()] == ["correction", "correction", "update"]
    assert [number for number, _ in receiver.signals()] == sorted(
        number for number, _ in receiver.signals()
    )


def test_withdrawal_overtakes_everything_and_drops_what_waits_of_its_story(
    endpoint: Endpoint, receiver: Receiver, chief: User, turning: Turning
) -> None:
    endpoints.pause(endpoint)
    others = [make_published() for _ in range(5)]
    story = correct(make_published(editor=chief), by=chief)
    withdraw(story, by=chief)
    endpoints.resume(endpoint)
    turning.all()

    signals = [signal for _, signal in receiver.signals()]
    assert signals == ["withdrawal", *["new"] * len(others)]
    assert states()[-3:] == [
        ("new", "superseded"),
        ("correction", "superseded"),
        ("withdrawal", "done"),
    ]


def test_withdrawal_waits_for_the_version_that_is_on_its_way(
    endpoint: Endpoint, receiver: Receiver, chief: User, turning: Turning
) -> None:
    turning.pool.held = []
    story = make_published(editor=chief)
    turning.turn(1)
    withdraw(story, by=chief)
    turning.turn(1)
    assert len(turning.pool.held) == 1

    (first,), turning.pool.held = turning.pool.held, None
    first()
    turning.all()

    assert [signal for _, signal in receiver.signals()] == ["new", "withdrawal"]


def test_failing_story_holds_up_no_other(
    endpoint: Endpoint, receiver: Receiver, turning: Turning
) -> None:
    bad = make_published()
    receiver.refused = {str(bad.uid)}
    turning.turn()
    good = [make_published() for _ in range(6)]
    turning.all()

    assert Push.objects.filter(state="done").count() == len(good)
    assert Push.objects.get(story_uid=bad.uid).state == "waiting"


def test_newer_version_of_a_failing_story_goes_at_once_and_its_correction_is_kept(
    endpoint: Endpoint, receiver: Receiver, chief: User, turning: Turning
) -> None:
    story = make_published(editor=chief)
    receiver.answers = [(500, {}, b"")]
    turning.turn()
    correct(story, by=chief)
    turning.all()

    assert states() == [("new", "superseded"), ("correction", "done")]


def test_again_sends_what_the_log_has_but_nothing_that_was_undone(
    company: Company, endpoint: Endpoint, receiver: Receiver, chief: User, turning: Turning
) -> None:
    kept = make_published(editor=chief)
    gone = make_published(editor=chief)
    correct(kept, by=chief)
    withdraw(gone, by=chief)
    turning.all()
    receiver.received.clear()
    numbers = [number for number, _, _ in log(company)]

    queued = endpoints.again(endpoint, first=numbers[0], last=numbers[-1])
    turning.all()

    assert queued == 2
    assert {signal for _, signal in receiver.signals()} == {"correction", "withdrawal"}


@pytest.mark.parametrize(("first", "last"), [(2, 1), (1, 10_001)])
def test_again_of_no_range_or_too_long_a_one_is_refused(
    endpoint: Endpoint, first: int, last: int
) -> None:
    with pytest.raises(ValidationError):
        endpoints.again(endpoint, first=first, last=last)


def test_endpoint_in_doubt_has_one_in_hand_and_a_good_one_several(
    endpoint: Endpoint, turning: Turning
) -> None:
    turning.pool.held = []
    for _ in range(6):
        make_published()
    turning.turn()
    assert len(turning.pool.held) == queue.PER_ENDPOINT

    Push.objects.update(taken_by=None, taken_at=None)
    Endpoint.objects.update(failures=1, failing_since=timezone.now())
    now = timezone.now()
    assert [*queue.claim(7, now, good=9, doubtful=9).values()] == [True]
    assert queue.claim(8, now, good=9, doubtful=9) == {}


def test_paused_endpoint_gets_nothing_and_keeps_its_queue(
    endpoint: Endpoint, receiver: Receiver, turning: Turning
) -> None:
    endpoints.pause(endpoint)
    story: Story = make_published()
    turning.all()

    endpoint.refresh_from_db()
    assert endpoint.state == EndpointState.PAUSED
    assert receiver.received == []
    assert Push.objects.get().story_uid == story.uid
    assert Delivery.objects.count() == 1
