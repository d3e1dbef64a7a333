from typing import ClassVar

from django.db import models


class PrintedItem(models.Model):
    """A Dispatch as our JSON item, printed once, so that no release changes what is on a log.

    ``text`` lacks what is each subscriber's own and the site's origin, which ``items.py`` puts in.
    Triggers refuse every change.
    """

    number = models.BigIntegerField()
    has_pictures = models.BooleanField()
    text = models.TextField()

    class Meta:
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number", "has_pictures"], name="wire_printed_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)
