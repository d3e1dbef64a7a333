"""Who gets what is under an embargo or on hold, and the lift of it.

The record alone is written here: what an editor does for it is tried with the actions.
"""

from collections.abc import Callable

import pytest

from articles.actions import sending
from articles.models import Signal, Story
from tests.factories import make_published, make_submitted
from tests.wire.factories import (
    hold,
    lift,
    log,
    make_company,
    make_product,
    send_embargoed,
    subscribe,
)
from tests.wire.test_entitlement import end
from wire import entitlement, items
from wire.models import Company, Delivery, Product

pytestmark = pytest.mark.django_db


@pytest.fixture
def trusted() -> Company:
    return make_company(product=make_product(has_embargoed=True))


@pytest.fixture
def other() -> Company:
    return make_company()


def send_again_on_hold(story: Story) -> None:
    hold(story)
    sending.send(story, signal=Signal.CORRECTION, code="", editors=[])


def signals(company: Company) -> list[str]:
    return [signal for _number, _prev, signal in log(company)]


def test_embargoed_story_goes_to_the_entitled_and_at_its_lift_to_all(
    trusted: Company, other: Company
) -> None:
    lift(send_embargoed(make_submitted()))

    assert signals(trusted) == ["new", "lift"]
    assert log(other) == [(2, 0, "new")]


def test_lift_is_to_who_missed_a_version_under_the_embargo_what_they_missed(
    trusted: Company, other: Company
) -> None:
    story = send_embargoed(make_published(), signal=Signal.UPDATE)
    lift(story)
    lift(send_embargoed(send_embargoed(story, signal=Signal.CORRECTION), signal=Signal.UPDATE))

    assert signals(trusted) == ["new", "update", "lift", "correction", "update", "lift"]
    assert signals(other) == ["new", "update", "correction"]


def lose(company: Company) -> None:
    Product.objects.update(has_embargoed=False)


@pytest.mark.parametrize("less", [lose, end])
def test_correction_under_an_embargo_goes_to_who_has_a_version_under_it_alone(
    less: Callable[[Company], None], trusted: Company, other: Company
) -> None:
    story = send_embargoed(make_submitted())
    less(trusted)

    send_embargoed(story, signal=Signal.UPDATE)
    lift(send_embargoed(story, signal=Signal.CORRECTION))

    assert signals(trusted) == ["new", "correction", "lift"]


def test_update_under_an_embargo_needs_the_entitlement_still(trusted: Company) -> None:
    story = send_embargoed(make_submitted())
    Product.objects.update(has_embargoed=False)

    send_embargoed(story, signal=Signal.UPDATE)
    subscribe(trusted, make_product(has_embargoed=True, tags=["lain"]))
    send_embargoed(story, signal=Signal.UPDATE)

    assert log(trusted) == [(1, 0, "new"), (3, 1, "update")]


def test_hold_and_its_lift_go_to_who_has_the_story_and_the_lift_is_new_to_others(
    other: Company,
) -> None:
    story = make_published()
    late = make_company()
    end(other)
    subscribe(late, make_product())

    hold(story)
    lift(story)

    assert signals(other) == ["new", "hold", "lift"]
    assert log(late) == [(3, 0, "new")]


def test_nobody_is_given_a_held_story_as_new(other: Company) -> None:
    story = make_published()
    late = make_company()

    send_again_on_hold(story)
    given = entitlement.backfill(late, since=story.created_at)

    assert (signals(late), given) == ([], 0)
    assert signals(other) == ["new", "hold", "correction"]


def test_item_of_a_hold_says_so_and_brings_no_text(other: Company) -> None:
    story = hold(make_published())

    item = items.items(Delivery.objects.log(other.pk, after=1).places(), origin="")[0]

    assert (item["signal"], item["pubstatus"]) == ("hold", "withheld")
    assert story.latest_dispatch is not None
    at = story.latest_dispatch.data["hold"]["at"]
    assert item["hold"] == {"at": at, "until": None, "reason": "Masih diperiksa."}
    assert "body" not in item
