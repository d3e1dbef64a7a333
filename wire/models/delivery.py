from typing import ClassVar, NamedTuple, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.dispatch import Signal
from wire.models.company import Company


class Head(models.Model):
    """The number of the newest delivery to a subscriber: the ``prev`` of its next one.

    Written under the lock of the counter of Dispatches alone.
    """

    company = models.OneToOneField(Company, models.PROTECT, primary_key=True, related_name="head")
    last = models.BigIntegerField()

    class Meta:
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return str(self.last)


class Place(NamedTuple):
    """A place on a subscriber's log: what an item says that is theirs alone."""

    number: int
    prev: int
    signal: str
    has_pictures: bool


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def log(self, company: int, *, after: int) -> Self:
        """A subscriber's log behind a number, in its order."""
        return self.filter(company=company, number__gt=after).order_by("number")

    def places(self) -> list[Place]:
        """What the items of these begin with; see ``wire.items``."""
        return [Place(*row) for row in self.values_list(*Place._fields)]

    def of_story(self, company: int, story: UUID) -> Self:
        """What a subscriber was sent of a story, the newest first."""
        return self.filter(company=company, story_uid=story).order_by("-number")

    def present(self, company: int, *, after: int, until: int) -> Self:
        """The newest delivery of each story as of ``until``, and of none that is withdrawn now."""
        newer = Delivery.objects.filter(
            Q(number__lte=until) | Q(signal=Signal.WITHDRAWAL),
            story_uid=OuterRef("story_uid"),
            company=company,
            number__gt=OuterRef("number"),
        )
        return self.log(company, after=after).filter(
            ~Exists(newer), ~Q(signal=Signal.WITHDRAWAL), number__lte=until
        )


class Delivery(models.Model):
    """One Dispatch on one subscriber's log. Triggers refuse every change.

    ``number`` is the Dispatch's, ``prev`` the number before it on this log, 0 for the first.
    ``signal`` is what the Dispatch is to this subscriber, and ``has_pictures`` whether its item
    has them: both are settled by ``entitlement.py`` in the transaction of the Dispatch.
    """

    company = models.ForeignKey(Company, models.PROTECT, related_name="deliveries", db_index=False)
    # No foreign key: the row it names is never deleted, and a publication would pay 200 look-ups.
    number = models.BigIntegerField(_("number"))
    prev = models.BigIntegerField()
    story_uid = models.UUIDField(_("story"))
    version = models.PositiveIntegerField(_("version"))
    signal = models.CharField(_("signal"), max_length=12, choices=Signal)
    has_pictures = models.BooleanField(_("with pictures"), default=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        default_permissions: ClassVar = ["view"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "number"], name="wire_delivery_once"),
            # No two have the same one before them.
            models.UniqueConstraint(fields=["company", "prev"], name="wire_delivery_in_a_row"),
            models.CheckConstraint(
                condition=Q(prev__gte=0, prev__lt=F("number")), name="wire_delivery_prev_is_before"
            ),
            models.CheckConstraint(
                condition=Q(signal__in=list(Signal)), name="wire_delivery_signal"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["story_uid", "company", "-number"], name="wire_delivery_of_story"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.signal}"
