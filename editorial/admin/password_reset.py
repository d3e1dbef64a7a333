"""The page that asks for a new password by mail, and the page behind the key in it."""

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from articles.models import User
from articles.visitors import household, network_address
from editorial import password_reset
from editorial.admin import account_log
from editorial.admin.colleague import set_password
from editorial.models import SignInCount


@never_cache
def ask_view(request: HttpRequest) -> HttpResponse:
    """Whose account it is; the answer is the same for every name, known or not."""
    context = {
        **admin.site.each_context(request),
        "title": _("A new password"),
        "subtitle": None,
        "has_mail": bool(settings.MAILERS),
        "typed": request.POST.get("account", "").strip()[:254],
        "is_asked": False,
        "is_throttled": False,
    }
    if request.method == "POST" and context["typed"] and settings.MAILERS:
        is_asked = asked(request, context["typed"], password_reset.of_newsroom())
        context |= {"is_asked": is_asked, "is_throttled": not is_asked}
    status = 429 if context["is_throttled"] else 200
    return TemplateResponse(request, "editorial/lost_password.html", context, status=status)


def asked(request: HttpRequest, typed: str, among: QuerySet[User]) -> bool:
    """Write to whose account it is, if it is anybody's; False where that was asked too often."""
    line, now = household(network_address(request)), timezone.now()
    with SignInCount.objects.attempt(f"{typed}\nnew password", line, now) as attempt:
        pass
    if attempt.refused_until:
        return False
    password_reset.ask(typed, among)
    account_log.say_tried(request, "new password asked for", typed)
    return True


@never_cache
def set_view(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Where a new password is set, once, by whoever has the mail."""
    return set_password(
        request,
        password_reset.holder(pk, token, password_reset.of_newsroom()),
        title=_("A new password"),
        over=_("This address is not valid any more. Ask for a new one."),
        logged="password set by mail",
    )
