"""Where a subscriber's people come in and go out."""

from http import HTTPStatus
from typing import Any, Final

from django.contrib.auth import login, logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from articles.models import User
from articles.visitors import network_address
from editorial.admin import account_log
from editorial.admin.sign_in import carry, go_on
from editorial.admin.sign_in_form import SignInForm
from editorial.carried import CARRIED
from editorial.models.session import BROWSER, LINE
from wire.models import Member
from wire.portal.place import PORTAL

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


class MemberSignInForm(SignInForm):
    """That of the newsroom, with its limits on attempts, for subscribers' people alone."""

    error_messages = SignInForm.error_messages | {
        "invalid_login": gettext_lazy(
            "The e-mail address or the password is wrong. Capital letters are not small ones."
        )
    }
    no_access = gettext_lazy(
        "This account has no access to the wire. Ask the person at the agency who looks after you."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = gettext_lazy("E-mail")
        self.fields["username"].widget.attrs |= {"inputmode": "email", "autocapitalize": "none"}

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        return name.lower()

    def has_access(self, user: User) -> bool:
        return Member.objects.filter(user=user).exists()


class SignInView(LoginView):
    authentication_form = MemberSignInForm
    template_name = "wire/portal/sign_in.html"

    def get_default_redirect_url(self) -> str:
        return reverse("portal:list")

    def get_redirect_url(self, request: HttpRequest | None = None) -> str:
        to = super().get_redirect_url(request)
        return to if to.startswith(PORTAL) else ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Of a session that is over: ``wire.portal.access`` has its form sent here.
        is_another_form = "username" not in request.POST
        if is_another_form and (carried := carry(request, path=request.GET.get("next", ""))):
            return _ask(request, carried)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        carried = self.request.POST.get(CARRIED, "")
        return super().get_context_data(**kwargs) | {CARRIED: carried}

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        login(self.request, user, backend=BACKEND)
        browser = self.request.headers.get("User-Agent", "")[:200]
        self.request.session.update({LINE: network_address(self.request), BROWSER: browser})
        account_log.say(self.request, "signed in to the portal", user.get_username())
        carried = self.request.POST.get(CARRIED, "")
        to_go_on = carried and go_on(self.request, carried, place=PORTAL)
        return to_go_on or HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if form.is_throttled:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response


def _ask(request: HttpRequest, carried: str) -> HttpResponse:
    """The sign-in form instead of an answer to a post, which it takes along."""
    context = {"form": MemberSignInForm(request), "next": "", CARRIED: carried}
    status = HTTPStatus.FORBIDDEN
    return TemplateResponse(request, "wire/portal/sign_in.html", context, status=status)


def sign_out_view(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    logout(request)
    return HttpResponseRedirect(reverse("portal_sign_in"))
