"""What a front page is made of, read in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from articles.site.frame.navigation import Navigation
from articles.site.rows import KEYS, OWN_KEYS, Row, read

PINNED, NEWEST, STRIP, OPINION, READ = range(5)

OWN = f"{OWN_KEYS}, picture IS NOT NULL AS pictured, label <> '' AS paid"
# Each part reads the top of one index. Written out, as the other lists are.
FRONT = f"""
SELECT {KEYS}, a.part, a.wanted, a.pictured, a.paid, a.lapses_at
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
"""  # noqa: S608 - our own names; values are parameters


@dataclass(frozen=True, slots=True)
class Front:
    """The stories of a front page, each list in its order. ``strips`` is by section.

    A row's extra ends with whether it has a picture, whether somebody paid for it, and when its
    pin lapses.
    """

    pinned: list[Row]
    newest: list[Row]
    strips: dict[int, list[Row]]
    opinion: list[Row]
    read: list[Row]


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
    parts: dict[int, list[Row]] = {part: [] for part in range(READ + 1)}
    strips: dict[int, list[Row]] = {section: [] for section in sections}
    statement = FRONT.format(newest=newest, strip=strip, opinion=opinion)
    for row in read(statement, limits):
        part, wanted, *_ = row.extra
        (strips[wanted] if part == STRIP else parts[part]).append(row)
    for part in (PINNED, READ):
        parts[part].sort(key=lambda row: row.extra[1])
    return Front(parts[PINNED], parts[NEWEST], strips, parts[OPINION][:opinion], parts[READ])
