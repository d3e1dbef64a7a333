from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from wire.models.company import Company


class Scope(models.TextChoices):
    """What a key opens."""

    READ = "read", _("Read the log and the stories")
    RECEIPTS = "receipts", _("Say what became of a story")
    ENDPOINTS = "endpoints", _("Set up where stories are pushed to")


class KeyQuerySet(models.QuerySet["Key"]):
    def valid(self, now: datetime) -> Self:
        """Those that open something."""
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now), revoked_at=None)

    def with_last_use(self) -> Self:
        """Each with ``last_used_at``: to the second, and None for one that was never used."""
        return self.annotate(last_used_at=Max("usage__last_at"))


class Key(models.Model):
    """What a subscriber's machine signs in with. ``keys.py`` makes and ends them.

    Of the key itself only its SHA-256 is kept, and ``prefix``, by which people tell keys apart. A
    subscriber has two at a time, in two slots, so that one is in use until the other is.
    """

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="keys", verbose_name=_("subscriber")
    )
    name = models.CharField(_("name"), max_length=60, blank=True)
    prefix = models.CharField(_("begins with"), max_length=16)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    slot = models.PositiveSmallIntegerField(editable=False)
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope), verbose_name=_("scopes"))
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)

    objects = KeyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["company", "-created_at"]
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(slot__in=(1, 2)), name="wire_key_slot"),
            models.UniqueConstraint(
                fields=["company", "slot"],
                condition=Q(revoked_at__isnull=True),
                name="wire_key_two_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=list(Scope), scopes__len__gt=0),
                name="wire_key_scopes",
            ),
        ]

    def __str__(self) -> str:
        return self.prefix
