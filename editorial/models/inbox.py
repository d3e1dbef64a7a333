from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.complaint import Complaint
from articles.models.event import Event
from articles.models.story import Story
from articles.models.user import User
from editorial.models.mail import OutgoingMail
from editorial.models.note import Note

KEPT: Final = timedelta(days=180)
LATE: Final = timedelta(minutes=1)
"""What the clock does so much later than its time is late."""


class InboxKind(models.TextChoices):
    """What somebody is told of."""

    RETURNED = "returned", _("Returned to you")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    EMBARGOED = "embargoed", _("Under embargo")
    HELD = "held", _("On hold")
    LIFTED = "lifted", _("Free again")
    FALLEN = "fallen", _("Off the schedule")
    SOON = "soon", _("Goes out soon")
    MISSED = "missed", _("Missed its time")
    MENTIONED = "mentioned", _("Mentioned")
    ANSWERED = "answered", _("Answered")
    NOTED = "noted", _("Note on your story")
    COMPLAINT = "complaint", _("Correction asked for")
    ORIGINAL = "original", _("Original changed")
    TAKEN = "taken", _("Taken from your hand")
    HANDED = "handed", _("Handed over to you")


class InboxEntryQuerySet(models.QuerySet["InboxEntry"]):
    def of(self, user: User) -> "InboxEntryQuerySet":
        """What ``user`` was told, about stories that they may still see."""
        own = self.filter(to=user)
        if user.has_perm("articles.review_story"):
            return own
        return own.filter(story__in=Story.objects.visible_to(user))

    def unread(self) -> "InboxEntryQuerySet":
        return self.filter(is_read=False)

    def forget(self, now: datetime) -> None:
        """Delete what is old."""
        self.filter(at__lt=now - KEPT).delete()


class InboxEntry(models.Model):
    """That somebody is told of something about a story: a row for each person and thing.

    ``key`` names the thing, so nobody is told of it twice. What is told is read off the ``event``,
    ``note`` or ``complaint``; ``time`` is the one for which the story is or was on the schedule.
    ``mail`` tells it too.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=InboxKind)
    key = models.CharField(max_length=60)
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, models.CASCADE, null=True, db_index=False, related_name="+")
    note = models.ForeignKey(Note, models.CASCADE, null=True, db_index=False, related_name="+")
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, null=True, db_index=False, related_name="+"
    )
    time = models.DateTimeField(null=True)
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    is_read = models.BooleanField(default=False)

    objects = InboxEntryQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["to", "key"], name="inbox_told_once"),
            models.CheckConstraint(
                condition=Q(kind__in=list(InboxKind)), name="inbox_kind_is_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["to", "is_read", "-id"], name="inbox_unread_first"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.story_id}"
