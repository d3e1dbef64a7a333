"""Who of the company took what, and how its endpoints and keys stand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from wire.models.download import Download
from wire.models.entry import Entry
from wire.models.key import Key
from wire.models.member import Member
from wire.portal.access import for_members
from wire.portal.item import FORMATS
from wire.portal.pages import number_of
from wire.push.standing import standings

A_PAGE: Final = 50


class Taken(NamedTuple):
    """A download in one line. ``what`` is the format, or "" for a picture."""

    pk: int
    at: datetime
    who: str
    number: int
    what: str
    headline: str
    edition: str


@for_members
def history_view(request: HttpRequest, member: Member) -> HttpResponse:
    """What was taken in the portal by the company's people, the newest first."""
    found = Download.objects.filter(company=member.company_id)
    if before := number_of(request, "before"):
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk").select_related("member__user")[: A_PAGE + 1])
    context = {
        "member": member,
        "taken": _told(rows[:A_PAGE]),
        "before": rows[A_PAGE - 1].pk if len(rows) > A_PAGE else None,
    }
    return TemplateResponse(request, "wire/portal/history.html", context)


@for_members
def delivery_view(request: HttpRequest, member: Member) -> HttpResponse:
    """How the company's endpoints and keys stand."""
    now = timezone.now()
    context = {
        "member": member,
        "standings": standings(member.company),
        "keys": Key.objects.valid(now).filter(company=member.company_id).with_last_use(),
    }
    return TemplateResponse(request, "wire/portal/delivery.html", context)


def _told(rows: Sequence[Download]) -> list[Taken]:
    entries = Entry.objects.in_bulk({each.number for each in rows})
    return [
        Taken(
            each.pk,
            each.at,
            each.member.user.get_full_name() or each.member.user.get_username(),
            each.number,
            str(FORMATS[each.format]) if each.format else "",
            entries[each.number].headline,
            entries[each.number].edition,
        )
        for each in rows
        if each.number in entries
    ]
