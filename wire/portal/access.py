"""Who may see a page of the portal: a subscriber's people, and what is their company's alone."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from wire.models.company import Company
from wire.models.member import Member

CSRF_FIELD: Final = "csrfmiddlewaretoken"

type View = Callable[..., HttpResponseBase]


def for_members(view: View) -> View:
    """A page for the subscribers' people, called with the request and its ``Member``.

    All others are sent to sign in, or told whose page it is. The answer is kept by no cache.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = _answer(view, request, *args, **kwargs)
        answer.headers["Cache-Control"] = "private, no-store"
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    return asked


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if not request.user.is_authenticated:
        # A browser brings a form along, and what was typed into it comes back after signing in.
        is_form = request.method == "POST" and any(name != CSRF_FIELD for name in request.POST)
        to = {"next": request.get_full_path()} if is_form or request.method == "GET" else {}
        address = reverse("portal_sign_in", query=to)
        return HttpResponseRedirect(address, preserve_request=is_form)
    found = Member.objects.select_related("company").filter(user=request.user.pk).first()
    if found is None:
        return TemplateResponse(
            request, "wire/portal/stranger.html", status=HTTPStatus.FORBIDDEN
        ).render()
    speak(request, found.company)
    answer = view(request, found, *args, **kwargs)
    return answer.render() if isinstance(answer, TemplateResponse) else answer


def for_technical(view: View) -> View:
    """The same for those of them who look after their company's technology; others are told."""

    @for_members
    @wraps(view)
    def asked(request: HttpRequest, member: Member, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if member.is_technical:
            return view(request, member, *args, **kwargs)
        words = _(
            "This is for who looks after the technology at your company. The person at the agency"
            " who looks after you says who that is."
        )
        return gone(request, member, words, status=HTTPStatus.FORBIDDEN)

    return asked


def speak(request: HttpRequest, company: Company) -> None:
    """Speak the company's language, unless this browser chose another."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(company.language)


def gone(request: HttpRequest, member: Member, words: str, *, status: int) -> HttpResponse:
    """A page that says why there is nothing."""
    context = {"member": member, "words": words}
    return TemplateResponse(request, "wire/portal/gone.html", context, status=status)


def posted(request: HttpRequest, name: str) -> str:
    """What a button or field of a form says, in one line."""
    return request.POST.get(name, "").strip()
