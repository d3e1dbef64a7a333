from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.dispatch import Dispatch
from articles.models.story import Story


class AftermathQuerySet(models.QuerySet["Aftermath"]):
    def unsought(self, now: datetime) -> "AftermathQuerySet":
        """Those for which nobody has looked yet, the oldest first."""
        return self.filter(sought_at=None).order_by("pk")


class Aftermath(models.Model):
    """What a correction or a withdrawal took back, and when it was looked for who repeats it.

    Written in the transaction of the Dispatch. ``taken`` is what is stated no more, in JSON, with
    what took its place; it is known once it was looked for.
    """

    dispatch = models.OneToOneField(
        Dispatch, models.PROTECT, primary_key=True, related_name="+", editable=False
    )
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    taken = models.JSONField(default=list)
    sought_at = models.DateTimeField(null=True)

    objects = AftermathQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []
        indexes: ClassVar = [
            models.Index(
                fields=["dispatch"], condition=Q(sought_at=None), name="aftermath_unsought"
            ),
        ]

    def __str__(self) -> str:
        return str(self.dispatch_id)


class Decision(models.TextChoices):
    """What became of a story that repeats what was taken back."""

    DONE = "done", _("Done")
    LEFT = "left", _("Left as it is")


class EchoQuerySet(models.QuerySet["Echo"]):
    def open(self) -> "EchoQuerySet":
        """Those that nobody has dealt with."""
        return self.filter(decision="")


class Echo(models.Model):
    """A story that repeats what another took back, or leads to it: a line of a worklist.

    ``reasons`` say why it is on the list, in JSON (``editorial.after.echoes.Reason``); the line
    with the highest ``rank`` comes first. ``told_by`` wrote to the other story's writer last.
    """

    aftermath = models.ForeignKey(Aftermath, models.CASCADE, related_name="echoes", db_index=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="+", db_index=False)
    reasons = models.JSONField(default=list)
    rank = models.FloatField()
    decision = models.CharField(max_length=4, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True)

    objects = EchoQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["aftermath", "story"], name="echo_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | Q(decision__in=list(Decision), decided_at__isnull=False),
                name="echo_is_decided_once",
            ),
            models.CheckConstraint(
                condition=Q(told_by=None, told_at=None)
                | Q(told_by__isnull=False, told_at__isnull=False),
                name="echo_is_told_by_someone",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["story"], condition=Q(decision=""), name="echo_open"),
        ]

    def __str__(self) -> str:
        return f"{self.aftermath_id} {self.story_id}"
