"""The form for signing in, which takes so many attempts and no more."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import ngettext

from articles.admin import account_log
from articles.models import SignInCount
from articles.visitors import household, network_address

THROTTLED = "throttled"


class SignInForm(AdminAuthenticationForm):
    """Django's, refusing also the right password for a while after many wrong ones."""

    def clean(self) -> Any:
        name, request = self.cleaned_data.get("username"), self.request
        if request is None or name is None or not self.cleaned_data.get("password"):
            return super().clean()
        line, now = household(network_address(request)), timezone.now()
        if until := SignInCount.objects.attempt(name, line, now):
            account_log.say_tried(request, "sign-in refused for now", name)
            raise _too_many(int((until - now).total_seconds()) // 60 + 1)
        try:
            cleaned = super().clean()
        except ValidationError:
            account_log.say_tried(request, "sign-in failed", name)
            raise
        SignInCount.objects.succeeded(name, line, now)
        account_log.say(request, "signed in", name)
        return cleaned


def _too_many(minutes: int) -> ValidationError:
    message = ngettext(
        "Too many attempts to sign in. Wait %(minutes)d minute, then try again.",
        "Too many attempts to sign in. Wait %(minutes)d minutes, then try again.",
        minutes,
    )
    return ValidationError(message, code=THROTTLED, params={"minutes": minutes})
