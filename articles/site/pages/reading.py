"""What a story's page shows: what is printed of it, and round that what follows from others."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple
from urllib.parse import quote
from uuid import UUID

from django.db import connection
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.models.article import Article
from articles.models.edition import Edition
from articles.record import printing
from articles.record.printing.prose import Related, follows, placed
from articles.site.frame.navigation import Navigation
from articles.site.rows import KEYS, OWN_KEYS, UNSHOWN, Row, read
from articles.text.holes import filled
from articles.text.related_slots import EVERY

MORE = 5
"""Stories of the same section offered below the text."""
LINKED, TRANSLATED, NEWEST, UPDATING = range(4)
STEP = 8

OWN = """
SELECT a.story_uid, a.dispatch_id, a.section_id, a.desk_id, a.translation_group, a.updates_uid,
    a.picture IS NOT NULL, c.made_at IS NOT NULL, p.head, p.text, p.links::text
FROM articles_article a
    LEFT JOIN articles_print p ON p.article_id = a.story_uid AND p.digest = %(digest)s
    LEFT JOIN articles_card c ON c.dispatch_id = a.dispatch_id
WHERE a.edition_id = %(edition)s AND a.slug = %(slug)s
"""
OTHER = f"{OWN_KEYS}, headline, label <> '' AS paid"
AROUND = f"""
SELECT {KEYS}, a.kind, a.headline, a.paid
FROM (
    SELECT 0 AS kind, {OTHER} FROM articles_article WHERE story_uid = ANY(%(linked)s)
    UNION ALL
    SELECT 1, {OTHER} FROM articles_article WHERE translation_group = %(group)s
    UNION ALL
    SELECT 3, {OTHER} FROM articles_article WHERE updates_uid = %(own)s
    UNION ALL (
        SELECT 2, {OTHER} FROM articles_article WHERE section_id = %(section)s
        ORDER BY published_at DESC, first_number DESC LIMIT {{newest}}
    )
) AS a
"""  # noqa: S608 - our own names; values are parameters


class Own(NamedTuple):
    """A story as it is printed; ``links`` is ``printing.prose.links`` of it."""

    uid: UUID
    number: int
    section: int
    desk: int
    group: UUID
    updates: UUID | None
    has_picture: bool
    has_card: bool
    head: str
    text: str
    links: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The links in a story's text by their holes, other stories of its section, translations.

    ``updated`` is the unverified story that this one updates; ``updates`` are those of this one,
    the first one first.
    """

    links: Mapping[str, Related]
    more: Sequence[Row] = ()
    translations: Mapping[str, Row] | None = None
    updated: Row | None = None
    updates: Sequence[Row] = ()

    @property
    def shown(self) -> list[object]:
        """What all of it follows from, besides the story's own Dispatch."""
        others = [*self.more, *(self.translations or {}).values(), *self.updates]
        return [
            *((name, link.title, link.url) for name, link in self.links.items()),
            *(other.dispatch_id for other in others),
            self.updated and self.updated.dispatch_id,
        ]


def own_story(nav: Navigation, slug: str) -> Own | None:
    """The live story at an address, as it is printed; None when there is none."""
    limits = {"edition": nav.edition.code, "slug": slug, "digest": printing.digest()}
    with connection.planned() as cursor:  # type: ignore[attr-defined]  # newsroom.postgresql_backend
        cursor.execute(OWN, limits)
        found = cursor.fetchone()
    if found is None:
        return None
    *known, head, text, links = found
    if head is not None:
        return Own._make([*known, head, text, json.loads(links)])
    articles = Article.objects.select_related("dispatch").defer(*UNSHOWN)
    article = articles.filter(pk=found[0]).first()
    if article is None:
        return None
    sheet = printing.sheet(article, article.dispatch.data, printing.STORY)
    return Own._make([*known, *sheet.values()])


def surround(nav: Navigation, own: Own) -> Surroundings:
    """Read what stands round a story, in one query."""
    related = own.links["related"]
    wanted = [UUID(link["story"]) for link in related if link["story"]]
    known = {own.uid, *wanted}
    gaps = (own.links["allowed"][-1] + 1 if own.links["allowed"] else 0) // EVERY + 1
    found: dict[int, list[Row]] = {kind: [] for kind in range(UPDATING + 1)}
    limits = {
        "linked": [*wanted, *([own.updates] if own.updates else [])],
        "own": own.uid,
        "group": own.group,
        "section": own.section,
    }
    # Few sizes, so that the server has a plan for each at hand.
    newest = ceil((gaps + MORE + len(known)) / STEP) * STEP
    for other in read(AROUND.format(newest=newest), limits):
        found[other.extra[0]].append(other)
    others = [other for other in found[NEWEST] if other.pk not in known]
    chosen = chosen_links(related, {other.pk: other for other in found[LINKED]})
    # A line of "also read" has no room for a label: nothing paid for comes there by itself.
    free = [other for other in others if not other.extra[2]][:gaps]
    spare = {other.pk: _link(other) for other in free}
    links = placed(own.links, chosen, [*spare.values()])
    used = {link.url for link in links.values()}
    linked = {pk for pk, link in spare.items() if link.url in used}
    return Surroundings(
        links,
        [other for other in others if other.pk not in linked][:MORE],
        {
            other.edition_id: other
            for other in found[TRANSLATED]
            if other.edition_id != nav.edition.code
        },
        next((other for other in found[LINKED] if other.pk == own.updates), None),
        sorted(found[UPDATING], key=lambda other: other.first_number),
    )


def _link(row: Row) -> Related:
    return Related(row.extra[1], row.get_absolute_url())


def chosen_links(related: list[dict[str, Any]], linked: Mapping[UUID, Row]) -> list[Related]:
    """The links an editor chose, as they may be shown now.

    A link to a story that no reader may see (any more) vanishes, its words too; a printed
    title that leads to no story stays as words.
    """
    chosen = []
    for link in related:
        if link["story"] is None:
            chosen.append(Related(link["title"], after=link["after"]))
        elif target := linked.get(UUID(link["story"])):
            own = _link(target)
            title = own.title if follows(link) else link["title"]
            chosen.append(Related(title, own.url, link["after"]))
    return chosen


def languages(around: Surroundings) -> dict[str, str]:
    """The addresses of the story's translations, by edition."""
    return {code: row.get_absolute_url() for code, row in (around.translations or {}).items()}


def printed_story(
    editions: Sequence[Edition], base: str, text: str, around: Surroundings
) -> SafeString:
    """A story's printed ``text``, its holes filled with what stands round it."""
    pieces = {
        "base": base,
        "base-quoted": quote(base, safe=""),
        **{
            name: render_to_string("articles/pages/_related.html", {"link": link})
            for name, link in around.links.items()
        },
    }
    if around.translations:
        others = [
            (edition, around.translations[edition.code])
            for edition in editions
            if edition.code in around.translations
        ]
        context = {"translations": others}
        pieces["translations"] = render_to_string("articles/pages/_translations.html", context)
    if around.updated or around.updates:
        told = {
            "updated": around.updated and _link(around.updated),
            "updates": [_link(row) for row in around.updates],
        }
        pieces["updates"] = render_to_string("articles/pages/_updates.html", told)
    return SafeString(filled(text, pieces))
