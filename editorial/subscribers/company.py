"""A subscriber's page: contacts, subscriptions, keys, use, and the newest of the log."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.subscribers import board, endpoints, keys, log, past, people
from editorial.subscribers.base import WireAdmin
from wire.models import Company, Subscription
from wire.push.standing import standings


@admin.register(Company)
class CompanyAdmin(WireAdmin[Company]):
    list_display = ["name", "editorial_name", "editorial_telephone", "subscribed"]
    search_fields = ["name"]
    change_form_template = "editorial/subscribers/company.html"
    fieldsets = [
        (None, {"fields": ["name", "language"]}),
        (
            _("Editorial contact"),
            {
                "description": _("Who is called when a story of theirs is withdrawn."),
                "fields": ["editorial_name", "editorial_telephone", "editorial_email"],
            },
        ),
        (
            _("Technical contact"),
            {
                "description": _("Who is told when something cannot be delivered."),
                "fields": ["technical_name", "technical_telephone", "technical_email"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Company]:
        running = Subscription.objects.on(timezone.localdate()).select_related("product")
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("subscriptions", running, to_attr="running"))
        )

    def get_urls(self) -> list[URLPattern]:
        own: list[tuple[str, Any, str]] = [
            ("withdrawals/", board.board_view, "wire_company_withdrawals"),
            ("<int:pk>/key/", keys.make_view, "wire_company_key"),
            ("<int:pk>/key/<int:key>/revoke/", keys.revoke_view, "wire_company_revoke"),
            ("<int:pk>/person/", people.add_view, "wire_company_person"),
            ("<int:pk>/person/<int:member>/link/", people.link_view, "wire_company_link"),
            ("<int:pk>/person/<int:member>/access/", people.access_view, "wire_company_access"),
            (
                "<int:pk>/person/<int:member>/technical/",
                people.technical_view,
                "wire_company_technical",
            ),
            ("<int:pk>/endpoint/", endpoints.add_view, "wire_company_endpoint_add"),
            (
                "<int:pk>/endpoint/<int:endpoint>/",
                endpoints.endpoint_view,
                "wire_company_endpoint",
            ),
            (
                "<int:pk>/endpoint/<int:endpoint>/change/",
                endpoints.change_view,
                "wire_company_endpoint_change",
            ),
            ("<int:pk>/past/", past.begin_view, "wire_company_past"),
            ("<int:pk>/log/", log.log_view, "wire_company_log"),
            ("<int:pk>/use/", log.use_view, "wire_company_use"),
        ]
        views = [path(at, self.admin_site.admin_view(view), name=name) for at, view, name in own]
        return [*views, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        pk = int(object_id) if object_id.isdecimal() and len(object_id) < 18 else 0
        now = timezone.now()
        told = {
            "keys": keys.standing(pk, now),
            "subscriptions": Subscription.objects.filter(company=pk).select_related("product"),
            "today": timezone.localdate(now),
            "log": log.rows(pk)[: log.NEWEST],
            "people": people.people_of(pk),
            "may_invite": request.user.has_perm(people.RIGHT),
            "endpoints": standings(pk),
            "may_set_up": request.user.has_perm(endpoints.RIGHT),
            "may_make_keys": request.user.has_perm(keys.RIGHT),
            "may_begin": past.may_begin(request.user, pk),
        }
        return super().change_view(request, object_id, form_url, {**told, **(extra_context or {})})

    @admin.display(description=_("subscriptions"))
    def subscribed(self, company: Company) -> str:
        return gettext(", ").join(str(each.product) for each in company.running)  # type: ignore[attr-defined]  # prefetched
