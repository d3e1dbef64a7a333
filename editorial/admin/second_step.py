"""Between the password and the newsroom: the second factor that is asked, or must be set up."""

import json
from time import time
from typing import Any, Final

from django.contrib import messages
from django.contrib.admin import site
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import User
from articles.visitors import household, network_address
from editorial.admin import account_log
from editorial.models import AccountNews, OutgoingMail, RecoveryCode, SignInCount
from editorial.models.session import BROWSER, LINE
from editorial.second_factor import factors, passkeys

FIELD: Final = "second_step"
"""A form that answers this step has it."""
WAITING: Final = "second_step"
HELD: Final = "factor_is_due"
MINUTES: Final = 10
# What somebody whose second factor is due may open: where it is set up, and the ways out.
OPEN: Final = frozenset({"security", "logout", "jsi18n", "password_change", "password_change_done"})


def begin(request: HttpRequest, user: User) -> None:
    """Remember in the session, for minutes, whose password was right."""
    request.session[WAITING] = [user.pk, user.get_session_auth_hash(), time() + 60 * MINUTES]


def waiting(request: HttpRequest) -> User | None:
    """Whose password was right a moment ago, and is the same still."""
    pk, known_by, until = request.session.get(WAITING) or (0, "", 0)
    user = User.objects.filter(pk=pk, is_active=True, is_staff=True).first()
    is_so = (
        user and time() < until and constant_time_compare(known_by, user.get_session_auth_hash())
    )
    return user if is_so else None


def page(request: HttpRequest, user: User, context: dict[str, Any], **said: Any) -> HttpResponse:
    """The page that asks for it."""
    keys = factors.keys_of(user)
    title = _("Second step of signing in")
    told = {
        "title": title,
        "name": user.get_full_name() or user.get_username(),
        "options": passkeys.ask(request, keys) if keys else None,
    }
    return TemplateResponse(request, "admin/second_step.html", {**context, **told, **said})


def answered(request: HttpRequest, user: User) -> str:
    """ "" if the answer is right, and else what is to be said of it. Counts as an attempt."""
    line, now = household(network_address(request)), timezone.now()
    account = f"{user.get_username()}\nsecond step"
    with SignInCount.objects.attempt(account, line, now) as attempt:
        attempt.is_right = not attempt.refused_until and _is_right(request, user)
    if attempt.refused_until:
        account_log.say_tried(request, "second step refused for now", user.get_username())
        return _("Too many attempts. Wait a quarter of an hour, then try again.")
    if not attempt.is_right:
        account_log.say_tried(request, "second step failed", user.get_username())
        if request.POST.get("credential"):
            return _("That passkey is none of this account, or not any more. Take another way.")
        return _("That is not right. Codes change each half minute, and each is good once.")
    return ""


def let_in(request: HttpRequest, user: User) -> None:
    """Begin the session of somebody who has shown all that is asked, and tell them of it."""
    line, now = network_address(request), timezone.now()
    is_first = user.last_login is None
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session.pop(WAITING, None)
    browser = request.headers.get("User-Agent", "")[:200]
    request.session.update({LINE: line, BROWSER: browser})
    account_log.say(request, "signed in", user.get_username())
    is_known = SignInCount.objects.know(user.get_username(), household(line), now)
    if not is_known and not is_first:
        OutgoingMail.objects.tell(user, AccountNews.SIGNED_IN, line=line, browser=browser)
    factors.begin_grace(user, now)
    until = factors.due(user, now)
    if until and until <= now:
        request.session[HELD] = True


def is_held(request: HttpRequest) -> bool:
    """Whether this session may do nothing until a second factor is set up."""
    match = request.resolver_match
    return HELD in request.session and not (match and match.url_name in OPEN)


def hold(request: HttpRequest) -> HttpResponse:
    """The page where it is set up, instead of an answer; what was posted comes along."""
    from editorial.admin import sign_in  # noqa: PLC0415 - it imports the pages of the newsroom
    from editorial.admin.security import page as set_up  # noqa: PLC0415 - as above

    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:security"))
    return set_up(request, site.each_context(request), carried=sign_in.carry(request), status=403)


def release(request: HttpRequest) -> None:
    """Let a session go on whose second factor is set up now."""
    request.session.pop(HELD, None)


def _is_right(request: HttpRequest, user: User) -> bool:
    if answer := request.POST.get("credential"):
        try:
            return factors.takes_passkey(request, user, json.loads(answer))
        except (ValueError, RecursionError):
            return False
    typed = request.POST.get("code", "")[:40]
    if factors.takes(user, typed):
        return True
    is_from_paper = factors.takes_from_paper(user, typed)
    if is_from_paper:
        _say_how_many_are_left(request, user)
    return is_from_paper


def _say_how_many_are_left(request: HttpRequest, user: User) -> None:
    """On the first page behind the sign-in."""
    left = RecoveryCode.objects.filter(user=user).count()
    words = ngettext(
        "You signed in with a code from paper; %(count)s is left.",
        "You signed in with a code from paper; %(count)s are left.",
        left,
    )
    said = words % {"count": left} if left else _("That was your last code from paper.")
    link = format_html('<a href="{}">{}</a>', reverse("admin:security"), _("Make new ones"))
    messages.warning(request, format_html("{} {}", said, link))
