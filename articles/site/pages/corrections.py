"""What the agency corrected and withdrew, in public (Pedoman 4 and 5)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from articles.models.article import Article
from articles.models.dispatch import Dispatch, Ground, Signal
from articles.site import months
from articles.site.frame.navigation import Navigation
from articles.site.frame.page import in_edition, page
from articles.site.lists import LARGEST_NUMBER, PAGE_SIZE

MOST_OF_A_MONTH = 200
"""On one page, so that a link to one of them finds it."""

# Written out, for putting it together anew took Django longer than PostgreSQL to answer it.
LATEST = """
SELECT number, slug, content ->> 'headline', content -> 'notices' -> -1 ->> 'kind', sent_at
FROM articles_dispatch d
WHERE edition = %(edition)s AND signal = 'correction' AND content ->> 'embargo' IS NULL
    AND EXISTS (SELECT FROM articles_article a WHERE a.story_uid = d.story_uid)
ORDER BY number DESC LIMIT %(most)s
"""


class Corrected(NamedTuple):
    """A correction in one line."""

    number: int
    slug: str
    headline: str
    kind: str
    at: datetime


@in_edition
def corrections(request: HttpRequest, nav: Navigation) -> HttpResponse:
    """Corrections and withdrawals, newest first, turned by ``?before=`` a Dispatch's number.

    ``?bulan=2021-08`` shows those of one month, all on one page up to ``MOST_OF_A_MONTH``.
    """
    sent = Dispatch.objects.told_to_readers().filter(
        edition=nav.edition.code, signal__in=[Signal.CORRECTION, Signal.WITHDRAWAL]
    )
    asked = request.GET.get("bulan", "")
    month = months.read(asked) if asked else None
    if month and month > months.this():
        raise Http404
    size = MOST_OF_A_MONTH if month else PAGE_SIZE
    before = request.GET.get("before")
    rows = _rows(sent, month)
    earlier, later = _beside(_rows(sent, None), month) if month else (None, None)
    number = 0
    if before is not None:
        number = _number(before)
        rows = rows.filter(number__lt=number)
    found = list(rows[: size + 1])
    shown = found[:size]
    is_past_the_last = before is not None and not found
    # Robots would walk through the years for ever.
    is_past_the_first = month and not found and not earlier and month < months.this()
    if is_past_the_last or is_past_the_first:
        raise Http404
    # Which month comes after the one that is shown changes with the month.
    _, end = months.bounds(months.this())
    query = f"bulan={asked}&" if month else ""
    return page(
        request,
        nav,
        "articles/pages/corrections.html",
        entries=[_entry(row) for row in shown],
        older=f"?{query}before={shown[-1]['number']}" if len(found) > size else "",
        is_first=before is None,
        turned_by=str(number) if number and not month else "",
        month=month,
        until=end,
        shown=[end, earlier, later, *(row["number"] for row in found)],
        now=months.this(),
        earlier=earlier,
        later=later,
    )


def latest(nav: Navigation, most: int) -> list[Corrected]:
    """The newest few corrections; withdrawn stories are named on the page of all alone."""
    with connection.planned() as cursor:  # type: ignore[attr-defined]  # newsroom.postgresql_backend
        cursor.execute(LATEST, {"edition": nav.edition.code, "most": most})
        return [Corrected(*row) for row in cursor.fetchall()]


def _rows(sent: QuerySet[Dispatch], month: date | None) -> QuerySet[Dispatch, Any]:
    """A line each, newest first; a correction is there while its story is."""
    live = Article.objects.filter(pk=OuterRef("story_uid"))
    if month:
        begin, end = months.bounds(month)
        sent = sent.filter(sent_at__gte=begin, sent_at__lt=end)
    return (
        sent.filter(Q(signal=Signal.WITHDRAWAL) | Exists(live))
        .order_by("-number")
        .values(
            "number",
            "slug",
            "sent_at",
            headline=F("content__headline"),
            notices=F("content__notices"),
            withdrawal=F("content__withdrawal"),
        )
    )


def _beside(rows: QuerySet[Dispatch, Any], month: date) -> tuple[date | None, date | None]:
    """The nearest months before and after it that have entries."""
    begin, end = months.bounds(month)
    times = rows.values_list("sent_at", flat=True)
    before = times.filter(sent_at__lt=begin).first()
    after = times.filter(sent_at__gte=end).order_by("number").first()
    return before and _month(before), after and _month(after)


def _month(at: datetime) -> date:
    return timezone.localdate(at).replace(day=1)


def _number(token: str) -> int:
    if not (token.isascii() and token.isdigit() and len(token) < len(str(LARGEST_NUMBER))):
        raise Http404
    return int(token)


def _entry(row: Mapping[str, Any]) -> dict[str, Any]:
    """``mark`` is the entry's place on this page, ``notice_mark`` the notice's on the story's."""
    withdrawal = row["withdrawal"]
    # A correction adds one notice to those before it.
    count = 0 if withdrawal else len(row["notices"])
    return {
        "headline": row["headline"],
        "slug": row["slug"],
        "at": row["sent_at"],
        "notice": None if withdrawal else row["notices"][-1],
        "withdrawal": withdrawal,
        "ground": Ground(withdrawal["ground"]).label if withdrawal else "",
        "mark": row["slug"] if withdrawal else f"{row['slug']}-{count}",
        "notice_mark": "" if withdrawal else f"#notice-{count}",
    }
