"""The rows of lists: as little as says which stories stand there, and more where more is asked.

What a list shows of a story is kept under its Dispatch (articles.site.kept), so most rows need
no more than their keys.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from articles.models import Article
from articles.models.addresses import public_address
from articles.site import kept
from articles.site.kept import ROW_BYTES, Shown

# What every statement of rows selects first, of the table ``a``.
KEYS = "a.story_uid, a.dispatch_id, a.first_number, a.edition_id, a.slug, a.published_at"
# What a list may show; the search columns are as long as the text itself.
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
    "writer_language",
    "headline",
    "summary",
    "picture",
    "translation_group",
    "published_at",
    "updated_at",
    "is_corrected",
    "label",
    "is_ai",
    "portrait",
    "updates_uid",
)


class Gone(Exception):  # noqa: N818 - what happened, not what went wrong
    """A story was withdrawn after the list that it stands on was read."""


class Row:
    """An Article of which the keys are read.

    Whatever else of it is asked for is read at once for all rows of its list. Raises ``Gone`` then
    when the story was withdrawn meanwhile. ``extra`` has what the statement selects after the keys.
    """

    __slots__ = (
        "_article",
        "_list",
        "dispatch_id",
        "edition_id",
        "extra",
        "first_number",
        "pk",
        "published_at",
        "slug",
    )

    pk: UUID
    dispatch_id: int
    first_number: int
    edition_id: str
    slug: str
    published_at: datetime
    extra: tuple[Any, ...]

    def __init__(self, values: tuple[Any, ...], rows: list["Row"]) -> None:
        (
            self.pk,
            self.dispatch_id,
            self.first_number,
            self.edition_id,
            self.slug,
            self.published_at,
            *extra,
        ) = values
        self.extra = tuple(extra)
        self._list = rows
        self._article: Article | None = None

    @property
    def article(self) -> Article:
        if self._article is None:
            found = Article.objects.only(*COLUMNS).in_bulk({row.pk for row in self._list})
            for row in self._list:
                row._article = found.get(row.pk)  # noqa: SLF001 - a row of the same list
        if self._article is None:
            raise Gone
        return self._article

    def __getattr__(self, name: str) -> Any:
        return getattr(self.article, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and other.pk == self.pk

    def __hash__(self) -> int:
        return hash(self.pk)

    def get_absolute_url(self) -> str:
        return address(self.edition_id, self.slug)

    @property
    def shown(self) -> Shown:
        """Its headline and picture, kept under its Dispatch."""
        known = kept.rows.get(self.dispatch_id)
        if known is None:
            known = Shown(self.headline, self.picture)
            kept.rows.put(self.dispatch_id, known, ROW_BYTES)
        return known


def read(
    statement: str,
    limits: Mapping[str, Any],
    make: Callable[[tuple[Any, ...], list[Row]], Row] = Row,
) -> list[Row]:
    """The rows of a statement, newest first, in one query.

    The statement selects ``KEYS``, and maybe more after them, of which ``make`` makes a row.
    """
    rows: list[Row] = []
    with connection.cursor() as cursor:
        cursor.execute(statement, limits)
        found = cursor.fetchall()
    rows += [make(values, rows) for values in found]
    rows.sort(key=lambda row: (row.published_at, row.first_number), reverse=True)
    return rows


@lru_cache(maxsize=65_536)
def address(edition: str, slug: str) -> str:
    """The address of a story."""
    return public_address("story", edition=edition, slug=slug)
