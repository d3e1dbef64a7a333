"""The rows of lists: as little as says which stories stand there, and then what is printed of them.

What is printed of a story stands beside its Article (``models.print``). What other templates
printed is printed again in the answer, and nothing is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db import connection
from django.utils.safestring import SafeString

from articles.models.addresses import public_address
from articles.models.article import Article
from articles.record import printing

# What every statement of rows selects first, of the table ``a``.
KEYS = (
    "a.story_uid, a.dispatch_id, a.first_number, a.edition_id, a.slug, a.published_at, a.updated_at"
)
KEY_COUNT = 7
# The same without the table's name, for the parts of a statement that makes one list of several:
# PostgreSQL carries all that a part selects, and a row is wide.
OWN_KEYS = KEYS.replace("a.", "")
# What a list may show; the search columns are as long as the text itself.
UNSHOWN = ("search_headline", "search_text", "search_vector", "words")
PIECES = f"""
SELECT wanted.place, CASE wanted.form {
    " ".join(f"WHEN '{form}' THEN p.{form}" for form in printing.PIECES)
} END
FROM unnest(%(stories)s::uuid[], %(forms)s::text[]) WITH ORDINALITY AS wanted(story, form, place)
    JOIN articles_print p ON p.article_id = wanted.story
WHERE p.digest = %(digest)s
"""  # noqa: S608 - our own names; values are parameters

# Whatever rows a statement reads, each with what is printed of it.
PRINTED = """
SELECT listed.*, p.{form} FROM ({statement}) AS listed
    LEFT JOIN articles_print p ON p.article_id = listed.story_uid AND p.digest = %(digest)s
"""


class Listed(Protocol):
    """A story that stands on a page: what is printed of it is found by its key."""

    @property
    def pk(self) -> Any: ...

    @property
    def dispatch_id(self) -> int: ...


class Part(NamedTuple):
    """Stories that stand together in one form."""

    rows: Sequence[Listed]
    form: str


class Row(NamedTuple):
    """The keys of an Article; ``extra`` has what the statement selects after them."""

    pk: UUID
    dispatch_id: int
    first_number: int
    edition_id: str
    slug: str
    published_at: datetime
    updated_at: datetime
    extra: tuple[Any, ...]

    def get_absolute_url(self) -> str:
        return public_address("story", edition=self.edition_id, slug=self.slug)


class Printed(NamedTuple):
    """A row with what is printed of it."""

    row: Row
    piece: SafeString


def read(statement: str, limits: Mapping[str, Any]) -> list[Row]:
    """The rows of a statement, newest first, in one query.

    The statement selects ``KEYS``, and maybe more after them.
    """
    with connection.planned() as cursor:  # type: ignore[attr-defined]  # newsroom.postgresql_backend
        cursor.execute(statement, limits)
        found = [
            Row._make([*values[:KEY_COUNT], values[KEY_COUNT:]]) for values in cursor.fetchall()
        ]
    return sorted(found, key=lambda row: (row.published_at, row.first_number), reverse=True)


def read_printed(statement: str, limits: Mapping[str, Any], form: str) -> list[Printed]:
    """The same, each with what is printed of it in a form of ``printing.PIECES``."""
    known = {**limits, "digest": printing.digest()}
    rows = read(PRINTED.format(statement=statement, form=form), known)
    kept = {place: row.extra[-1] for place, row in enumerate(rows, 1) if row.extra[-1] is not None}
    pieces = whole(kept, [(row, form) for row in rows])
    return [Printed(row, piece) for row, piece in zip(rows, pieces, strict=True)]


def printed(rows: Sequence[Listed], form: str) -> list[SafeString]:
    """What is printed of each row in a form of ``printing.PIECES``."""
    return printed_parts({"": Part(rows, form)})[""]


def printed_parts(parts: Mapping[str, Part]) -> dict[str, list[SafeString]]:
    """The same for each part of a page, in one query for all.

    It is "" for a story that was withdrawn since its row was read.
    """
    made = iter(_pieces([(row, part.form) for part in parts.values() for row in part.rows]))
    return {name: [*islice(made, len(part.rows))] for name, part in parts.items()}


def items(rows: Sequence[Listed], form: str) -> SafeString:
    """The rows that are live still in one form, each in an ``<li>``."""
    return listed(printed(rows, form))


def listed(pieces: Iterable[str]) -> SafeString:
    return SafeString("".join([f"<li>{piece}</li>" for piece in pieces if piece]))


def _pieces(asked: Sequence[tuple[Listed, str]]) -> list[SafeString]:
    if not asked:
        return []
    # Written out: psycopg looks through each of a hundred values for what needs quotes.
    limits = {
        "stories": f"{{{','.join([row.pk.hex for row, _ in asked])}}}",
        "forms": f"{{{','.join([form for _, form in asked])}}}",
        "digest": printing.digest(),
    }
    with connection.planned() as cursor:  # type: ignore[attr-defined]  # newsroom.postgresql_backend
        cursor.execute(PIECES, limits)
        found: dict[int, str] = dict(cursor.fetchall())
    return whole(found, asked)


def whole(kept: Mapping[int, str], asked: Sequence[tuple[Listed, str]]) -> list[SafeString]:
    """What is kept, by place from 1, and what is not: printed now, "" where the story is gone."""
    pieces = kept if len(kept) == len(asked) else {**_printed_now(asked), **kept}
    return [SafeString(pieces.get(place, "")) for place in range(1, len(asked) + 1)]


def _printed_now(asked: Sequence[tuple[Listed, str]]) -> dict[int, str]:
    """All of it by this process's own templates, by place from 1."""
    articles = Article.objects.select_related("dispatch").defer(*UNSHOWN)
    known = articles.in_bulk({row.pk for row, _ in asked})
    made = {}
    for place, (row, form) in enumerate(asked, 1):
        if article := known.get(row.pk):
            made[place] = printing.sheet(article, article.dispatch.data, [form])[form]
    return made
