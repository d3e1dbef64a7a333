"""What the desk decides about a front page: which stories lead it, and the breaking bar."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition

PLACES = 5
"""The lead and the seconds: what can be pinned."""


class PinQuerySet(models.QuerySet["Pin"]):
    def standing(self, now: datetime) -> Self:
        """Those whose time has not come."""
        return self.filter(lapses_at__gt=now)


class Pin(models.Model):
    """A story's place at the top of an edition's front page, until it lapses.

    The first is the lead. A story that was withdrawn has no Article and shows nothing.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="pins")
    story_uid = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    lapses_at = models.DateTimeField()
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PinQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["edition", "position"]
        verbose_name = _("front page")
        verbose_name_plural = _("front page")
        default_permissions: ClassVar = []
        permissions: ClassVar = [("arrange_front", "Can arrange the front page")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "story_uid"], name="pin_story_once"),
            models.UniqueConstraint(
                fields=["edition", "position"],
                name="pin_place_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.position}"


class BreakingQuerySet(models.QuerySet["Breaking"]):
    def on(self, now: datetime) -> Self:
        """Those that readers see."""
        return self.filter(until__gt=now)


class Breaking(models.Model):
    """The breaking bar of an edition: one row, so that there is never a second one.

    ``story_uid`` is the story it leads to, or ``url`` an address on the site; it may have
    neither. It goes out at ``until``, and with its story when that is withdrawn.
    """

    edition = models.OneToOneField(
        Edition, models.PROTECT, primary_key=True, related_name="breaking"
    )
    text = models.CharField(_("text"), max_length=160)
    story_uid = models.UUIDField(null=True)
    url = models.CharField(_("link"), max_length=300, blank=True)
    until = models.DateTimeField(_("until"))
    switched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = BreakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking bar")
        verbose_name_plural = _("breaking bars")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="/", story_uid__isnull=True),
                name="breaking_leads_within_the_site",
            ),
        ]

    def __str__(self) -> str:
        return self.text
