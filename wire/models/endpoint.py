from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wire.models.company import Company
from wire.push.failure import Failure


class EndpointKind(models.TextChoices):
    """By which way stories come."""

    WEBHOOK = "webhook", _("Webhook")
    MAIL = "mail", _("E-mail")
    SFTP = "sftp", _("Files by SFTP")
    S3 = "s3", _("Files to S3")


class EndpointState(models.TextChoices):
    """Whether anything is sent there."""

    ACTIVE = "active", pgettext_lazy("endpoint", "Active")
    PAUSED = "paused", pgettext_lazy("endpoint", "Paused")
    DISABLED = "disabled", pgettext_lazy("endpoint", "Switched off")


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    def of(self, company: Company) -> Self:
        return self.filter(company=company)


class Endpoint(models.Model):
    """Where a subscriber's deliveries are pushed to; ``wire/push/endpoints.py`` sets it up.

    ``address`` is a URL (webhook), an e-mail address, ``sftp://host:port/folder``, or, for S3,
    ``https://host/bucket/folder``. ``secret`` and ``old_secret`` are sealed (``push/seals.py``).
    From ``failures`` on, the sender writes how it goes: failures in a row, since when, and until
    when it is left alone.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="endpoints", verbose_name=_("subscriber")
    )
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("way"), max_length=8, choices=EndpointKind)
    address = models.CharField(_("address"), max_length=2000)
    user = models.CharField(_("user or access key"), max_length=200, blank=True)
    region = models.CharField(_("region of the S3 server"), max_length=40, blank=True)
    host_key = models.TextField(_("host key of the SFTP server"), blank=True)
    format = models.CharField(_("format"), max_length=10, default="json")
    secret = models.TextField(blank=True, editable=False)
    old_secret = models.TextField(blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=EndpointState, default=EndpointState.ACTIVE
    )
    disabled_after = models.BigIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    failing_since = models.DateTimeField(_("fails since"), null=True, editable=False)
    last_failure = models.CharField(
        _("last failure"), max_length=16, choices=Failure, blank=True, editable=False
    )
    last_ok_at = models.DateTimeField(_("last taken at"), null=True, editable=False)
    is_slow = models.BooleanField(_("slow"), default=False, editable=False)
    rests_until = models.DateTimeField(_("rests until"), null=True, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)

    objects = EndpointQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["company", "name", "pk"]
        verbose_name = _("endpoint")
        verbose_name_plural = _("endpoints")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=list(EndpointKind), state__in=list(EndpointState)),
                name="wire_endpoint_is_known",
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since__isnull=True)
                | Q(failures__gt=0, failing_since__isnull=False),
                name="wire_endpoint_fails_since",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_old_secret(self, now: datetime) -> bool:
        """Whether the secret before the present one still signs."""
        return bool(self.old_secret and self.old_secret_until and self.old_secret_until > now)
