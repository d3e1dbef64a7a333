"""Lists of Articles, newest first, turned by key and never by offset."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import Http404, HttpRequest

from articles.models.article import Article
from articles.site.frame.navigation import Navigation
from articles.site.rows import KEYS, Printed, Row, read, read_printed

PAGE_SIZE = 20
LARGEST_NUMBER = 2**63 - 1
# Below the one that any row has, so that a list's first page is the same statement.
BEFORE_ALL = (datetime.max.replace(tzinfo=UTC) - timedelta(days=1), LARGEST_NUMBER)

# Written out, for putting them together anew took Django longer than PostgreSQL to answer them.
LIST = (
    f"SELECT {KEYS}"  # noqa: S608 - our own names; values are parameters
    """
FROM articles_article a
WHERE {where} AND (published_at, first_number) < (%(at)s, %(number)s)
ORDER BY published_at DESC, first_number DESC LIMIT {most}
"""
)
OF_EDITION = "edition_id = %(edition)s"
TAGGED = (
    f"SELECT {KEYS}"  # noqa: S608 - as above
    """
FROM articles_articletag t JOIN articles_article a ON a.story_uid = t.article_id
WHERE t.edition_id = %(edition)s AND t.slug = %(slug)s
    AND (t.published_at, t.first_number) < (%(at)s, %(number)s)
ORDER BY t.published_at DESC, t.first_number DESC LIMIT {most}
"""
)
PLACED = (
    f"SELECT DISTINCT {KEYS}"  # noqa: S608 - as above
    """
FROM unnest(%(slugs)s::text[]) AS wanted(slug), LATERAL (
    SELECT article_id FROM articles_articleplace p
    WHERE p.edition_id = %(edition)s AND p.slug = wanted.slug
        AND (p.published_at, p.first_number) < (%(at)s, %(number)s)
    ORDER BY p.published_at DESC, p.first_number DESC
    LIMIT 21 * cardinality(%(slugs)s::text[])
) AS placed JOIN articles_article a ON a.story_uid = placed.article_id
ORDER BY a.published_at DESC, a.first_number DESC LIMIT 21
"""
)
# How a tag or a place was printed last.
NAMED = """(
    SELECT name FROM {table}
    WHERE edition_id = %(edition)s AND slug = %(slug)s
    ORDER BY published_at DESC, first_number DESC LIMIT 1
)"""
TAG = NAMED.format(table="articles_articletag")
PLACE = NAMED.format(table="articles_articleplace")

_TOKEN = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z)\.(\d{1,19})", re.ASCII)


def newest(most: int, form: str, where: str, **limits: object) -> list[Printed]:
    """So many of the newest rows of ``a`` for which ``where`` holds, printed in a form."""
    return _newest(LIST.format(where=where, most=most), form, limits)


def newest_tagged(most: int, form: str, edition: str, slug: str) -> list[Printed]:
    """The same of the stories with a tag."""
    return _newest(TAGGED.format(most=most), form, {"edition": edition, "slug": slug})


def _newest(statement: str, form: str, limits: dict[str, object]) -> list[Printed]:
    at, number = BEFORE_ALL
    return read_printed(statement, {**limits, "at": at, "number": number}, form)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; ``older`` is the query string of the next one, "" at the end.

    ``token`` is the one that turned to this page, "" for the first.
    """

    rows: list[Row]
    older: str
    token: str

    @property
    def is_first(self) -> bool:
        return not self.token

    @property
    def shown(self) -> list[object]:
        """What the page follows from: the Dispatches on it, and whether there are more."""
        return [self.older, *(row.dispatch_id for row in self.rows)]


def turn(request: HttpRequest, where: str, **limits: object) -> Page:
    """The page that ``?before=`` asks for of the rows of ``a`` for which ``where`` holds.

    Raises Http404 on a token not ours, and on one that has nothing after it.
    """
    return _turn(request, LIST.format(where=where, most=PAGE_SIZE + 1), limits)


def turn_tagged(request: HttpRequest, nav: Navigation, slug: str) -> Page:
    """The same for a tag, along the tag's own index."""
    return _turn(
        request, TAGGED.format(most=PAGE_SIZE + 1), {"edition": nav.edition.code, "slug": slug}
    )


def turn_placed(request: HttpRequest, nav: Navigation, slugs: list[str]) -> Page:
    """The same for a place in all its spellings, along the places' own index."""
    return _turn(request, PLACED, {"edition": nav.edition.code, "slugs": slugs})


def _turn(request: HttpRequest, statement: str, limits: dict[str, object]) -> Page:
    token = request.GET.get("before")
    at, number = read_token(token) if token is not None else BEFORE_ALL
    found = read(statement, {**limits, "at": at, "number": number})
    if token is not None and not found:
        raise Http404
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    older = f"?before={write_token(found[-1])}" if more else ""
    return Page(found, older, "" if token is None else _token(at, number))


def write_token(row: Article | Row) -> str:
    return _token(row.published_at, row.first_number)


def _token(at: datetime, number: int) -> str:
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z.{number}"


def read_token(token: str) -> tuple[datetime, int]:
    """The time and number of ``write_token``. Raises Http404 for anything else."""
    match = _TOKEN.fullmatch(token)
    if not match or int(match[2]) > LARGEST_NUMBER:
        raise Http404
    try:
        return datetime.fromisoformat(match[1]), int(match[2])
    except ValueError as error:
        raise Http404 from error
