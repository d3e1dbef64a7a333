"""Signing in, with what was typed in a session that is over carried along."""

from typing import Any

from django.contrib.admin import site
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from editorial.admin import posts
from editorial.carried import CARRIED, Carried, read
from wire.portal.place import is_door, is_portal


class Forged(PermissionDenied):
    """Another site sent the form, or may have sent it."""


def ask(
    request: HttpRequest, context: dict[str, Any], *, carried: str = "", again: str = ""
) -> HttpResponse:
    """The sign-in form instead of an answer to a post, which it takes along.

    ``again`` is the name that was typed into one with a token from before: it is kept.
    """
    index = reverse("admin:index")
    return TemplateResponse(
        request,
        "admin/login.html",
        {
            **context,
            "title": _("Log in"),
            "subtitle": None,
            "form": AdminAuthenticationForm(request, initial={"username": again}),
            "app_path": reverse("admin:login"),
            "username": request.user.get_username(),
            "next": index,
            "carried": carried,
            "again": again,
        },
        status=403,
    )


def carry(request: HttpRequest, *, path: str = "") -> str:
    """A post, for the sign-in form; "" when there is nothing in it but a button.

    It was posted to ``path``: by default, to this address.
    """
    if not posts.typed(request):
        return ""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    files = [str(file.name) for _, files in request.FILES.lists() for file in files]
    return Carried(path or request.get_full_path(), fields, files).written()


def go_on(request: HttpRequest, carried: str, *, place: str = "") -> HttpResponse | None:
    """The page from which what was carried is sent; None when it is nothing of ours.

    It was of a page under ``place``: by default, of the newsroom.
    """
    post = read(carried)
    if post is None:
        return None
    is_ours = post.path.startswith(place or reverse("admin:index"))
    if not is_ours or not url_has_allowed_host_and_scheme(post.path, allowed_hosts=None):
        return None
    again = QueryDict(mutable=True)
    for name, value in post.fields:
        again.appendlist(name, value)
    request.POST = again  # type: ignore[assignment]  # as it was posted
    return posts.go_on(request, action=post.path, files=post.files)


def token_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The view of settings.CSRF_FAILURE_VIEW.

    A form of our own pages with a token from before a new sign-in is shown again, whole, to be
    sent by a press. What another site sent, or may have sent, is refused: ``Forged``.
    """
    if not _is_of_our_own_page(request):
        raise Forged(reason)
    if is_portal(request):
        if request.user.is_authenticated and not is_door(request) and posts.typed(request):
            return posts.go_on(request)
        # Its page anew, with a token of the present session.
        return HttpResponseRedirect(request.path if is_door(request) else reverse("portal:list"))
    is_signing_in = request.path == reverse("admin:login")
    carried = request.POST.get(CARRIED, "") if is_signing_in else carry(request)
    if not site.has_permission(request):
        again = request.POST.get("username", "") if is_signing_in else ""
        return ask(request, site.each_context(request), carried=carried, again=again)
    if is_signing_in:
        to = LoginView(request=request).get_redirect_url() or reverse("admin:index")
        return (carried and go_on(request, carried)) or HttpResponseRedirect(to)
    return posts.go_on(request)


def _is_of_our_own_page(request: HttpRequest) -> bool:
    """As the browser says itself, which no page can make it say otherwise."""
    if said := request.headers.get("Sec-Fetch-Site"):
        return said == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
