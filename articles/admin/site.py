"""The newsroom: Django's admin, with the desk as its first page."""

from functools import partial, update_wrapper
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.i18n import JavaScriptCatalog

from articles.admin.base import staff


class Autocomplete(AutocompleteJsonView):
    """Offers a row under the words that its admin has for it, if it has others than its list."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        return {**result, "text": getattr(obj, "offered_as", None) or result["text"]}


class NewsroomSite(admin.AdminSite):
    site_title = _("Newsroom")
    site_header = _("Newsroom")
    index_title = pgettext_lazy("newsroom", "Desk")
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # Nothing is deleted by the dozen here.
        self.disable_action("delete_selected")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """With the id of the forms on this page: who sends one twice sends it once."""
        return {**super().each_context(request), "form_id": uuid4()}

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's own, and for every post the way in through ``articles.admin.posts``."""
        guarded: Any = super().admin_view(view, cacheable)

        def received(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            # The admin site exists before the models do.
            from articles.admin import posts, sign_in  # noqa: PLC0415

            answer = partial(guarded, request, *args, **kwargs)
            if request.method != "POST" or request.path == reverse("admin:logout"):
                return answer()
            if self.has_permission(request):
                return posts.receive(request, answer)
            if carried := sign_in.carry(request):
                return sign_in.ask(request, self.each_context(request), carried=carried)
            return answer()

        return update_wrapper(received, guarded)

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        from articles.admin import sign_in  # noqa: PLC0415 - as above
        from articles.admin.sign_in_form import THROTTLED, SignInForm  # noqa: PLC0415 - as above

        self.login_form = SignInForm
        carried = request.POST.get(sign_in.CARRIED, "")
        context = {sign_in.CARRIED: carried, **(extra_context or {})}
        response: HttpResponse = super().login(request, context)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if form is not None and form.has_error(NON_FIELD_ERRORS, THROTTLED):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        is_in = bool(carried) and isinstance(response, HttpResponseRedirect)
        return (sign_in.go_on(request, carried) if is_in else None) or response

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        from articles.admin import account_log  # noqa: PLC0415 - as above

        response = super().password_change(request, extra_context)
        if isinstance(response, HttpResponseRedirect):
            account_log.say(request, "password changed", request.user.get_username())
        return response

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

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        view: Any = Autocomplete.as_view(admin_site=self)
        answer: HttpResponse = view(request)
        return answer

    def i18n_javascript(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The words of the admin's own scripts, and those that only our catalogue has."""
        packages = ["django.contrib.admin", "articles"]
        catalog: Any = JavaScriptCatalog.as_view(packages=packages)
        response: HttpResponse = catalog(request)
        return response
