from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.story import Story

BEAT: Final = timedelta(seconds=15)
"""How often an open page says that it is there."""
ALIVE: Final = 3 * BEAT
"""How long it is believed after it said so last."""
PASSING: Final = timedelta(seconds=3)
"""How long a lease waits for the page that a save or a reload opens next."""


class LeaseQuerySet(models.QuerySet["Lease"]):
    def live(self, now: datetime) -> "LeaseQuerySet":
        """Those that hold, of people who may still sign in."""
        return self.filter(at__gt=now - ALIVE, by__is_active=True, by__is_staff=True)

    def pass_on(self, now: datetime) -> None:
        """Let them end in a moment, unless their holder opens the story again."""
        self.filter(at__gt=now - ALIVE + PASSING).update(at=now - ALIVE + PASSING)


class Lease(models.Model):
    """Who writes a story: one person at a time, in however many windows.

    It is advice to people. A save asks for the version alone.
    """

    story = models.OneToOneField(Story, models.CASCADE, primary_key=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    since = models.DateTimeField(default=timezone.now)
    at = models.DateTimeField(default=timezone.now)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return str(self.story_id)
