"""What the agency corrected and withdrew, in public (Pedoman 4 and 5)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.http import Http404, HttpRequest, HttpResponse

from articles.models import Dispatch, Ground, Signal
from articles.site.lists import LARGEST_NUMBER, PAGE_SIZE
from articles.site.navigation import Navigation
from articles.site.page import in_edition, page


@in_edition
def corrections(request: HttpRequest, nav: Navigation) -> HttpResponse:
    """Corrections and withdrawals, newest first, turned by ``?before=`` a Dispatch's number."""
    withdrawn = Dispatch.objects.filter(
        story_uid=OuterRef("story_uid"), signal=Signal.WITHDRAWAL, number__gt=OuterRef("number")
    )
    rows = (
        Dispatch.objects.filter(
            ~Exists(withdrawn),
            edition=nav.edition.code,
            signal__in=[Signal.CORRECTION, Signal.WITHDRAWAL],
        )
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
    before = request.GET.get("before")
    if before is not None:
        rows = rows.filter(number__lt=_number(before))
    found = list(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return page(
        request,
        nav,
        "articles/corrections.html",
        entries=[_entry(row) for row in shown],
        older=f"?before={shown[-1]['number']}" if len(found) > PAGE_SIZE else "",
        is_first=before is None,
    )


def _number(token: str) -> int:
    if not (token.isascii() and token.isdigit() and len(token) < len(str(LARGEST_NUMBER))):
        raise Http404
    return int(token)


def _entry(row: Mapping[str, Any]) -> dict[str, Any]:
    withdrawal = row["withdrawal"]
    return {
        "headline": row["headline"],
        "slug": row["slug"],
        "at": row["sent_at"],
        # A correction adds one notice to those before it.
        "notice": None if withdrawal else row["notices"][-1],
        "withdrawal": withdrawal,
        "ground": Ground(withdrawal["ground"]).label if withdrawal else "",
    }
