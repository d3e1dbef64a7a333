"""What a story's page shows besides its own text: links to other stories and to translations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from articles.models import Article
from articles.site import kept
from articles.site.kept import Known
from articles.site.rows import KEYS, Row, read
from articles.text.related_slots import EVERY
from articles.wire.printed import Part, Related, layout

MORE = 5
"""Stories of the same section offered below the text."""
LINKED, TRANSLATED, NEWEST, UPDATING = range(4)
BREAK = "\x00"

AROUND = (
    f"SELECT {KEYS}, a.kind"  # noqa: S608 - our own names; values are parameters
    """
FROM (
    SELECT 0 AS kind, * FROM articles_article WHERE story_uid = ANY(%(linked)s)
    UNION ALL
    SELECT 1 AS kind, * FROM articles_article WHERE translation_group = %(group)s
    UNION ALL
    SELECT 3 AS kind, * FROM articles_article WHERE updates_uid = %(own)s
    UNION ALL (
        SELECT 2 AS kind, * FROM articles_article WHERE section_id = %(section)s
        ORDER BY published_at DESC, first_number DESC LIMIT %(newest)s
    )
) AS a
"""
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The printed parts of a story, other stories of its section, its translations.

    ``updated`` is the unverified story that this one updates; ``updates`` are those of this one,
    the first one first.
    """

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


def surround(article: Article, own: Known) -> Surroundings:
    """Read it all in one query, and what it shows in another unless that is kept.

    ``own`` is of the Dispatch under the article.
    """
    wanted = [UUID(link["story"]) for link in own.related if link["story"]]
    updated = article.updates_uid
    known = {article.pk, *wanted}
    gaps = own.paragraphs // EVERY + 1
    found: dict[int, list[Row]] = {LINKED: [], TRANSLATED: [], NEWEST: [], UPDATING: []}
    limits = {
        "linked": [*wanted, *([updated] if updated else [])],
        "own": article.pk,
        "group": article.translation_group,
        "section": article.section_id,
        "newest": gaps + MORE + len(known),
    }
    for other in read(AROUND, limits):
        found[other.extra[0]].append(other)
    others = [other for other in found[NEWEST] if other.pk not in known]
    chosen = chosen_links(own.related, {other.pk: other for other in found[LINKED]})
    spare = [Related(other.shown.headline, other.get_absolute_url()) for other in others[:gaps]]
    printed = _parts(article, chosen, spare)
    linked = {part.related.url for part in printed if part.related}
    return Surroundings(
        printed,
        [
            *(other for other in others[:gaps] if other.get_absolute_url() not in linked),
            *others[gaps:],
        ][:MORE],
        {
            other.edition_id: other
            for other in found[TRANSLATED]
            if other.edition_id != article.edition_id
        },
        next((other for other in found[LINKED] if other.pk == updated), None),
        sorted(found[UPDATING], key=lambda other: other.first_number),
    )


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
            chosen.append(Related(link["title"], target.get_absolute_url(), link["after"]))
    return chosen


def _parts(article: Article, chosen: list[Related], spare: list[Related]) -> list[Part]:
    """As ``wire.printed.parts``. Where the text lies between the links is kept."""
    places = tuple(link.after for link in chosen)
    key = ("text", article.dispatch_id, places, len(spare))
    text = kept.text(key)
    if text is None:
        pieces = layout(article.dispatch.data, places, len(spare))
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
