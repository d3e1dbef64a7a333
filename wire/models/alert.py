from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wire.models.endpoint import Endpoint


class AlertKind(models.TextChoices):
    """What a subscriber's technical contact is told."""

    FAILING = "failing", _("The endpoint takes nothing")
    SILENT = "silent", _("The endpoint has taken nothing for a day")
    DEAD = "dead", _("A delivery was given up")
    DISABLED = "disabled", _("The endpoint was switched off")
    WELL = "well", _("The endpoint takes deliveries again")


class AlertOutcome(models.TextChoices):
    """What became of the mail."""

    SENT = "sent", pgettext_lazy("alert", "Sent")
    NO_SERVER = "no-server", pgettext_lazy("alert", "Not sent: no mail server is set")
    NO_ADDRESS = "no-address", pgettext_lazy("alert", "Not sent: no technical contact is named")
    REFUSED = "refused", pgettext_lazy("alert", "Not sent: the mail server refuses it")


class Alert(models.Model):
    """A mail to a subscriber's technical contact, written in the transaction of its cause.

    The sender hands it over, at least once, under the Message-ID that ``uid`` makes.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="alerts")
    kind = models.CharField(_("kind"), max_length=8, choices=AlertKind)
    at = models.DateTimeField(_("at"), default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=AlertOutcome, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        default_permissions: ClassVar = ["view"]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], condition=Q(outcome=""), name="wire_alert_waiting"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
