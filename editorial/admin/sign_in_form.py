"""The forms that ask for one's password, which take so many attempts and no more."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.backends import AllowAllUsersModelBackend
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import User
from articles.visitors import household, network_address
from editorial.admin import account_log
from editorial.models import SignInCount

THROTTLED = "throttled"
NO_ACCESS = "no-access"


class SignInForm(AdminAuthenticationForm):
    """Django's, refusing also the right password for a while after many wrong ones.

    An account without access is told so, if the password is right.
    """

    error_messages = AdminAuthenticationForm.error_messages | {
        "invalid_login": gettext_lazy(
            "The username or the password is wrong. Capital letters are not small ones."
        )
    }
    no_access = gettext_lazy(
        "This account has no access to the newsroom. Ask the newsroom’s administrator for it."
    )

    def has_access(self, user: User) -> bool:
        """Whether the account, which is not switched off, may come in here."""
        return user.is_staff

    def clean(self) -> Any:
        name, request = self.cleaned_data.get("username"), self.request
        password = self.cleaned_data.get("password")
        if request is None or name is None or not password:
            return super().clean()
        line, now = household(network_address(request)), timezone.now()
        user: User | None = None
        with SignInCount.objects.attempt(name, line, now) as attempt:
            if not attempt.refused_until:
                # Django's own check knows no account that is switched off, whatever its password.
                door = AllowAllUsersModelBackend()
                user = door.authenticate(request, username=name, password=password)
                attempt.is_right = bool(user and user.is_active and self.has_access(user))
        if attempt.refused_until:
            account_log.say_tried(request, "sign-in refused for now", name)
            raise _too_many(attempt.refused_until - now)
        if user is None:
            account_log.say_tried(request, "sign-in failed", name)
            raise self.get_invalid_login_error()
        if not attempt.is_right:
            account_log.say_tried(request, "sign-in without access", name)
            raise ValidationError(self.no_access, code=NO_ACCESS)
        self.user_cache = user
        return self.cleaned_data

    @property
    def is_throttled(self) -> bool:
        return self.has_error(NON_FIELD_ERRORS, THROTTLED)


def check_own_password(request: HttpRequest, user: User, password: str) -> None:
    """Raise ValidationError unless it is the person's own; a wrong one counts as at signing in."""
    name, line = user.get_username(), household(network_address(request))
    now = timezone.now()
    with SignInCount.objects.attempt(name, line, now) as attempt:
        if not attempt.refused_until:
            attempt.is_right = user.check_password(password)
    if attempt.refused_until:
        account_log.say(request, "own password refused for now", name)
        raise _too_many(attempt.refused_until - now)
    if not attempt.is_right:
        account_log.say(request, "own password wrong", name)
        raise ValidationError(_("This is not your password."), code="password")


def let_try_again(request: HttpRequest, account: User) -> None:
    """Forget the wrong passwords that were typed for an account from here: it has a new one."""
    line = household(network_address(request))
    SignInCount.objects.forget_failures(account.get_username(), line)


class OwnPasswordForm(AdminPasswordChangeForm):
    """Django's, in which a wrong old password counts as one at signing in."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        password: str = self.cleaned_data["old_password"]
        check_own_password(self.request, self.user, password)
        return password


class OwnPasswordView(PasswordChangeView):
    """The page of that form."""

    form_class = OwnPasswordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        account_log.say(self.request, "password changed", form.user.get_username())
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        answer = super().form_invalid(form)
        if form.has_error("old_password", THROTTLED):
            answer.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return answer


def _too_many(wait: timedelta) -> ValidationError:
    minutes = int(wait.total_seconds()) // 60 + 1
    message = ngettext(
        "Too many attempts to sign in. Wait %(minutes)d minute, then try again.",
        "Too many attempts to sign in. Wait %(minutes)d minutes, then try again.",
        minutes,
    )
    return ValidationError(message, code=THROTTLED, params={"minutes": minutes})
