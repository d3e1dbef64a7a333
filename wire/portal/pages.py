"""The list of what came, which keeps itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import ngettext

from articles.visitors import polled
from wire.models.delivery import Head
from wire.models.member import Member
from wire.portal.access import for_members
from wire.portal.finding import END, Filter, Found, find
from wire.portal.form import FilterForm

LONGEST_NUMBER = 18
MOST_NEW = 99


@for_members
def list_view(request: HttpRequest, member: Member) -> HttpResponse:
    """What came on the log and passes the filters, the newest first."""
    form = FilterForm(request.GET)
    wanted = form.wanted if form.is_valid() else None
    before = number_of(request, "before")
    # Before the rows are read: what comes meanwhile is told of as new.
    newest = _newest(member)
    found = find(member.company_id, wanted, before=before or END) if wanted else Found([], None)
    context: dict[str, Any] = {
        "member": member,
        "form": form,
        "wanted": wanted,
        "rows": found.rows,
        "before": found.before,
        "is_first": before is None,
        "newest": newest,
    }
    return TemplateResponse(request, "wire/portal/list.html", context)


@for_members
@polled
def news_view(request: HttpRequest, member: Member) -> HttpResponse:
    """How many came after a number and pass the filters, in words, for an open list; or none.

    It is asked each few seconds by every list that is open, and mostly nothing came.
    """
    after = number_of(request, "after")
    if after is None or _newest(member) <= after:
        return JsonResponse({"words": ""})
    form = FilterForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"words": ""})
    wanted: Filter = form.wanted
    found = find(member.company_id, wanted, after=after, most=MOST_NEW)
    count = len(found.rows)
    words = ngettext("%(count)s new item", "%(count)s new items", count) if count else ""
    return JsonResponse({"words": words % {"count": count}})


def _newest(member: Member) -> int:
    heads = Head.objects.filter(pk=member.company_id)
    return heads.values_list("last", flat=True).first() or 0


def number_of(request: HttpRequest, name: str) -> int | None:
    """What the address says of that name, where it is a number."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None
