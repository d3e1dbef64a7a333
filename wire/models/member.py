from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wire.models.company import Company


class Member(models.Model):
    """An account of a subscriber's people, for the portal; never one of the newsroom's.

    Who ``is_technical`` looks after the company's endpoints there.
    Triggers refuse staff here, and a right of staff to an account that is here.
    """

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="members", verbose_name=_("subscriber")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="wire_member",
        verbose_name=_("account"),
    )
    is_technical = models.BooleanField(_("looks after the technology"), default=False)

    class Meta:
        ordering: ClassVar = ["company", "user"]
        verbose_name = _("subscriber’s account")
        verbose_name_plural = _("subscribers’ accounts")

    def __str__(self) -> str:
        return str(self.user)

    def clean(self) -> None:
        if self.user.is_staff or self.user.is_superuser:
            raise ValidationError(
                {"user": _("This account belongs to the newsroom: give them one of their own.")}
            )
