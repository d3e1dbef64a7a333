"""How somebody signs in: their second factors, and the sessions they are in."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles.models import User
from editorial import browsers
from editorial.admin import account_log, second_step, sign_in
from editorial.admin.base import staff
from editorial.admin.sign_in_form import check_own_password
from editorial.carried import CARRIED
from editorial.models import AccountNews, OutgoingMail, RecoveryCode, SecondFactor, Session
from editorial.second_factor import factors, passkeys, totp

Step = Callable[[HttpRequest, dict[str, Any], str], HttpResponse]
NEW_APP: Final = "new_app"
"""Of the session: the app's secret that is shown and not stored yet."""


def security_view(request: HttpRequest) -> HttpResponse:
    """The page, and the posts of its buttons."""
    context = admin.site.each_context(request)
    if request.method != "POST":
        return page(request, context)
    pressed, _sign, which = request.POST.get("_do", "").partition(":")
    steps: dict[str, Step] = {
        "app": _add_app,
        "passkey": _add_passkey,
        "remove": _remove,
        "codes": _new_codes,
        "end": _end,
        "others": _end_others,
        "on": lambda request, _context, _which: _on(request),
    }
    step = steps.get(pressed)
    return step(request, context, which) if step else page(request, context)


def page(
    request: HttpRequest, context: dict[str, Any], *, status: int = 200, **said: Any
) -> HttpResponse:
    user, now = staff(request), timezone.now()
    secret = request.session.setdefault(NEW_APP, totp.new_secret())
    told = {
        "title": _("Signing in"),
        "subtitle": None,
        "factors": SecondFactor.objects.filter(user=user),
        "codes_left": RecoveryCode.objects.filter(user=user).count(),
        "due": factors.due(user, now),
        "is_held": second_step.HELD in request.session,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        # Drawn by us, of an address that is percent-encoded.
        "drawing": mark_safe(totp.drawing(_address(request, user, secret))),  # noqa: S308
        "options": passkeys.ask_for_new(request, user, factors.keys_of(user)),
        "sessions": sessions_of(user, now, own=request.session.session_key),
        "longest_name": factors.LONGEST_NAME,
        CARRIED: request.POST.get(CARRIED, ""),
    }
    return TemplateResponse(
        request, "editorial/security.html", {**context, **told, **said}, status=status
    )


def sessions_of(user: User, now: datetime, *, own: str | None = None) -> list[dict[str, Any]]:
    """The sessions of an account, the one used last first, as plain words."""
    found = Session.objects.filter(user=user, expire_date__gt=now).order_by("-used_at")
    return [
        {
            "id": session.public_id,
            "is_own": session.session_key == own,
            "browser": browsers.called(session.browser),
            "line": session.line,
            "used_at": session.used_at,
        }
        for session in found
    ]


def _address(request: HttpRequest, user: User, secret: str) -> str:
    return totp.address(secret, account=user.get_username(), issuer=request.get_host())


def _name(request: HttpRequest, without: str) -> str:
    return request.POST.get("name", "").strip()[: factors.LONGEST_NAME] or without


def _add_app(request: HttpRequest, context: dict[str, Any], _which: str) -> HttpResponse:
    user, secret = staff(request), request.session.get(NEW_APP, "")
    typed = request.POST.get("code", "")[:40]
    name = _name(request, _("Authenticator app"))
    added = factors.add_app(user, secret, typed, name) if secret else None
    if added is None:
        why = _("That code is not right. Look whether the telephone’s clock is.")
        return page(request, context, wrong_code=why, name=name)
    request.session.pop(NEW_APP, None)
    return _added(request, context, added)


def _add_passkey(request: HttpRequest, context: dict[str, Any], _which: str) -> HttpResponse:
    try:
        answer = json.loads(request.POST.get("credential", ""))
    except (ValueError, RecursionError):
        answer = None
    name = _name(request, _("Passkey"))
    added = answer and factors.add_passkey(request, staff(request), answer, name)
    if not added:
        why = _("The browser made no key that can be used here. Try again.")
        return page(request, context, wrong_key=why, key_name=request.POST.get("name", ""))
    return _added(request, context, added)


def _added(request: HttpRequest, context: dict[str, Any], factor: SecondFactor) -> HttpResponse:
    user = staff(request)
    second_step.release(request)
    account_log.say(request, "second factor set up", user.get_username(), factor=factor.kind)
    OutgoingMail.objects.tell(user, AccountNews.FACTOR_ADDED, name=factor.name)
    if RecoveryCode.objects.filter(user=user).exists():
        messages.success(request, _("“%(name)s” is set up.") % {"name": factor.name})
        return _on(request)
    return _show_codes(request, context)


def _remove(request: HttpRequest, context: dict[str, Any], which: str) -> HttpResponse:
    user = staff(request)
    if why := _own_password(request, user):
        return page(request, context, status=403, wrong_password=why, asked_at=which)
    removed = factors.remove(user, int(which)) if which.isdecimal() and len(which) < 18 else None
    if removed:
        account_log.say(request, "second factor removed", user.get_username(), factor=removed.kind)
        OutgoingMail.objects.tell(user, AccountNews.FACTOR_GONE, name=removed.name)
        messages.success(request, _("“%(name)s” is removed.") % {"name": removed.name})
    return _on(request)


def _new_codes(request: HttpRequest, context: dict[str, Any], _which: str) -> HttpResponse:
    user = staff(request)
    if why := _own_password(request, user):
        return page(request, context, status=403, wrong_password=why, asked_at="codes")
    if not factors.has_one(user):
        return _on(request)
    account_log.say(request, "recovery codes made", user.get_username())
    return _show_codes(request, context)


def _show_codes(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The page that shows them, which nothing shows again."""
    told = {
        "title": _("Codes for paper"),
        "subtitle": None,
        "codes": factors.new_codes(staff(request)),
        CARRIED: request.POST.get(CARRIED, ""),
    }
    return TemplateResponse(request, "editorial/recovery_codes.html", {**context, **told})


def _end(request: HttpRequest, _context: dict[str, Any], which: str) -> HttpResponse:
    for session in Session.objects.filter(user=staff(request)):
        if session.public_id == which:
            session.delete()
            messages.success(request, _("That session is over."))
    return _on(request)


def _end_others(request: HttpRequest, _context: dict[str, Any], _which: str) -> HttpResponse:
    own = request.session.session_key
    Session.objects.filter(user=staff(request)).exclude(session_key=own).delete()
    account_log.say(request, "other sessions ended", staff(request).get_username())
    messages.success(request, _("All your other sessions are over."))
    return _on(request)


def _on(request: HttpRequest) -> HttpResponse:
    """On from here: with what was carried, or back to the page."""
    carried = request.POST.get(CARRIED, "")
    gone_on = sign_in.go_on(request, carried) if carried else None
    return gone_on or HttpResponseRedirect(reverse("admin:security"))


def _own_password(request: HttpRequest, user: User) -> str:
    """What is to be said where the password typed is not the person's own."""
    try:
        check_own_password(request, user, request.POST.get("password", ""))
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""
