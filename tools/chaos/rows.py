"""What the wire under test begins with, and how it stands. Django is set up before it is read."""

from datetime import date

from django.contrib.auth.models import Group
from django.db.models import Count
from django.utils import timezone

from articles.models import Desk, Dispatch, Person, Status, Story, User, WireCode
from wire import keys
from wire.models import (
    Company,
    Delivery,
    Endpoint,
    EndpointState,
    Head,
    Product,
    Push,
    Subscription,
)
from wire.push import endpoints, queue
from wire.push.endpoints import Given

FIRST_DAY = date(2020, 1, 1)
FILTERS = ({"has_embargoed": True}, {"tags": ["padi", "gempa"]})


def make_desks(count: int) -> None:
    """So many pairs of reporter and chief."""
    Desk.objects.get_or_create(edition_id="id", slug="contoh", defaults={"name": "Contoh"})
    for number in range(count):
        for role in ("reporter", "chief"):
            name = f"{role}-{number}"
            user = User.objects.create(username=name, is_staff=True)
            user.groups.add(Group.objects.get(name=role))
            person = Person.objects.create(user=user, name=name, slug=name, edition_id="id")
            code = f"{role[0].upper()}{number + 1}"
            WireCode.objects.create(person=person, code=code, valid_from=FIRST_DAY)


def make_subscriber(number: int, address: str) -> tuple[int, str]:
    """One with an endpoint; its primary key and a key of its own."""
    company = Company.objects.create(name=f"Media Contoh {number}")
    product = Product.objects.create(name=f"Paket {number}", **FILTERS[number % len(FILTERS)])
    Subscription.objects.create(company=company, product=product, first_day=FIRST_DAY)
    endpoints.create(company, Given(name="Uji", kind="webhook", address=address))
    _key, secret = keys.issue(company)
    return company.pk, secret


def sent() -> int:
    return Dispatch.objects.count()


def by_signal() -> str:
    counted = Dispatch.objects.values_list("signal").annotate(count=Count("pk")).order_by("signal")
    return ", ".join(f"{signal} {count}" for signal, count in counted)


def is_due() -> bool:
    """Whether the worker has a story to publish or to lift."""
    timed = Story.objects.exclude(lift_at=None) | Story.objects.filter(status=Status.APPROVED)
    return timed.exists()


def hurried() -> int:
    """How many pushes wait, or Dispatches to be queued at all.

    All are due at once, wherever their endpoint was left alone.
    """
    # A sender that was killed last has seen nothing of what came since.
    waiting = Push.objects.waiting().count() + sent() - queue.reached()
    if waiting:
        resting = Endpoint.objects.exclude(rests_until=None)
        for each in resting | Endpoint.objects.exclude(state=EndpointState.ACTIVE):
            endpoints.resume(each)
        Push.objects.waiting().filter(taken_by=None).update(next_at=timezone.now())
    return waiting


def heads() -> dict[int, int]:
    """The newest number on each log."""
    return dict(Head.objects.values_list("company", "last"))


def signals(company: int) -> dict[int, str]:
    """The numbers on a log, in their order, and what each is there."""
    log = Delivery.objects.filter(company=company).order_by("number")
    return dict(log.values_list("number", "signal"))
