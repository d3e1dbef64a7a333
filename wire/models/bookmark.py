from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wire.models.company import Company
from wire.models.member import Member


class Bookmark(models.Model):
    """A story that one of a subscriber's people put aside, for themselves or for all of them."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="bookmarks")
    story_uid = models.UUIDField(_("story"))
    is_shared = models.BooleanField(_("shared with colleagues"), default=False)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "story_uid"], name="wire_bookmark_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["company", "-id"], name="wire_bookmark_newest"),
        ]

    def __str__(self) -> str:
        return str(self.story_uid)
