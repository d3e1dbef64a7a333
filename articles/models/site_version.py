import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class SiteVersion(models.Model):
    """One row: a value at random, another one whenever what pages show besides stories changes.

    Triggers change it with each edition, desk, person, place, standing page and line of the
    masthead that is written, in the same transaction. What a process keeps under a version it has
    read can't be out of date, not even after the database was set back. ``front`` is the same for
    the pins of the front pages, which no other page shows.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.UUIDField(default=uuid.uuid4)
    changed_at = models.DateTimeField()
    front = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="site_version_is_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.version)
