from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wire.models.company import Company


class Acknowledgement(models.Model):
    """When a subscriber first asked for what comes after a number: all up to it they have.

    A row each time that they get on, so the first at or behind a delivery says since when.
    """

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="acknowledgements", db_index=False
    )
    number = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "number"], name="wire_acknowledged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.number}"


class Fate(models.TextChoices):
    """What a subscriber did with a story."""

    PUBLISHED = "published", _("Published")
    TAKEN_DOWN = "taken-down", _("Taken down")


class Receipt(models.Model):
    """What a subscriber says became of a version of a story. Said twice, it counts once."""

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="receipts", verbose_name=_("subscriber")
    )
    story_uid = models.UUIDField(_("story"))
    version = models.PositiveIntegerField(_("version"))
    fate = models.CharField(_("what became of it"), max_length=10, choices=Fate)
    url = models.URLField(_("address"), max_length=500, blank=True)
    at = models.DateTimeField(_("received at"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at"]
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        default_permissions: ClassVar = ["view"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["story_uid", "company", "version", "fate"], name="wire_receipt_once"
            ),
            models.CheckConstraint(
                condition=models.Q(fate__in=list(Fate)), name="wire_receipt_fate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_uid} {self.version} {self.fate}"
