"""Full-text search in the live stories of an edition."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils import timezone

from articles.models.article import LONGEST_SEARCHED, SEARCH_CONFIGS, Article
from articles.models.desk import Desk
from articles.text import body
from articles.text.folding import Pieces, excerpt, highlight, near
from articles.text.search_query import query, scattered

CAP = 1000
"""Matches that are counted and ranked, the newest ones."""
PAGE_SIZE = 20
LONGEST_QUERY = 200
# Private-use characters: no story holds them, and no markup can be mistaken for them.
START, STOP = "\ue000", "\ue001"
MARKS = f'HighlightAll=true, StartSel="{START}", StopSel="{STOP}"'

# The query stands in the statement itself, not in a row of another table: so the planner knows
# how common its words are, and reads the newest stories for common ones, the index of words for
# rare ones.
QUERY = "websearch_to_tsquery(%(config)s::regconfig, %(words)s)"
SQL = """
WITH query AS (SELECT {query} AS query),
matches AS MATERIALIZED (
    SELECT story_uid, published_at, first_number, {rank} AS rank
    FROM articles_article
    WHERE edition_id = %(edition)s AND {matches}
        AND querytree({query}) <> 'T' {conditions}
    ORDER BY published_at DESC, first_number DESC
    LIMIT %(cap)s + 1
),
shown AS (
    SELECT story_uid, count(*) OVER () AS total,
        row_number() OVER (ORDER BY rank DESC, published_at DESC, first_number DESC) AS place
    FROM matches
    ORDER BY place LIMIT %(limit)s OFFSET %(offset)s
)
SELECT story_uid, total,
    ts_headline(%(config)s::regconfig, search_headline, query, %(marks)s),
    {marked}
FROM shown JOIN articles_article USING (story_uid), query
ORDER BY place
"""
NEWEST = """
SELECT story_uid FROM articles_article
WHERE edition_id = %(edition)s {matches} {conditions}
ORDER BY published_at DESC, first_number DESC
LIMIT %(most)s
"""
MATCHES = "search_vector @@ {query}"
MARKED = "ts_headline(%(config)s::regconfig, search_text, query, %(marks)s)"
# The index knows the place of a word's first 255 occurrences, and none after the 16,383rd word: in
# a long text phrases are looked for in the text itself.
LONG = 8_000
MATCHES_PHRASES = """search_vector @@ websearch_to_tsquery(%(config)s::regconfig, %(scattered)s)
    AND (search_vector @@ {query} OR octet_length(search_text) > %(long)s
        AND (search_headline || ' ' || search_text) ~* {which}(%(phrases)s))"""
MARKED_PHRASES = rf"""CASE WHEN search_vector @@ query THEN {MARKED}
    ELSE regexp_replace(search_text, %(phrase)s, '\1{START}\2{STOP}', 'gi') END"""
PHRASE = r"(^|\s)({})(?=\s|$)"
CONDITIONS = {
    "section": "AND section_id = %(section)s",
    "desk": "AND desk_id = %(desk)s",
    "since": "AND published_at >= %(since)s",
    "until": "AND published_at < %(until)s",
}
RANK = f"ts_rank(search_vector, {QUERY})"
UNRANKED = "0"

# What those who look for a story see of it.
READ = ("edition", "slug", "headline", "summary", "desk_name", "published_at", "label")


@dataclass(frozen=True, slots=True)
class Hit:
    """A story found, with its headline and the place of its text that was found in pieces.

    Of ``article`` is read what ``READ`` says; ``printed`` is what stands of it on a page of
    results, and ``digest`` what printed that, both None where nothing did.
    """

    article: Article
    headline: Pieces
    excerpt: Pieces
    printed: str | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits. ``total`` is at most ``CAP``; ``is_capped`` when there are more."""

    hits: list[Hit]
    total: int
    is_capped: bool

    @property
    def pages(self) -> int:
        return -(-self.total // PAGE_SIZE)


NOTHING = Results([], 0, is_capped=False)


def search(
    words: str,
    *,
    edition: str,
    desk: Desk | None = None,
    since: date | None = None,
    until: date | None = None,
    newest_first: bool = False,
    page: int = 1,
) -> Results:
    """The stories that hold ``words`` (quotes, ``or``, ``-`` as on the web), in two queries.

    Any string is fine; only its first 200 characters count. Words only to leave out find nothing:
    no index could answer them. Accents, Arabic vowel marks and letter forms make no difference, nor
    does the sign between the parts of a word.
    Dates are days of the agency's time zone, both included. A page beyond the last has no hits.
    """
    wanted = query(words[:LONGEST_QUERY])
    if not wanted:
        return NOTHING
    limits: dict[str, Any] = {}
    if desk:
        limits["desk" if desk.parent_id else "section"] = desk.pk
    if since:
        limits["since"] = _midnight(since)
    if until and until < date.max:
        limits["until"] = _midnight(until + timedelta(days=1))
    rows = _rows(wanted, edition, limits, newest_first=newest_first, page=page)
    if not rows:
        return NOTHING
    total = rows[0][1]
    return Results(_hits(rows), min(total, CAP), is_capped=total > CAP)


def newest_with(words: str, *, edition: str, desk: Desk | None, most: int) -> list[UUID]:
    """The newest stories that hold ``words``, typed as for ``search``, unranked; one query.

    None where the words are none, or only such as no index holds.
    """
    wanted = query(words[:LONGEST_QUERY])
    if not wanted:
        return []
    loose, phrases = scattered(wanted)
    matches = (MATCHES_PHRASES if phrases else MATCHES).format(query=QUERY, which="ALL")
    asked = {
        "config": SEARCH_CONFIGS.get(edition, "simple"),
        "words": wanted,
        "scattered": loose,
        "phrases": [PHRASE.format(phrase) for phrase in phrases],
        "long": LONG,
    }
    matches = f"AND {matches} AND querytree({QUERY}) <> 'T'"
    return _newest(matches, asked, edition=edition, desk=desk, most=most)


def newest(*, edition: str, desk: Desk | None, most: int) -> list[UUID]:
    """The newest stories of an edition, or of a desk of it; one query."""
    return _newest("", {}, edition=edition, desk=desk, most=most)


def _newest(
    matches: str, asked: dict[str, Any], *, edition: str, desk: Desk | None, most: int
) -> list[UUID]:
    limits: dict[str, Any] = {}
    if desk:
        limits["desk" if desk.parent_id else "section"] = desk.pk
    conditions = " ".join(CONDITIONS[name] for name in limits)
    statement = NEWEST.format(matches=matches, conditions=conditions)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"edition": edition, "most": most, **asked, **limits})
        return [row[0] for row in cursor.fetchall()]


