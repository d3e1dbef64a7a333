"""The newsroom's mail, for administrators: what was sent, what waits, and what was not sent."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.admin.base import ReadOnlyAdmin, staff
from editorial.admin.long_list import LongList
from editorial.models import OutgoingMail


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin[OutgoingMail], LongList[OutgoingMail]):
    list_display = ["what", "person", "standing", "at"]
    list_filter = ["outcome"]
    list_select_related = ["to"]
    fields = ["subject", "letter", "person", "address", "standing", "why", "at", "done_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutgoingMail]:
        mails = super().get_queryset(request)
        is_list = request.resolver_match and str(request.resolver_match.url_name).endswith("list")
        return mails.defer("text") if is_list else mails

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        return super().changelist_view(request, {"title": _("Outbox"), **(extra_context or {})})

    @admin.display(description=pgettext_lazy("mail", "to"))
    def person(self, mail: OutgoingMail) -> str:
        return mail.to.get_full_name() or mail.to.get_username()

    @admin.display(description=_("subject"))
    def what(self, mail: OutgoingMail) -> str:
        return mail.subject or "…"

    @admin.display(description=_("outcome"))
    def standing(self, mail: OutgoingMail) -> str:
        return mail.get_outcome_display() if mail.outcome else str(_("Waits to be sent"))

    @admin.display(description=_("text"))
    def letter(self, mail: OutgoingMail) -> str:
        return format_html('<pre class="letter" dir="auto">{}</pre>', mail.text)


def outbox_view(request: HttpRequest) -> HttpResponse:
    """The way to the list, by a short address."""
    if not staff(request).has_perm("editorial.view_outgoingmail"):
        raise PermissionDenied
    return HttpResponseRedirect(reverse("admin:editorial_outgoingmail_changelist"))
