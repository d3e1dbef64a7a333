"""Lists of Articles, newest first, turned by key and never by offset."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.fetch_modes import FETCH_PEERS, FetchMode
from django.http import Http404, HttpRequest

from articles.models import Article
from articles.site.kept import ROW_BYTES, Shown, rows

PAGE_SIZE = 20
ORDER = ("-published_at", "-first_number")
# What a list is made of; what it shows is kept under the Dispatch (articles.site.kept).
KEYS = ("dispatch_id", "first_number", "edition_id", "section_id", "slug", "published_at")
# What a list shows; the search columns are as long as the text itself.
COLUMNS = (
    "story_uid",
    "dispatch_id",
    "first_number",
    "edition_id",
    "slug",
    "section_id",
    "desk_id",
    "desk_name",
    "writer_name",
    "headline",
    "summary",
    "picture",
    "translation_group",
    "published_at",
    "updated_at",
    "is_corrected",
)
LARGEST_NUMBER = 2**63 - 1
# Below the one that any row has, so that a list's first page is the same statement.
BEFORE_ALL = (datetime.max.replace(tzinfo=UTC) - timedelta(days=1), LARGEST_NUMBER)

# Written out, for putting them together anew took Django longer than PostgreSQL to answer them.
KEYS_OF_A = ", ".join(f"a.{name}" for name in ("story_uid", *KEYS))
LIST = (
    f"SELECT {KEYS_OF_A}"  # noqa: S608 - this module's own names; values are parameters
    """
FROM articles_article a
WHERE {where} AND (published_at, first_number) < (%(at)s, %(number)s)
ORDER BY published_at DESC, first_number DESC LIMIT %(limit)s
"""
)
TAGGED = (
    f"SELECT {KEYS_OF_A}, t.name AS tag_name"  # noqa: S608 - as above
    """
FROM articles_articletag t JOIN articles_article a ON a.story_uid = t.article_id
WHERE t.edition_id = %(edition)s AND t.slug = %(slug)s
    AND (t.published_at, t.first_number) < (%(at)s, %(number)s)
ORDER BY t.published_at DESC, t.first_number DESC LIMIT %(limit)s
"""
)
FRONT = (
    f"SELECT {KEYS_OF_A}, wanted.section AS strip, a.picture IS NOT NULL AS has_picture"  # noqa: S608 - as above
    """
FROM (
    SELECT NULL::bigint UNION ALL SELECT unnest(%(sections)s::bigint[])
) AS wanted(section), LATERAL (
    (
        SELECT * FROM articles_article
        WHERE wanted.section IS NULL AND edition_id = %(edition)s
        ORDER BY published_at DESC, first_number DESC LIMIT %(newest)s
    ) UNION ALL (
        SELECT * FROM articles_article
        WHERE section_id = wanted.section
        ORDER BY published_at DESC, first_number DESC LIMIT %(each)s
    )
) AS a
"""
)
PLACED = (
    f"SELECT DISTINCT {KEYS_OF_A}"  # noqa: S608 - as above
    """
FROM unnest(%(slugs)s::text[]) AS wanted(slug), LATERAL (
    SELECT article_id FROM articles_articleplace p
    WHERE p.edition_id = %(edition)s AND p.slug = wanted.slug
        AND (p.published_at, p.first_number) < (%(at)s, %(number)s)
    ORDER BY p.published_at DESC, p.first_number DESC
    LIMIT %(limit)s * cardinality(%(slugs)s::text[])
) AS placed JOIN articles_article a ON a.story_uid = placed.article_id
ORDER BY a.published_at DESC, a.first_number DESC LIMIT %(limit)s
"""
)

_TOKEN = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z)\.(\d{1,19})", re.ASCII)


class FetchShown(FetchMode):
    """One query for all that a list shows, once one of its rows is asked for what it lacks."""

    __slots__ = ()
    track_peers = True

    def fetch(self, fetcher: Any, instance: Model) -> None:
        name = fetcher.field.attname
        if name in instance.__dict__ or name not in COLUMNS:
            # A related object, or a column that no list shows.
            FETCH_PEERS.fetch(fetcher, instance)
            return
        references = instance._state.peers  # noqa: SLF001 - as Django's own fetch modes do
        peers = [row for reference in references if (row := reference())]
        found = Article.objects.filter(pk__in={row.pk for row in peers}).values(*COLUMNS)
        shown = {values["story_uid"]: values for values in found}
        for row in peers:
            row.__dict__.update(shown.get(row.pk, {}))


def articles(edition: str) -> QuerySet[Article]:
    """The edition's live stories, newest first."""
    return lean(Article.objects.filter(edition=edition))


