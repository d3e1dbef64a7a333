"""The withdrawal board: who has not taken a withdrawal, for how long, and whom to call."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.admin.base import staff
from editorial.subscribers.holders import MOST, unheard
from editorial.subscribers.log import VIEW
from wire.models import Company


def board_view(request: HttpRequest) -> HttpResponse:
    """The subscribers to call, the longest silent first."""
    if not staff(request).has_perm(VIEW):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "opts": Company._meta,  # noqa: SLF001 - public in Django
        "title": _("Withdrawals not taken"),
        "subtitle": None,
        "waiting": unheard(timezone.now())[:MOST],
    }
    return TemplateResponse(request, "editorial/subscribers/board.html", context)
