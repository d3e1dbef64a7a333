from typing import ClassVar

from django.db import models

from wire.models.key import Key


class Usage(models.Model):
    """What a key asked for on a day of UTC, and how much of it in the minute that it asked last.

    ``limits.py`` writes it, one statement a request.
    """

    key = models.ForeignKey(Key, models.CASCADE, related_name="usage", db_index=False)
    day = models.DateField()
    requests = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    minute = models.DateTimeField()
    in_minute = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-day"]
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "day"], name="wire_usage_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.requests}"