def searchable(content: dict[str, Any]) -> str:
    """The text of a Dispatch that ``Article.search_text`` holds folded."""
    # One of before pictures stood in texts has none.
    captions = body.captions(content.get("pictures", {}))
    return "\n".join(
        [
            content["standfirst"],
            content["dateline"],
            *body.plain_paragraphs(body.from_data(content["body"]), captions),
            *(tag["name"] for tag in content["tags"]),
        ]
    )


def _rows(
    words: str, edition: str, limits: dict[str, Any], *, newest_first: bool, page: int
) -> list[tuple[UUID, int, str, str]]:
    # Only this module's own fragments are put into the statement; values are parameters.
    loose, phrases = scattered(words)
    matches = MATCHES_PHRASES if phrases else MATCHES
    statement = SQL.format(
        query=QUERY,
        matches=matches.format(query=QUERY, which="ANY" if " or " in loose else "ALL"),
        marked=MARKED_PHRASES if phrases else MARKED,
        conditions=" ".join(CONDITIONS[name] for name in limits),
        rank=UNRANKED if newest_first else RANK,
    )
    offset = (page - 1) * PAGE_SIZE
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {
                "config": SEARCH_CONFIGS.get(edition, "simple"),
                "words": words,
                "edition": edition,
                "cap": CAP,
                "limit": max(0, min(PAGE_SIZE, CAP - offset)),
                "offset": offset,
                "marks": MARKS,
                "scattered": loose,
                "phrases": [PHRASE.format(phrase) for phrase in phrases],
                "phrase": PHRASE.format("|".join(phrases)),
                "long": LONG,
                **limits,
            },
        )
        rows: list[tuple[UUID, int, str, str]] = cursor.fetchall()
    return rows


def _hits(rows: list[tuple[UUID, int, str, str]]) -> list[Hit]:
    # As columns: a row of each of the three tables would be an object of its own.
    found: dict[UUID, Any] = (
        Article.objects.only(*READ)
        .annotate(
            content=F("dispatch__content"), digest=F("printed__digest"), found=F("printed__found")
        )
        .in_bulk([row[0] for row in rows])
    )
    return [
        Hit(
            article,
            highlight(article.headline, headline, START, STOP),
            _excerpt(article.summary, article.content, text),
            article.found,
            article.digest,
        )
        for uid, _, headline, text in rows
        if (article := found.get(uid))
    ]


def _excerpt(summary: str, content: dict[str, Any], marked: str) -> Pieces:
    if len(marked.encode()) < LONGEST_SEARCHED:
        text, found = near(searchable(content), marked, START)
        pieces = excerpt(highlight(text, found, START, STOP))
        if any(hit for _, hit in pieces):
            return pieces
    # Also where a text was cut off: what is marked lies over none then.
    return [(summary, False)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())
