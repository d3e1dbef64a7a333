from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Entry(models.Model):
    """What the portal's list and search read of a Dispatch, so that they read no content.

    ``portal/listing.py`` writes it in the Dispatch's transaction. Of a withdrawal and a hold the
    headline alone is searched; kind and urgency are those that the story had before.
    """

    number = models.BigIntegerField(primary_key=True)
    sent_at = models.DateTimeField()
    edition = models.CharField(max_length=8)
    desk = models.BigIntegerField()
    section = models.BigIntegerField()
    desk_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=3, blank=True)
    urgency = models.PositiveSmallIntegerField()
    has_pictures = models.BooleanField()
    embargo_until = models.DateTimeField(null=True)
    headline = models.CharField(max_length=250)
    search_vector = SearchVectorField()

    class Meta:
        default_permissions: ClassVar = []
        indexes: ClassVar = [
            GinIndex(fields=["search_vector"], name="wire_entry_search"),
            models.Index(
                fields=["embargo_until"],
                condition=models.Q(embargo_until__isnull=False),
                name="wire_entry_withheld",
            ),
        ]

    def __str__(self) -> str:
        return self.headline
