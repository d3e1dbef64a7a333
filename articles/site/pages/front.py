"""What a front page is made of: its stories in one query, and once a minute what is read most."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from articles import readings
from articles.site.frame import kept
from articles.site.frame.navigation import Navigation

RANKED_FOR = 60
PINNED, NEWEST, STRIP, OPINION, READ = range(5)

OWN = """
    story_uid, dispatch_id, published_at, first_number,
    picture IS NOT NULL AS pictured, label <> '' AS paid
"""
# Each part reads the top of one index. Four times as many rows are read as are shown, so a row has
# what chooses among them and no more; all that is shown of it is printed.
FRONT = f"""
SELECT part, wanted, story_uid, dispatch_id, published_at, pictured, paid, lapses_at
FROM (
    SELECT 0 AS part, pin.position AS wanted, pin.lapses_at, pinned.*
    FROM articles_pin pin JOIN LATERAL (
        SELECT {OWN} FROM articles_article WHERE story_uid = pin.story_uid
    ) AS pinned ON true
    WHERE pin.edition_id = %(edition)s AND pin.lapses_at > now()
    UNION ALL (
        SELECT 1, NULL, NULL, {OWN} FROM articles_article
        WHERE edition_id = %(edition)s
        ORDER BY published_at DESC, first_number DESC LIMIT {{newest}}
    )
    UNION ALL
    SELECT 2, section, NULL, strip.*
    FROM unnest(%(sections)s::bigint[]) AS section, LATERAL (
        SELECT {OWN} FROM articles_article
        WHERE section_id = section
        ORDER BY published_at DESC, first_number DESC LIMIT {{strip}}
    ) AS strip
    UNION ALL
    SELECT 3, NULL, NULL, opinion.*
    FROM unnest(%(opinion_desks)s::bigint[]) AS desk, LATERAL (
        SELECT {OWN} FROM articles_article
        WHERE desk_id = desk
        ORDER BY published_at DESC, first_number DESC LIMIT {{opinion}}
    ) AS opinion
    UNION ALL
    SELECT 4, array_position(%(read)s::uuid[], story_uid), NULL, {OWN} FROM articles_article
    WHERE story_uid = ANY(%(read)s::uuid[])
) AS a
ORDER BY part, wanted, published_at DESC, first_number DESC
"""  # noqa: S608 - our own names; values are parameters


class Candidate(NamedTuple):
    """A story that may stand on a front page, in one of its parts.

    ``wanted`` is the place of a pin or of one that is read, and the section of a strip.
    """

    part: int
    wanted: int | None
    pk: UUID
    dispatch_id: int
    published_at: datetime
    is_pictured: bool
    is_paid: bool
    lapses_at: datetime | None


@dataclass(frozen=True, slots=True)
class Front:
    """The stories of a front page, each list in its order. ``strips`` is by section."""

    pinned: list[Candidate]
    newest: list[Candidate]
    strips: dict[int, list[Candidate]]
    opinion: list[Candidate]
    read: list[Candidate]


def front(
    nav: Navigation,
    *,
    newest: int,
    sections: Sequence[int],
    strip: int,
    opinion_desks: Sequence[int],
    opinion: int,
    most_read: Sequence[UUID],
) -> Front:
    """The pins that stand, so many of the newest, of each section and of opinion, and those read.

    Of ``most_read`` only what is live comes back.
    """
    limits = {
        "edition": nav.edition.code,
        "sections": [*sections],
        "opinion_desks": [*opinion_desks],
        "read": [*most_read],
    }
    parts: dict[int, list[Candidate]] = {part: [] for part in range(READ + 1)}
    strips: dict[int, list[Candidate]] = {section: [] for section in sections}
    statement = FRONT.format(newest=newest, strip=strip, opinion=opinion)
    with connection.planned() as cursor:  # type: ignore[attr-defined]  # newsroom.postgresql_backend
        cursor.execute(statement, limits)
        found = map(Candidate._make, cursor.fetchall())
    for story in found:
        strip_of = story.wanted if story.part == STRIP else None
        (parts[story.part] if strip_of is None else strips[strip_of]).append(story)
    return Front(parts[PINNED], parts[NEWEST], strips, parts[OPINION][:opinion], parts[READ])


def ranked_until() -> datetime:
    """When the ranking is asked for again."""
    return datetime.fromtimestamp((int(time.time()) // RANKED_FOR + 1) * RANKED_FOR, UTC)


def most_read(edition: str, most: int) -> list[UUID]:
    """``readings.most_read``, asked once a minute: it adds up all the stories that anybody read."""
    key = ("most read", edition, most, int(time.time()) // RANKED_FOR)
    found: list[UUID] | None = kept.frames.get(key)
    if found is None:
        found = readings.most_read(edition, most)
        kept.frames.put(key, found, kept.KEY_BYTES)
    return found
