from datetime import datetime, timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from articles.models.event import Event
from articles.models.story import Story
from articles.models.user import User
from editorial.models.lease import ALIVE, Lease

KEPT: Final = timedelta(days=1)
"""How long a page that sleeps may still learn that it was taken over."""
MOST_PAGES: Final = 20
"""Of one person at one story."""

# Pages before leases: a takeover locks them in this order too.
SAY = """
WITH here AS (
    INSERT INTO editorial_presence AS kept (page, story_id, by_id, since, at, writes)
    SELECT %(page)s, %(story)s, %(by)s, %(now)s, %(now)s, %(writes)s
    WHERE (SELECT count(*) FROM editorial_presence
        WHERE story_id = %(story)s AND by_id = %(by)s AND at > %(dead)s AND page <> %(page)s
    ) < %(most)s
    ON CONFLICT (page) DO UPDATE SET (at, writes) = (excluded.at, excluded.writes)
    WHERE kept.by_id = excluded.by_id AND kept.story_id = excluded.story_id
    RETURNING writes, taken_id
), lease AS (
    INSERT INTO editorial_lease AS held (story_id, by_id, since, at)
    SELECT %(story)s, %(by)s, %(now)s, %(now)s FROM here WHERE writes AND taken_id IS NULL
    ON CONFLICT (story_id) DO UPDATE SET (by_id, since, at) = (
        excluded.by_id,
        CASE WHEN held.by_id = excluded.by_id AND held.at > %(dead)s
            THEN held.since ELSE excluded.since END,
        excluded.at
    )
    WHERE held.by_id = excluded.by_id OR held.at <= %(dead)s
        OR NOT (SELECT is_active AND is_staff FROM articles_user WHERE id = held.by_id)
)
SELECT taken_id FROM here
"""


class NotHereError(Exception):
    """The page is another's, or one more than a person may have open at a story."""


class PresenceQuerySet(models.QuerySet["Presence"]):
    def live(self, now: datetime) -> "PresenceQuerySet":
        """The pages that are open, of those who may still sign in."""
        return self.filter(at__gt=now - ALIVE, by__is_active=True, by__is_staff=True)

    def say(self, page: UUID, story: Story, by: User, *, writes: bool) -> int | None:
        """Note that a page is open, and who writes in it has the lease, if it is free or theirs.

        In one statement. The answer is the event by which the page was taken over, if it was: it
        then writes no more. Raises ``NotHereError``.
        """
        now = timezone.now()
        values: dict[str, Any] = {
            "page": page,
            "story": story.pk,
            "by": by.pk,
            "writes": writes,
            "now": now,
            "dead": now - ALIVE,
            "most": MOST_PAGES,
        }
        with connection.cursor() as cursor:
            cursor.execute(SAY, values)
            row = cursor.fetchone()
        if row is None:
            raise NotHereError
        taken: int | None = row[0]
        return taken

    def taken(self, page: UUID | None, by: User) -> int | None:
        """The event by which somebody took the story over from this page of ``by``, if one did."""
        if page is None:
            return None
        return self.filter(page=page, by=by).values_list("taken", flat=True).first()

    @transaction.atomic
    def leave(self, page: UUID, story_pk: int, by: User) -> None:
        """Note that a page was closed; with the last one that writes the lease ends."""
        now, own = timezone.now(), self.filter(story=story_pk, by=by)
        own.filter(page=page).delete()
        if not own.live(now).filter(writes=True, taken=None).exists():
            Lease.objects.filter(story=story_pk, by=by).pass_on(now)

    def end(self, by: User) -> None:
        """Forget where ``by`` is: they have signed out."""
        self.filter(by=by).delete()
        Lease.objects.filter(by=by).delete()

    def forget(self, now: datetime) -> None:
        """Delete the pages and leases of long ago."""
        self.filter(at__lt=now - KEPT).delete()
        Lease.objects.filter(at__lt=now - KEPT).delete()


class Presence(models.Model):
    """An open page of a story: whose, since when, and when it said so last.

    ``writes`` while something was typed there; ``taken`` is the event by which another took the
    story over, after which the page can only be read.
    """

    page = models.UUIDField(primary_key=True)
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    since = models.DateTimeField(default=timezone.now)
    # Without an index, so that a row is replaced in its place.
    at = models.DateTimeField(default=timezone.now)
    writes = models.BooleanField(default=False)
    taken = models.ForeignKey(Event, models.CASCADE, null=True, related_name="+", db_index=False)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return str(self.page)
