"""The newsroom: Django's admin, with the desk as its first page."""

from functools import partial, update_wrapper
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.i18n import JavaScriptCatalog

from editorial.admin.base import staff
from editorial.carried import CARRIED


class Autocomplete(AutocompleteJsonView):
    """Offers a row under the words that its admin has for it, if it has others than its list."""

    def get_paginator(self, *args: Any, **kwargs: Any) -> Any:
        # The admin site exists before the models do.
        from editorial.admin.long_list import Offered  # noqa: PLC0415

        return Offered(*args, **kwargs)

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        return {**result, "text": getattr(obj, "offered_as", None) or result["text"]}


class NewsroomSite(admin.AdminSite):
    site_title = _("Newsroom")
    site_header = _("Newsroom")
    index_title = _("Newsdesk")
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # Nothing is deleted by the dozen here.
        self.disable_action("delete_selected")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """With the id of the forms on this page: who sends one twice sends it once.

        And with how much the person has not read, counted where a page says it.
        """
        # The admin site exists before the models do.
        from editorial.admin.inbox import unread_of  # noqa: PLC0415

        unread = SimpleLazyObject(lambda: unread_of(staff(request)))
        return {**super().each_context(request), "form_id": uuid4(), "unread": unread}

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's own, and for every post the way in through ``editorial.admin.posts``."""
        guarded: Any = super().admin_view(view, cacheable)

        def received(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            # The admin site exists before the models do.
            from editorial.admin import posts, second_step, sign_in  # noqa: PLC0415

            if self.has_permission(request) and second_step.is_held(request):
                return second_step.hold(request)
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
        """The password and the second step; what was carried goes on from there."""
        from editorial.admin import sign_in  # noqa: PLC0415 - as above
        from editorial.admin.sign_in_view import SignInView  # noqa: PLC0415 - as above

        to = SignInView(request=request).get_success_url()
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(to)
        carried = request.POST.get(CARRIED, "")
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "next": to,
            CARRIED: carried,
            **(extra_context or {}),
        }
        request.current_app = self.name
        response: Any = SignInView.as_view(extra_context=context)(request)
        is_in = bool(carried) and isinstance(response, HttpResponseRedirect)
        return (sign_in.go_on(request, carried) if is_in else None) or response

    def get_urls(self) -> list[Any]:
        """With everybody's own pages, and what asks for no account."""
        # The admin site exists before the models do.
        from editorial.admin.inbox import inbox_view  # noqa: PLC0415
        from editorial.admin.outbox import outbox_view  # noqa: PLC0415 - as above
        from editorial.admin.own_settings import own_settings_view  # noqa: PLC0415 - as above
        from editorial.admin.security import security_view  # noqa: PLC0415 - as above
        from editorial.desk import urls as desk_urls  # noqa: PLC0415 - as above

        def invitation(request: HttpRequest, pk: int, token: str) -> HttpResponse:
            from editorial.admin.colleague import invitation_view  # noqa: PLC0415 - as above

            return invitation_view(request, pk, token)

        def offline_worker(request: HttpRequest) -> HttpResponse:
            from editorial.story.offline import worker_view  # noqa: PLC0415 - as above

            return worker_view(request)

        to = path("invitation/<int:pk>/<str:token>/", invitation, name="invitation")

        def key_page(request: HttpRequest, pk: int, token: str) -> HttpResponse:
            from editorial.admin.password_reset import set_view  # noqa: PLC0415 - as above

            return set_view(request, pk, token)

        def lost_password(request: HttpRequest) -> HttpResponse:
            from editorial.admin.password_reset import ask_view  # noqa: PLC0415 - as above

            return ask_view(request)

        own = {
            "inbox": inbox_view,
            "own_settings": own_settings_view,
            "outbox": outbox_view,
            "security": security_view,
        }
        routes = {"own_settings": "settings/"}
        pages = [
            path(routes.get(name, f"{name}/"), self.admin_view(view), name=name)
            for name, view in own.items()
        ]
        worker = path("offline.js", offline_worker, name="offline_worker")
        lost = [
            path("password/", lost_password, name="lost_password"),
            path("password/<int:pk>/<str:token>/", key_page, name="new_password"),
        ]
        desk = desk_urls.patterns(self.admin_view)
        return [to, worker, *lost, *pages, *desk, *super().get_urls()]

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        from editorial.admin.sign_in_form import OwnPasswordView  # noqa: PLC0415 - as above

        request.current_app = self.name
        view: Any = OwnPasswordView.as_view(
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        # The admin site exists before the models do.
        from editorial.admin.desk import desk_of  # noqa: PLC0415
        from editorial.desk.bulk import BULKS  # noqa: PLC0415 - as above
        from editorial.second_factor.factors import due  # noqa: PLC0415 - as above
        from editorial.story.buffers import unfiled_of  # noqa: PLC0415 - as above

        context = {
            **self.each_context(request),
            "factor_due": due(staff(request), timezone.now()),
            "title": self.index_title,
            "subtitle": None,
            "desk": desk_of(staff(request)),
            "bulks": BULKS,
            "unfiled": unfiled_of(staff(request)),
            "version": settings.VERSION,
            **(extra_context or {}),
        }
        request.current_app = self.name
        return TemplateResponse(request, "admin/index.html", context)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Django's own; and who signs out writes in no story any more."""
        from editorial.models import Presence  # noqa: PLC0415 - as above

        if request.method == "POST" and request.user.is_authenticated:
            Presence.objects.end(staff(request))
        return super().logout(request, extra_context)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        view: Any = Autocomplete.as_view(admin_site=self)
        answer: HttpResponse = view(request)
        return answer

    def i18n_javascript(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The words of the admin's own scripts, and those that only our catalogue has."""
        packages = ["django.contrib.admin", "newsroom"]
        catalog: Any = JavaScriptCatalog.as_view(packages=packages)
        response: HttpResponse = catalog(request)
        return response
