"""The newsroom: Django's admin, with the desk as its first page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.i18n import JavaScriptCatalog

from articles.admin.base import staff


class NewsroomSite(admin.AdminSite):
    site_title = _("Newsroom")
    site_header = _("Newsroom")
    index_title = pgettext_lazy("newsroom", "Desk")
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # Nothing is deleted by the dozen here.
        self.disable_action("delete_selected")

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        # The admin site exists before the models do.
        from articles.admin.desk import desk_of  # noqa: PLC0415

        context = {
            **self.each_context(request),
            "title": self.index_title,
            "subtitle": None,
            "desk": desk_of(staff(request)),
            **(extra_context or {}),
        }
        request.current_app = self.name
        return TemplateResponse(request, "admin/index.html", context)

    def i18n_javascript(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The words of the admin's own scripts, and those that only our catalogue has."""
        packages = ["django.contrib.admin", "articles"]
        catalog: Any = JavaScriptCatalog.as_view(packages=packages)
        response: HttpResponse = catalog(request)
        return response
