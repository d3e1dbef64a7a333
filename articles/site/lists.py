"""Lists of Articles, newest first, turned by key and never by offset."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.fetch_modes import FETCH_PEERS, FetchMode
from django.http import Http404, HttpRequest

from articles.models import Article, ArticleTag

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
        peers = {row.pk: row for peer in references if (row := peer())}
        for values in Article.objects.filter(pk__in=peers).values(*COLUMNS):
            peers[values["story_uid"]].__dict__.update(values)


def articles(edition: str) -> QuerySet[Article]:
    """The edition's live stories, newest first."""
    return lean(Article.objects.filter(edition=edition))


def lean(rows: QuerySet[Article]) -> QuerySet[Article]:
    """The rows as a list wants them: newest first, and what they show only when it is read."""
    return rows.only(*KEYS).order_by(*ORDER).fetch_mode(FetchShown())


def tagged(edition: str, slug: str) -> QuerySet[ArticleTag]:
    """The same for a tag, along the tag's own index: tags, each with its ``article``."""
    return (
        ArticleTag.objects.filter(edition=edition, slug=slug)
        .select_related("article")
        .only("name", "published_at", "first_number", *(f"article__{name}" for name in COLUMNS))
        .order_by(*ORDER)
    )


@dataclass(frozen=True, slots=True)
class Page[Row: (Article, ArticleTag)]:
    """A page of a list; ``older`` is the query string of the next one, "" at the end."""

    rows: list[Row]
    older: str
    is_first: bool


def turn[Row: (Article, ArticleTag)](request: HttpRequest, rows: QuerySet[Row]) -> Page[Row]:
    """The page of ``rows`` that ``?before=`` asks for. Raises Http404 on a token not ours."""
    token = request.GET.get("before")
    if token is not None:
        at, number = read_token(token)
        rows = rows.filter(
            Q(published_at__lt=at) | Q(first_number__lt=number),
            # Alone it bounds the index; the line above only settles the same instant.
            published_at__lte=at,
        )
    found = list(rows[: PAGE_SIZE + 1])
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    return Page(found, f"?before={write_token(found[-1])}" if more else "", token is None)


def write_token(row: Article | ArticleTag) -> str:
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


def newest_of_each(sections: list[int], each: int) -> dict[int, list[Article]]:
    """The newest of each section, in one query that reads the top of one index a section."""
    if not sections:
        return {}
    first, *others = (
        Article.objects.filter(section=section).only(*COLUMNS).order_by(*ORDER)[:each]
        for section in sections
    )
    found: dict[int, list[Article]] = {section: [] for section in sections}
    rows: Any = first.union(*others, all=True).order_by(*ORDER) if others else first
    for article in rows:
        found[article.section_id].append(article)
    return found
