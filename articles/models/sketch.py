from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models

from articles.models.story import Story

KEPT: Final = timedelta(days=7)
"""How long after a story was written its sketch is kept: who looks for it looks three days back."""

# Each shingle is looked for by itself: comparing whole arrays takes fifty microseconds a row, which
# the planner takes for nothing. What so many say is a phrase, and no more of them are read.
SHARING = """
SELECT shared.story_id, shared.times, cardinality(sketch.shingles) FROM (
    SELECT found.story_id, count(*) AS times
    FROM unnest(%(shingles)s::integer[]) AS wanted (shingle)
    CROSS JOIN LATERAL (
        SELECT story_id FROM articles_sketch WHERE shingles @> ARRAY[wanted.shingle]
        LIMIT %(common)s
    ) AS found
    GROUP BY found.story_id HAVING count(*) >= %(fewest)s
) AS shared JOIN articles_sketch AS sketch USING (story_id)
ORDER BY shared.times DESC, shared.story_id DESC LIMIT %(most)s
"""
_COMMON: Final = 200


@dataclass(frozen=True, slots=True)
class Shared:
    """How many shingles a story's sketch shares with a text, and how many it has."""

    story: int
    shared: int
    of: int


class SketchQuerySet(models.QuerySet["Sketch"]):
    def keep(self, story: Story, shingles: list[int], at: datetime) -> None:
        """The story's sketch, in one statement, in place of an earlier one."""
        self.bulk_create(
            [Sketch(story=story, shingles=shingles, at=at)],
            update_conflicts=True,
            unique_fields=["story"],
            update_fields=["shingles", "at"],
        )

    def sharing(self, shingles: list[int], *, fewest: int, most: int) -> list[Shared]:
        """The sketches that share at least ``fewest`` with a text, those that share most first."""
        asked: dict[str, Any] = {"shingles": shingles, "common": _COMMON}
        with connection.cursor() as cursor:
            cursor.execute(SHARING, asked | {"fewest": fewest, "most": most})
            return [Shared(*row) for row in cursor.fetchall()]

    def forget(self, now: datetime) -> int:
        """Delete those that are older than ``KEPT``; how many they were."""
        return self.filter(at__lt=now - KEPT).delete()[0]


class Sketch(models.Model):
    """What a story said first when it was last written, as ``text.shingles`` has it.

    A table of its own, and of the last days alone: the index of it is no larger in an old archive,
    and a story's steps don't write it again.
    """

    story = models.OneToOneField(
        Story, models.CASCADE, primary_key=True, related_name="sketch", editable=False
    )
    shingles = ArrayField(models.IntegerField())
    at = models.DateTimeField()

    objects = SketchQuerySet.as_manager()

    class Meta:
        default_permissions: ClassVar = []
        indexes: ClassVar = [
            # Else entries wait in a heap of their own, which searches read and some save has to
            # clear.
            GinIndex(fields=["shingles"], name="sketch_shingles", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.story_id)
