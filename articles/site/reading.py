"""What a story's page shows besides its own text: links to other stories and to translations."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from articles.site import kept
from articles.site.kept import Known
from articles.site.navigation import Navigation
from articles.site.rows import KEYS, Row, read
from articles.text.related_slots import EVERY
from articles.wire.printed import Part, Related, follows, layout

MORE = 5
"""Stories of the same section offered below the text."""
LINKED, TRANSLATED, NEWEST, UPDATING, OWN = range(5)
STEP = 8
BREAK = "\x00"

AROUND = (
    f"SELECT {KEYS}, a.kind, a.label <> '' AS paid,"  # noqa: S608 - our own names; values are parameters
    """
    CASE WHEN a.kind = 4 THEN jsonb_build_object(
        'headline', a.headline, 'summary', a.summary, 'desk_id', a.desk_id,
        'picture', a.picture, 'has_card', EXISTS (
            SELECT FROM articles_card WHERE dispatch_id = a.dispatch_id AND made_at IS NOT NULL)
    ) END AS told
FROM (
    SELECT 4 AS kind, * FROM articles_article
    WHERE edition_id = %(edition)s AND slug = %(slug)s
    UNION ALL
    SELECT 0 AS kind, * FROM articles_article WHERE story_uid = ANY(%(linked)s)
    UNION ALL
    SELECT 1 AS kind, * FROM articles_article WHERE translation_group = %(group)s
    UNION ALL
    SELECT 3 AS kind, * FROM articles_article WHERE updates_uid = %(own)s
    UNION ALL (
        SELECT 2 AS kind, * FROM articles_article WHERE section_id = %(section)s
        ORDER BY published_at DESC, first_number DESC LIMIT {newest}
    )
) AS a
"""
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The printed parts of a story, other stories of its section, its translations.

    ``own`` is the story's own row as it was when all was read; ``updated`` is the unverified
    story that this one updates; ``updates`` are those of this one, the first one first.
    """

    own: "OwnRow | None"
    parts: list[Part]
    more: list[Row]
    translations: dict[str, Row]
    updated: Row | None
    updates: list[Row]

    @property
    def shown(self) -> list[object]:
        """What all of it follows from, besides the story's own Dispatch."""
        others = [*self.more, *self.translations.values(), *self.updates]
        return [
            *((part.related.title, part.related.url) for part in self.parts if part.related),
            *(other.dispatch_id for other in others),
            self.updated and self.updated.dispatch_id,
        ]


class OwnRow(Row):
    """The row of the story that is read, with what its page shows outside of what is kept."""

    __slots__ = ("desk_id", "has_card", "headline", "picture", "summary")

    def __init__(self, values: tuple[Any, ...], rows: list[Row]) -> None:
        super().__init__(values, rows)
        told = json.loads(self.extra[-1])
        self.headline: str = told["headline"]
        self.summary: str = told["summary"]
        self.desk_id: int = told["desk_id"]
        self.picture: dict[str, Any] | None = told["picture"]
        self.has_card: bool = told["has_card"]


def surround(
    nav: Navigation, slug: str, own: Known, content: Callable[[], dict[str, Any]]
) -> Surroundings:
    """Read it all in one query, and what it shows in another unless that is kept.

    ``content`` reads that of the story's Dispatch, if it is needed. When the Article at the
    address is of another Dispatch than ``own``, so is what is returned.
    """
    wanted = [UUID(link["story"]) for link in own.related if link["story"]]
    known = {own.story, *wanted}
    gaps = own.paragraphs // EVERY + 1
    found: dict[int, list[Row]] = {kind: [] for kind in range(OWN + 1)}
    limits = {
        "edition": nav.edition.code,
        "slug": slug,
        "linked": [*wanted, *([own.updates] if own.updates else [])],
        "own": own.story,
        "group": own.group,
        "section": own.section,
    }
    # Few sizes, so that the server has a plan for each at hand.
    newest = ceil((gaps + MORE + len(known)) / STEP) * STEP
    for other in read(AROUND.format(newest=newest), limits, _row):
        found[other.extra[0]].append(other)
    others = [other for other in found[NEWEST] if other.pk not in known]
    chosen = chosen_links(own.related, {other.pk: other for other in found[LINKED]})
    # A line of "also read" has no room for a label: nothing paid for comes there by itself.
    free = [other for other in others if not other.extra[1]][:gaps]
    spare = [Related(other.shown.headline, other.get_absolute_url()) for other in free]
    printed = _parts(own.number, content, chosen, spare)
    linked = {part.related.url for part in printed if part.related}
    return Surroundings(
        next((row for row in found[OWN] if isinstance(row, OwnRow)), None),
        printed,
        [other for other in others if other.get_absolute_url() not in linked][:MORE],
        {
            other.edition_id: other
            for other in found[TRANSLATED]
            if other.edition_id != nav.edition.code
        },
        next((other for other in found[LINKED] if other.pk == own.updates), None),
        sorted(found[UPDATING], key=lambda other: other.first_number),
    )


def _row(values: tuple[Any, ...], rows: list[Row]) -> Row:
    return Row(values, rows) if values[-1] is None else OwnRow(values, rows)


def chosen_links(related: list[dict[str, Any]], linked: dict[UUID, Row]) -> list[Related]:
    """The links an editor chose, as they may be shown now.

    A link to a story that no reader may see (any more) vanishes, its words too; a printed
    title that leads to no story stays as words.
    """
    chosen = []
    for link in related:
        if link["story"] is None:
            chosen.append(Related(link["title"], after=link["after"]))
        elif target := linked.get(UUID(link["story"])):
            title = target.shown.headline if follows(link) else link["title"]
            chosen.append(Related(title, target.get_absolute_url(), link["after"]))
    return chosen


def _parts(
    number: int,
    content: Callable[[], dict[str, Any]],
    chosen: list[Related],
    spare: list[Related],
) -> list[Part]:
    """As ``wire.printed.parts``. Where the text lies between the links is kept."""
    places = tuple(link.after for link in chosen)
    key = ("text", number, places, len(spare))
    text = kept.text(key)
    if text is None:
        pieces = layout(content(), places, len(spare))
        # No text holds such a character: the database takes none.
        text = SafeString(BREAK.join(_joined(pieces)))
        kept.keep(key, text)
    links = [*chosen, *spare]
    printed = []
    for index, piece in enumerate(text.split(BREAK)):
        # Text and links take turns.
        if index % 2:
            printed.append(Part(related=links[int(piece)]))
        elif piece:
            printed.append(Part(piece))
    return printed


def _joined(pieces: Iterator[str | int]) -> Iterator[str]:
    """Text and the numbers of links in turn; text that is empty lies between two links."""
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
        else:
            yield text
            yield str(piece)
            text = ""
    yield text
