from datetime import datetime
from typing import ClassVar, Final
from uuid import uuid4

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.story import Status, Story

KEPT_CLOSED: Final = frozenset({Status.SPIKED, Status.WITHDRAWN})
"""A story in these states is shown to nobody outside."""
_SIGNER: Final = Signer(salt="editorial.preview-link")


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def open_at(self, now: datetime) -> "PreviewLinkQuerySet":
        """Those that still lead to their story."""
        standing = self.filter(revoked_at=None, expires_at__gt=now)
        return standing.exclude(story__status__in=KEPT_CLOSED)

    def named(self, token: str) -> "PreviewLinkQuerySet":
        """The one of a token; none where the token was not signed by this house."""
        try:
            key = _SIGNER.unsign(token)
        except BadSignature:
            return self.none()
        return self.filter(key=key)

    def count_opening(self, pk: int) -> None:
        """Count that somebody opened it."""
        self.filter(pk=pk).update(opened=F("opened") + 1, last_opened_at=timezone.now())


class PreviewLink(models.Model):
    """An address at which somebody outside reads a story's working copy, until a time.

    Whoever has it may read: ``reader`` is only whom it was made for.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    reader = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="preview_link_expires"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="preview_link_revoked_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.reader}"

    @property
    def token(self) -> str:
        """What its address ends with: nobody makes one up."""
        return _SIGNER.sign(str(self.key))

    @property
    def is_open(self) -> bool:
        """Whether it leads to its story now, as far as the link goes."""
        return self.revoked_at is None and self.expires_at > timezone.now()
