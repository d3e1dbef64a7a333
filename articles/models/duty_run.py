from datetime import datetime
from typing import ClassVar

from django.db import models


class DutyRunQuerySet(models.QuerySet["DutyRun"]):
    def note(self, duty: str, *, at: datetime, seconds: float, rows: int) -> None:
        """Write down that a duty was looked after."""
        run = DutyRun(duty=duty, at=at, seconds=seconds, rows=rows)
        self.bulk_create(
            [run],
            update_conflicts=True,
            unique_fields=["duty"],
            update_fields=["at", "seconds", "rows"],
        )


class DutyRun(models.Model):
    """When the worker last looked after a duty, how long that took, how many rows were in hand."""

    duty = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()
    seconds = models.FloatField()
    rows = models.PositiveIntegerField()

    objects = DutyRunQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return self.duty
