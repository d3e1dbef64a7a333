from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.story import Status, Story
from articles.models.user import User


class ClaimQuerySet(models.QuerySet["Claim"]):
    def live(self) -> "ClaimQuerySet":
        """Those of stories that wait, by editors who may still sign in."""
        return self.filter(story__status=Status.SUBMITTED, by__is_active=True, by__is_staff=True)

    def take(self, story: Story, by: User, *, seen: int | None) -> bool:
        """Give the story to ``by``, if nobody has it, or the one who was seen to; whether it is."""
        now = timezone.now()
        gone = User.objects.exclude(is_active=True, is_staff=True)
        had = self.filter(Q(by=seen) | Q(by__in=gone.values("pk")), story=story)
        if not had.update(by=by, since=now):
            self.bulk_create([Claim(story=story, by=by, since=now)], ignore_conflicts=True)
        return self.filter(story=story, by=by).exists()

    def forget(self) -> None:
        """Delete those of stories that wait no more."""
        self.exclude(story__status=Status.SUBMITTED).delete()


class Claim(models.Model):
    """The editor who has a waiting story in hand: one of a story, until it waits no more."""

    story = models.OneToOneField(Story, models.CASCADE, primary_key=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    since = models.DateTimeField(default=timezone.now)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return str(self.story_id)
