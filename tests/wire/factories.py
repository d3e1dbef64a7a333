"""Subscribers to begin with, and what stands on their logs."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from articles.actions import amending, sending
from articles.models import Dispatch, Ground, NoticeKind, Signal, Story, User
from tests.factories import FIRST_DAY, edit
from wire import keys
from wire.models import Company, Delivery, Product, Subscription

_numbers = count(1)


def make_product(**fields: Any) -> Product:
    return Product.objects.create(**{"name": f"Produk contoh {next(_numbers)}", **fields})


def make_company(
    *,
    product: Product | None = None,
    first_day: date = FIRST_DAY,
    last_day: date | None = None,
    **fields: Any,
) -> Company:
    """A subscriber to a product, or to everything that is not under an embargo."""
    company = Company.objects.create(**{"name": f"Media Contoh {next(_numbers)}", **fields})
    subscribe(company, product or make_product(), first_day=first_day, last_day=last_day)
    return company


def subscribe(
    company: Company, product: Product, *, first_day: date = FIRST_DAY, last_day: date | None = None
) -> Subscription:
    return Subscription.objects.create(
        company=company, product=product, first_day=first_day, last_day=last_day
    )


def make_key(company: Company, **given: Any) -> str:
    """The key itself, as a subscriber sends it."""
    _key, secret = keys.issue(company, **given)
    return secret


def update(story: Story, *, by: User, **fields: Any) -> Story:
    """Send the next version of a live story."""
    story = edit(story, by=by, **fields or {"headline": f"{story.headline} lagi"})
    return amending.update(story=story, by=by)


def correct(story: Story, *, by: User) -> Story:
    return amending.correct(story=story, by=by, kind=NoticeKind.ERROR, note="Salah angka.")


def withdraw(story: Story, *, by: User) -> Story:
    return amending.withdraw(story=story, by=by, ground=Ground.CHILD, reason="Identitas anak.")


def log(company: Company) -> list[tuple[int, int, str]]:
    """Number, the one before it and signal of all that is on a log, in its order."""
    rows = Delivery.objects.filter(company=company).order_by("number")
    return [*rows.values_list("number", "prev", "signal")]


def newest() -> int:
    return Dispatch.objects.latest("number").number


def send_embargoed(story: Story, *, signal: Signal = Signal.NEW) -> Story:
    """Put the text on the record under an embargo of an hour."""
    story.latest_dispatch = sending.send(
        story, signal=signal, code="", editors=[], embargo=timezone.now() + timedelta(hours=1)
    )
    return story


def hold(story: Story) -> Story:
    story.latest_dispatch = sending.send_hold(story, until=None, reason="Masih diperiksa.")
    return story


def lift(story: Story) -> Story:
    story.latest_dispatch = sending.send_lift(story)
    return story
