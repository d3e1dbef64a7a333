"""The page that asks for a new password by mail, and the page behind the key in it."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

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
        line, now = household(network_address(request)), timezone.now()
        account = f"{context['typed']}\nnew password"
        if SignInCount.objects.attempt(account, line, now):
            context["is_throttled"] = True
        else:
            password_reset.ask(context["typed"])
            account_log.say_tried(request, "new password asked for", context["typed"])
            context["is_asked"] = True
    status = 429 if context["is_throttled"] else 200
    return TemplateResponse(request, "editorial/lost_password.html", context, status=status)


@never_cache
def set_view(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Where a new password is set, once, by whoever has the mail."""
    return set_password(
        request,
        password_reset.holder(pk, token),
        title=_("A new password"),
        over=_("This address is not valid any more. Ask for a new one."),
        logged="password set by mail",
    )
