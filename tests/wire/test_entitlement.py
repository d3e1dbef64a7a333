"""Who gets a Dispatch, and what it is to them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.transaction import atomic
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Dispatch, Place, PlaceAlias, User
from tests.factories import make_desk, make_published
from tests.wire.factories import (
    correct,
    log,
    make_company,
    make_product,
    newest,
    subscribe,
    update,
    withdraw,
)
from wire import entitlement
from wire.models import Company, Delivery, Head, Product, Subscription

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - timedelta(days=1)


def test_each_log_has_its_own_numbers_and_says_the_one_before(chief: User) -> None:
    everything = make_company()
    few = make_company(product=make_product(tags=["panen"]))

    first = make_published(editor=chief, tags=("panen",))
    make_published(editor=chief)
    update(first, by=chief)

    assert log(everything) == [(1, 0, "new"), (2, 1, "new"), (3, 2, "update")]
    assert log(few) == [(1, 0, "new"), (3, 1, "update")]
    assert dict(Head.objects.values_list("company", "last")) == {everything.pk: 3, few.pk: 3}


def test_first_that_a_subscriber_gets_of_a_story_is_new_to_them(chief: User) -> None:
    story = make_published(editor=chief)
    update(story, by=chief)
    late = make_company()

    correct(story, by=chief)

    assert log(late) == [(3, 0, "new")]
    assert Delivery.objects.get().version == 3


@pytest.mark.parametrize(
    ("fits", "fails"),
    [
        ({"editions": ["id"]}, {"editions": ["en", "ar"]}),
        ({"kinds": ["T", "L"]}, {"kinds": ["L"]}),
        ({"tags": ["panen-raya"]}, {"tags": ["raya"]}),
        ({"places": ["Bandung"]}, {"places": ["Jakarta"]}),
        ({"places": ["Kota Kembang"]}, {"places": ["Kembang"]}),
        ({"urgency": 3}, {"urgency": 2}),
        ({"editions": ["id"], "kinds": ["T"]}, {"editions": ["id"], "kinds": ["L"]}),
    ],
    ids="-".join,
)
def test_filter_lets_pass_what_it_names(fits: dict[str, Any], fails: dict[str, Any]) -> None:
    place = Place.objects.create(edition_id="id", name="Bandung")
    PlaceAlias.objects.create(place=place, name="Kota Kembang")
    passing = make_company(product=make_product(**fits))
    failing = make_company(product=make_product(**fails))

    make_published(dateline_place="Kota Kembang", tags=("panen raya",), urgency=3)

    assert (len(log(passing)), log(failing)) == (1, [])


def test_desk_lets_the_desks_below_it_pass() -> None:
    section = make_desk()
    below = make_desk(parent=section)
    both = make_company(product=make_product(desks=[section.pk]))
    lower = make_company(product=make_product(desks=[below.pk]))

    make_published(desk=below)
    make_published(desk=section)

    assert ([n for n, *_ in log(both)], [n for n, *_ in log(lower)]) == ([1, 2], [1])


def test_desk_that_is_gone_makes_a_product_narrower() -> None:
    company = make_company(product=make_product(desks=[make_desk().pk + 100]))

    make_published()

    assert log(company) == []


def test_story_without_an_urgency_is_a_usual_one() -> None:
    usual, urgent = (make_company(product=make_product(urgency=most)) for most in (5, 4))

    make_published()

    assert (len(log(usual)), log(urgent)) == (1, [])


def test_subscription_runs_from_its_first_day_to_its_last() -> None:
    today = timezone.localdate()
    on = make_company(first_day=today, last_day=today)
    ended = make_company(last_day=YESTERDAY)
    coming = make_company(first_day=today + timedelta(days=1))

    make_published()

    assert [len(log(each)) for each in (on, ended, coming)] == [1, 0, 0]


def test_two_products_give_one_delivery_with_what_either_allows() -> None:
    company = make_company(product=make_product(has_pictures=False))
    subscribe(company, make_product(kinds=["T"]))

    make_published()

    assert [row.has_pictures for row in Delivery.objects.all()] == [True]


def shrink(company: Company) -> None:
    Product.objects.update(tags=["lain"])


def end(company: Company) -> None:
    Subscription.objects.update(last_day=YESTERDAY)


@pytest.mark.parametrize("less", [shrink, end])
def test_who_has_a_story_gets_its_corrections_and_withdrawal_whatever_they_take_now(
    less: Callable[[Company], None], chief: User
) -> None:
    company = make_company()
    story = make_published(editor=chief)
    less(company)

    story = correct(story, by=chief)
    withdraw(story, by=chief)
    make_published(editor=chief)

    assert log(company) == [(1, 0, "new"), (2, 1, "correction"), (3, 2, "withdrawal")]


def test_update_goes_to_who_has_the_story_while_they_subscribe(chief: User) -> None:
    shrunk, ended = make_company(), make_company()
    story = make_published(editor=chief)
    shrink(shrunk)
    end(ended)
    subscribe(shrunk, make_product(tags=["lain"]))

    update(story, by=chief)

    assert (len(log(shrunk)), len(log(ended))) == (2, 1)


def test_withdrawal_goes_to_nobody_who_never_had_the_story(chief: User) -> None:
    story = make_published(editor=chief)
    company = make_company()

    withdraw(story, by=chief)

    assert log(company) == []


def test_changed_filter_counts_from_the_next_dispatch(chief: User) -> None:
    company = make_company(product=make_product(tags=["lain"]))
    make_published(editor=chief)

    Product.objects.update(tags=[])
    make_published(editor=chief)

    assert log(company) == [(2, 0, "new")]


def test_delivery_takes_one_statement_however_many_subscribe() -> None:
    for _ in range(3):
        make_company()
    make_published()

    with CaptureQueriesContext(connection) as queries, suppress(IntegrityError), atomic():
        entitlement.deliver(Dispatch.objects.get())

    written = [query["sql"] for query in queries if "INSERT" in query["sql"]]
    assert (len(written), Delivery.objects.count()) == (1, 3)


def test_past_is_given_once_as_it_stands_now(chief: User) -> None:
    old, changed, gone = (make_published(editor=chief) for _ in range(3))
    update(changed, by=chief)
    withdraw(gone, by=chief)
    company = make_company()
    nothing = make_company(product=make_product(tags=["lain"]))

    given = entitlement.backfill(company, since=timezone.now() - timedelta(hours=1))
    none = entitlement.backfill(nothing, since=timezone.now() - timedelta(hours=1))
    correct(old, by=chief)

    assert (given, none) == (2, 0)
    assert log(company) == [(1, 0, "new"), (4, 1, "new"), (6, 4, "correction")]
    assert log(nothing) == []
    with pytest.raises(entitlement.LogBegunError):
        entitlement.backfill(company, since=timezone.now() - timedelta(days=9))


def test_past_begins_where_it_is_asked_to() -> None:
    make_published()
    since = timezone.now()
    make_published()
    company = make_company()

    assert entitlement.backfill(company, since=since) == 1
    assert log(company) == [(2, 0, "new")]


def test_product_tells_what_it_would_have_let_pass(chief: User) -> None:
    story = make_published(editor=chief, tags=("panen",))
    make_published(editor=chief)
    update(story, by=chief)
    withdraw(story, by=chief)
    week = timezone.now() - timedelta(days=7)

    assert entitlement.would_pass(Product(tags=["panen"]), since=week) == [3, 1]
    assert entitlement.would_pass(Product(), since=week) == [3, 2, 1]
    assert entitlement.would_pass(Product(), since=timezone.now()) == []
    assert newest() == 4
