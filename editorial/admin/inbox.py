"""What a person was told, on a page of their own: unread first, the newest first."""

from typing import Any, Final

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import User
from editorial import inbox
from editorial.admin.base import staff
from editorial.models import InboxEntry
from editorial.telling import told, with_all

AT_A_TIME: Final = 40
MOST_COUNTED: Final = 99
AFTER: Final = "after"


def unread_of(user: User) -> str:
    """How much ``user`` has not read, up to a bound; "" for nothing."""
    count = InboxEntry.objects.of(user).unread()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")


def inbox_view(request: HttpRequest) -> HttpResponse:
    """The inbox; a post marks one entry as read, or all that were shown."""
    user = staff(request)
    if request.method == "POST":
        return _mark(request, user)
    entries = InboxEntry.objects.of(user).order_by("is_read", "-pk")
    rows = list(with_all(entries.filter(_beyond(request)))[: AT_A_TIME + 1])
    shown = rows[:AT_A_TIME]
    last = shown[-1] if len(rows) > AT_A_TIME else None
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Inbox"),
        "subtitle": None,
        "told": [told(entry, user) for entry in shown],
        "newest": max((entry.pk for entry in shown), default=0),
        "has_unread": any(not entry.is_read for entry in shown),
        "more": f"?{AFTER}={int(last.is_read)}-{last.pk}" if last else "",
        "is_first": AFTER not in request.GET,
    }
    return TemplateResponse(request, "editorial/inbox.html", context)


def _mark(request: HttpRequest, user: User) -> HttpResponse:
    """Mark as read what the pressed button names. What came in since it was shown stays unread."""
    verb, _dash, key = request.POST.get("_do", "").partition("-")
    if verb == "read" and (pk := _key(key)):
        inbox.read(user, up_to=pk, only=pk)
    elif verb == "all" and (pk := _key(request.POST.get("newest", ""))):
        inbox.read(user, up_to=pk)
    return HttpResponseRedirect(reverse("admin:inbox"))


def _beyond(request: HttpRequest) -> Q:
    """Past the entry that the address names: read or not, and its key."""
    is_read, _dash, key = request.GET.get(AFTER, "").partition("-")
    if is_read not in ("0", "1") or not (pk := _key(key)):
        return Q()
    beyond = Q(is_read=is_read == "1", pk__lt=pk)
    return beyond if is_read == "1" else beyond | Q(is_read=True)


def _key(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 18 else 0
