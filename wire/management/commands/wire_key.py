from argparse import ArgumentParser
from datetime import timedelta
from itertools import count
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wire import keys
from wire.entitlement import MOST_DAYS, backfill
from wire.models import Company, Key, Product, Subscription


class Command(BaseCommand):
    help = (
        "Prints a new key of a subscriber, and nothing else. One that isn’t there is made, with a "
        "product of everything from today; with --days its log begins with what stands of so many"
        " days before. Of two keys the older one ends."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("company", metavar="COMPANY", help="the subscriber’s name")
        parser.add_argument(
            "--days", type=int, default=0, help="of the past, on the log of a new subscriber"
        )

    def handle(self, *args: Any, company: str, days: int, **options: Any) -> None:
        name = company.strip()
        longest = Company._meta.get_field("name").max_length or 0  # noqa: SLF001 - public in Django
        if not name.isprintable() or not 0 < len(name) <= longest:
            raise CommandError(
                _("The name of a subscriber is a line of 1 to %(most)s signs.") % {"most": longest}
            )
        if not 0 <= days <= MOST_DAYS:
            raise CommandError(_("No more than %(most)s days back.") % {"most": MOST_DAYS})
        with transaction.atomic():
            subscriber, is_new = Company.objects.get_or_create(name=name)
            if is_new:
                Subscription.objects.create(
                    company=subscriber, product=_everything(), first_day=timezone.localdate()
                )
                if days:
                    backfill(subscriber, since=timezone.now() - timedelta(days=days))
            before = _valid(subscriber)
            _key, secret = keys.issue(subscriber, replaces_oldest=True)
            ended = before - _valid(subscriber)
        self.stdout.write(secret)
        for prefix in ended:
            self.stderr.write(_("The key %(prefix)s… has ended.") % {"prefix": prefix})


def _everything() -> Product:
    """A product as it is before anybody sets a filter: nothing narrower, no entitlement more."""
    name = _("Everything")
    for number in count(2):
        product, _made = Product.objects.get_or_create(name=name)
        if product.is_unfiltered:
            break
        # Somebody made another product of it.
        name = f"{_('Everything')} {number}"
    return product


def _valid(company: Company) -> set[str]:
    valid = Key.objects.valid(timezone.now()).filter(company=company)
    return set(valid.values_list("prefix", flat=True))