def lean(rows: QuerySet[Article]) -> QuerySet[Article]:
    """The rows as a list wants them: newest first, and what they show only when it is read."""
    return rows.only(*KEYS).order_by(*ORDER).fetch_mode(FetchShown())


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; ``older`` is the query string of the next one, "" at the end."""

    rows: list[Article]
    older: str
    is_first: bool

    @property
    def shown(self) -> list[object]:
        """What the page follows from: the Dispatches on it, and whether there are more."""
        return [self.older, *(row.dispatch_id for row in self.rows)]


def turn(request: HttpRequest, where: str, **limits: object) -> Page:
    """The page that ``?before=`` asks for of the rows of ``a`` for which ``where`` holds.

    Raises Http404 on a token not ours.
    """
    return _turn(request, LIST.format(where=where), limits)


def turn_tagged(request: HttpRequest, edition: str, slug: str) -> Page:
    """The same for a tag, along the tag's own index; each row with its ``tag_name``."""
    return _turn(request, TAGGED, {"edition": edition, "slug": slug})


def turn_placed(request: HttpRequest, edition: str, slugs: list[str]) -> Page:
    """The same for a place in all its spellings, along the places' own index."""
    return _turn(request, PLACED, {"edition": edition, "slugs": slugs})


def _turn(request: HttpRequest, statement: str, limits: dict[str, object]) -> Page:
    token = request.GET.get("before")
    at, number = read_token(token) if token is not None else BEFORE_ALL
    limits = {**limits, "at": at, "number": number, "limit": PAGE_SIZE + 1}
    found = list(Article.objects.all().fetch_mode(FetchShown()).raw(statement, limits))
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    return Page(found, f"?before={write_token(found[-1])}" if more else "", token is None)


def write_token(row: Article) -> str:
    at = row.published_at.astimezone(UTC).replace(tzinfo=None)
    return f"{at.isoformat()}Z.{row.first_number}"


def read_token(token: str) -> tuple[datetime, int]:
    """The time and number of ``write_token``. Raises Http404 for anything else."""
    match = _TOKEN.fullmatch(token)
    if not match or int(match[2]) > LARGEST_NUMBER:
        raise Http404
    try:
        return datetime.fromisoformat(match[1]), int(match[2])
    except ValueError as error:
        raise Http404 from error


def front(
    edition: str, sections: list[int], *, newest: int, each: int
) -> dict[int | None, list[Article]]:
    """The newest of the edition, under None, and of each section, in one query.

    It reads the top of one index for each of them. The rows know whether they ``has_picture``.
    """
    found: dict[int | None, list[Article]] = {section: [] for section in (None, *sections)}
    limits = {"edition": edition, "sections": sections, "newest": newest, "each": each}
    for article in Article.objects.all().fetch_mode(FetchShown()).raw(FRONT, limits):
        found[vars(article)["strip"]].append(article)
    return found


def shown_of(article: Article) -> Shown:
    """The headline and picture of a list's row, kept under its Dispatch."""
    known = rows.get(article.dispatch_id)
    if known is None:
        known = Shown(article.headline, article.picture)
        rows.put(article.dispatch_id, known, ROW_BYTES)
    return known
