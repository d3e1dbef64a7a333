from typing import ClassVar

from django.db import models
from django.db.models import Q

from articles.models.story import Story


class Following(models.Model):
    """Which version of its original a translation says, and since when that is not the newest.

    ``version`` is one of the original's; ``stale_since`` is when another one first went out.
    """

    story = models.OneToOneField(Story, models.CASCADE, primary_key=True, related_name="following")
    version = models.PositiveIntegerField()
    stale_since = models.DateTimeField(null=True)

    class Meta:
        default_permissions: ClassVar = []
        indexes: ClassVar = [
            models.Index(
                fields=["stale_since"],
                condition=Q(stale_since__isnull=False),
                name="following_stale",
            ),
        ]

    def __str__(self) -> str:
        return str(self.story_id)
