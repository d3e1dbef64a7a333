from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from articles.models.edition import Edition

KEPT = timedelta(days=2)
"""How long it is known how often a story was read in an hour."""


class ReadCountQuerySet(models.QuerySet["ReadCount"]):
    def forget(self, now: datetime) -> int:
        """Delete the hours that are over for longer than ``KEPT``; how many rows they were."""
        return self.filter(hour__lt=now - KEPT).delete()[0]


class ReadCount(models.Model):
    """How often a story was read in an hour. It says nothing about who read it."""

    pk = models.CompositePrimaryKey("edition_id", "hour", "story_uid")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", db_index=False)
    hour = models.DateTimeField()
    story_uid = models.UUIDField()
    count = models.PositiveIntegerField()

    objects = ReadCountQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"{self.story_uid} {self.hour:%Y-%m-%d %H}: {self.count}"
