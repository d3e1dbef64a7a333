from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from wire.models.company import Company
from wire.models.product import Product


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def on(self, day: date) -> Self:
        """Those that run on a day of the agency's."""
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=day), first_day__lte=day)


class Subscription(models.Model):
    """A subscriber's product from a day to a day, both included; without a last day it goes on.

    Its end stops what is new, not the duty: see ``entitlement.py``.
    """

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="subscriptions", verbose_name=_("subscriber")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="subscriptions", verbose_name=_("product")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["company", "-first_day"]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="wire_subscription_ends_after_it_begins",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} – {self.product}"
