from datetime import datetime, time, timedelta
from typing import ClassVar, Final, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wire.models.member import Member

MORNING: Final = 7


class SearchMail(models.TextChoices):
    """When a saved search writes a mail."""

    NONE = "none", _("No mail")
    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day")


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def due(self, now: datetime) -> Self:
        """Those that have something on the log to look at, and whose time it is."""
        return self.filter(
            Q(mail=SearchMail.NOW) | Q(mail=SearchMail.DAILY, next_at__lte=now),
            member__user__is_active=True,
            member__company__head__last__gt=F("looked_at"),
        ).order_by("next_at", "pk")


class SavedSearch(models.Model):
    """What one of a subscriber's people looks for again and again, and may be told of by mail.

    ``wanted`` is the plain data of a ``Filter``; ``looked_at`` the number up to which mail told of
    what was found, and ``next_at`` when a daily one is written next.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="searches")
    name = models.CharField(_("name"), max_length=60)
    wanted = models.JSONField(default=dict)
    mail = models.CharField(_("mail"), max_length=5, choices=SearchMail, default=SearchMail.NONE)
    looked_at = models.BigIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(mail__in=list(SearchMail)), name="wire_saved_search_mail_is_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"], condition=~Q(mail="none"), name="wire_saved_search_due"
            ),
        ]

    def __str__(self) -> str:
        return self.name


def morning_after(now: datetime) -> datetime:
    """When the next daily mail is written."""
    today = timezone.localtime(now)
    at = datetime.combine(today.date(), time(MORNING), tzinfo=today.tzinfo)
    return at if at > now else at + timedelta(days=1)
