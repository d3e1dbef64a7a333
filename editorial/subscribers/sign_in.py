"""Where a subscriber's people come in: signing in, signing out, and setting a password."""

from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from articles.models import User
from articles.visitors import network_address
from editorial.admin import account_log
from editorial.admin.sign_in_form import SignInForm
from editorial.models.session import BROWSER, LINE
from wire.models import Member
from wire.portal.place import PORTAL

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


class _Keys(PasswordResetTokenGenerator):
    """Good until a password is set with one, and for ``settings.PASSWORD_RESET_TIMEOUT``."""

    key_salt = "editorial.subscribers"


_keys = _Keys()


def path(account: User) -> str:
    """The path where a password is set for one of a subscriber's people, by whoever has it."""
    return reverse("portal_password", args=[account.pk, _keys.make_token(account)])


def holder(pk: int, token: str) -> User | None:
    """The account that such a path is for, while it is good."""
    member = Member.objects.filter(user=pk, user__is_active=True).select_related("user").first()
    return member.user if member and _keys.check_token(member.user, token) else None


class MemberSignInForm(SignInForm):
    """That of the newsroom, with its limits on attempts, for subscribers' people alone."""

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

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        login(self.request, user, backend=BACKEND)
        browser = self.request.headers.get("User-Agent", "")[:200]
        self.request.session.update({LINE: network_address(self.request), BROWSER: browser})
        account_log.say(self.request, "signed in to the portal", user.get_username())
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if form.is_throttled:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response


def sign_out_view(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    logout(request)
    return HttpResponseRedirect(reverse("portal_sign_in"))


@never_cache
def password_view(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Where one of a subscriber's people sets a password, once; for nobody else."""
    account = holder(pk, token)
    posted = request.POST if request.method == "POST" else None
    form = SetPasswordForm(account, posted) if account else None
    if account and form and form.is_valid():
        form.save()
        account_log.say(request, "password set for the portal", account.get_username())
        messages.success(request, _("Your password is set. Sign in with it."))
        return HttpResponseRedirect(reverse("portal_sign_in"))
    response = TemplateResponse(
        request,
        "wire/portal/password.html",
        {"account": account, "form": form},
        status=HTTPStatus.OK if account else HTTPStatus.GONE,
    )
    # The address is a key.
    response["Referrer-Policy"] = "same-origin"
    return response
