"""What was sent to a subscriber, and how much their keys asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet, Sum, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Dispatch
from editorial.subscribers.shared import company_for, context
from wire.models import Delivery, Download, Usage

VIEW: Final = "wire.view_company"
NEWEST, A_PAGE = 8, 50
DAYS_OF_USE: Final = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A delivery in one line. ``signal`` is what it is to this subscriber."""

    number: int
    at: datetime
    headline: str
    edition: str
    signal: str
    version: int
    story: str


def rows(company: int, *, before: int | None = None, most: int = A_PAGE) -> list[Row]:
    """The newest on a subscriber's log, before a number if that is given. Two queries."""
    found: QuerySet[Delivery] = Delivery.objects.filter(company=company).order_by("-number")
    if before is not None:
        found = found.filter(number__lt=before)
    return told(found[:most])


def told(deliveries: Sequence[Delivery] | QuerySet[Delivery]) -> list[Row]:
    """Deliveries with what their Dispatches say."""
    title = Cast(KT("content__headline"), TextField())
    numbers = [each.number for each in deliveries]
    sent = {
        number: (at, headline, edition)
        for number, at, headline, edition in Dispatch.objects.filter(number__in=numbers)
        .annotate(title=title)
        .values_list("number", "sent_at", "title", "edition")
    }
    return [
        Row(
            each.number,
            *sent[each.number],
            each.get_signal_display(),
            each.version,
            str(each.story_uid),
        )
        for each in deliveries
    ]


def log_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole log, a page at a time, the newest first."""
    company = company_for(request, pk, VIEW)
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) <= 18 else None
    found = rows(pk, before=before, most=A_PAGE + 1)
    shown = found[:A_PAGE]
    more = f"?before={shown[-1].number}" if len(found) > A_PAGE else ""
    given = context(request, company, title=_("Log"), log=shown, more=more, is_first=before is None)
    return TemplateResponse(request, "editorial/subscribers/log.html", given)


def use_view(request: HttpRequest, pk: int) -> HttpResponse:
    """How often each key asked on each of the last days, and how much was taken in the portal."""
    company = company_for(request, pk, VIEW)
    since = timezone.now().date() - timedelta(days=DAYS_OF_USE)
    use = Usage.objects.filter(key__company=company, day__gte=since).select_related("key")
    total = use.aggregate(requests=Sum("requests", default=0), refused=Sum("refused", default=0))
    given = context(
        request,
        company,
        title=_("Use by day and key"),
        use=use.order_by("-day", "key"),
        total=total,
        days=DAYS_OF_USE,
        taken=Download.objects.filter(company=company, at__date__gte=since).count(),
    )
    return TemplateResponse(request, "editorial/subscribers/use.html", given)
