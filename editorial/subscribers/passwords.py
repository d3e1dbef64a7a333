"""Where a subscriber's people set a password: by an invitation, or by a mail once they lost it."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from articles.forms import EmailField
from articles.models import User
from editorial import password_reset
from editorial.admin import account_log
from editorial.admin.password_reset import asked
from editorial.admin.sign_in_form import let_try_again


class _Keys(PasswordResetTokenGenerator):
    """Good until a password is set with one, and for ``settings.PASSWORD_RESET_TIMEOUT``."""

    key_salt = "editorial.subscribers"


_keys = _Keys()


class LostPasswordForm(forms.Form):
    email = EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()


def inviting(account: User) -> str:
    """The path where a password is set for one of a subscriber's people, by whoever has it."""
    return reverse("portal_password", args=[account.pk, _keys.make_token(account)])


def renewing(account: User) -> str:
    """The path where a new one is set, by whoever has the mail."""
    return password_reset.path(account, door="portal_new_password")


def _of_portal() -> QuerySet[User]:
    return User.objects.filter(is_active=True, wire_member__isnull=False)


@never_cache
def ask_view(request: HttpRequest) -> HttpResponse:
    """Whose password is lost; the answer is the same for every address, known or not."""
    form = LostPasswordForm(request.POST if request.method == "POST" else None)
    has_mail, is_asked, is_throttled = bool(settings.MAILERS), False, False
    if has_mail and form.is_valid():
        is_asked = asked(request, form.cleaned_data["email"], _of_portal())
        is_throttled = not is_asked
    told = {
        "form": form,
        "has_mail": has_mail,
        "is_asked": is_asked,
        "is_throttled": is_throttled,
        "hours": password_reset.HOURS,
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if is_throttled else HTTPStatus.OK
    return TemplateResponse(request, "wire/portal/lost_password.html", told, status=status)


@never_cache
def invitation_view(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Where one of a subscriber's people sets a password, once; for nobody else."""
    account = _of_portal().filter(pk=pk).first()
    return _set_password(
        request,
        account if account and _keys.check_token(account, token) else None,
        title=_("Welcome to the wire"),
        over=_(
            "This invitation is not valid any more. Ask the person at the agency who looks after"
            " you for a new one."
        ),
        logged="password set for the portal",
    )


@never_cache
def renewal_view(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Where a new password is set, once, by whoever has the mail."""
    return _set_password(
        request,
        password_reset.holder(pk, token, _of_portal()),
        title=_("A new password"),
        over=_("This address is not valid any more. Ask for a new one."),
        logged="password for the portal set by mail",
    )


def _set_password(
    request: HttpRequest, account: User | None, *, logged: str, **told: Any
) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = SetPasswordForm(account, posted) if account else None
    if account and form and form.is_valid():
        form.save()
        let_try_again(request, account)
        account_log.say(request, logged, account.get_username())
        messages.success(request, _("Your password is set. Sign in with it."))
        return HttpResponseRedirect(reverse("portal_sign_in"))
    response = TemplateResponse(
        request,
        "wire/portal/password.html",
        {"account": account, "form": form, **told},
        status=HTTPStatus.OK if account else HTTPStatus.GONE,
    )
    # The address is a key.
    response["Referrer-Policy"] = "same-origin"
    return response
