from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FactorKind(models.TextChoices):
    """What stands beside a password."""

    APP = "app", _("Authenticator app")
    PASSKEY = "passkey", _("Passkey")


class SecondFactor(models.Model):
    """A telephone's app or a key that somebody signs in with, beside their password.

    ``secret`` is the app's, encrypted, or the public key, in base64. ``last_step`` is the newest
    half minute whose code was taken: none is taken twice.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factors"
    )
    kind = models.CharField(_("kind"), max_length=7, choices=FactorKind)
    name = models.CharField(_("name"), max_length=60)
    secret = models.TextField()
    last_step = models.BigIntegerField(default=0)
    at = models.DateTimeField(_("set up at"), default=timezone.now)
    used_at = models.DateTimeField(_("last used at"), null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=list(FactorKind)), name="second_factor_kind_is_known"
            ),
            models.UniqueConstraint(fields=["user", "secret"], name="second_factor_is_one"),
        ]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """A code on paper, good once; ``key`` is a keyed hash of it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes"
    )
    key = models.CharField(max_length=64)

    class Meta:
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "key"], name="recovery_code_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class FactorAsked(models.Model):
    """Since when an account is asked for a second factor: from there its days of grace count."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="factor_asked"
    )
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"{self.since}"
