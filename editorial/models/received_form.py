from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models

from articles.models.story import Story

# Longer than a browser keeps a form that it is to send.
KEPT: Final = timedelta(days=31)


class ReceivedFormQuerySet(models.QuerySet["ReceivedForm"]):
    def forget(self, now: datetime) -> None:
        """Delete those of pages that nobody sends again any more."""
        self.filter(at__lt=now - KEPT).delete()


class ReceivedForm(models.Model):
    """A form of the newsroom that was taken, known by the id it was shown with, and its answer.

    ``digest`` is of what was typed, ``pressed`` the button; ``story`` and ``version`` are what a
    story form made. The answer is an address, or the data with which a popup closes.
    """

    id = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=64)
    pressed = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="+")
    version = models.PositiveIntegerField(null=True)
    to = models.CharField(max_length=2000, blank=True)
    popup = models.TextField(blank=True)

    objects = ReceivedFormQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return str(self.pk)
