from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class HubPing(models.Model):
    """Feeds that a Dispatch changed, of which the hub is still to be told; ``wire.hub`` tells it.

    ``paths`` are the feeds' addresses on the site. The row goes once the hub has taken it.
    """

    number = models.BigIntegerField(primary_key=True)
    paths = ArrayField(models.CharField(max_length=500))
    tried_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return str(self.number)
