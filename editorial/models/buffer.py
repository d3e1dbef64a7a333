import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, models
from django.db.models.fields.json import KT
from django.utils import timezone

from articles.models.story import Story
from articles.models.user import User

KEPT: Final = timedelta(days=30)

KEEP: Final = """
INSERT INTO editorial_buffer AS kept (by_id, key, story_id, version, fields, token, at)
VALUES (%s, %s, %s, %s, %s::jsonb, %s, %s)
ON CONFLICT (by_id, key) DO UPDATE SET
    (story_id, version, fields, token, at)
    = (excluded.story_id, excluded.version, excluded.fields, excluded.token, excluded.at)
WHERE kept.token = ANY(%s)
"""


class BufferQuerySet(models.QuerySet["Buffer"]):
    def typed(self, by: User) -> "BufferQuerySet":
        """What ``by`` has typed and neither saved nor dropped."""
        return self.filter(by=by).exclude(fields={})

    def unfiled(self, by: User) -> "BufferQuerySet":
        """Those of new stories, the newest first, each with its headline and without its text.

        ``flash`` says something of one that was typed into the form of a flash.
        """
        new = self.typed(by).filter(story=None).order_by("-at", "-pk")
        told = {"headline": KT("fields__headline"), "flash": KT("fields__is_flash")}
        return new.annotate(**told).defer("fields")

    def keep(self, buffer: "Buffer", *, after: Iterable[UUID]) -> bool:
        """Store it, in one statement; False if what is there is neither it nor one of ``after``."""
        values = (
            *(buffer.by_id, buffer.key, buffer.story_id, buffer.version),
            *(json.dumps(buffer.fields), buffer.token, timezone.now()),
            [buffer.token, *after],
        )
        with connection.cursor() as cursor:
            cursor.execute(KEEP, values)
            return bool(cursor.rowcount)

    def drop(self, by: User, key: UUID, story: Story | None) -> None:
        """Leave nothing of what ``by`` typed under a key; ``story`` has it now, if it was saved.

        The row stays, empty: a request that is still on its way can't bring the text back.
        """
        empty = Buffer(by=by, key=key, story=story, token=uuid4())
        self.bulk_create(
            [empty],
            update_conflicts=True,
            unique_fields=["by", "key"],
            update_fields=["story", "version", "fields", "token", "at"],
        )

    def forget(self, now: datetime) -> None:
        """Delete what nobody came back to."""
        self.filter(at__lt=now - KEPT).delete()


class Buffer(models.Model):
    """What a person has typed into a story's form and not saved: theirs alone, and no version.

    ``key`` is the stored story's ``uid``, or the id of the form that makes a new one. ``fields``
    are the form's as they are typed, none once they were saved or dropped; ``version`` is the one
    they began from, and ``token`` names this very text.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    fields = models.JSONField(default=dict)
    token = models.UUIDField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = BufferQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "key"], name="buffer_per_person_and_form"),
        ]

    def __str__(self) -> str:
        return str(self.key)
