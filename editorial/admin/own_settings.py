"""What a person sets for themselves: what they get by mail, and single keys."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import User
from editorial import mail
from editorial.admin.base import AnyForm, staff
from editorial.letters import choice_of
from editorial.models import MailChoice, MailWhen, OutgoingMail


class MailForm(AnyForm):
    class Meta:
        model = MailChoice
        fields = ["when", "hour", "language"]
        widgets = {"when": forms.RadioSelect, "language": forms.RadioSelect}


class KeysForm(AnyForm):
    class Meta:
        model = User
        fields = ["uses_keys"]


def own_settings_view(request: HttpRequest) -> HttpResponse:
    """The page of one's own settings, and the post that changes them."""
    user = staff(request)
    posted = request.POST if request.method == "POST" else None
    form, keys = MailForm(posted, instance=choice_of(user)), KeysForm(posted, instance=user)
    if form.is_valid() and keys.is_valid():
        wanted = form.cleaned_data
        mail.choose(
            user=user,
            when=MailWhen(wanted["when"]),
            hour=wanted["hour"],
            language=wanted["language"],
        )
        User.objects.filter(pk=user.pk).update(uses_keys=keys.cleaned_data["uses_keys"])
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("admin:own_settings"))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("My settings"),
        "subtitle": None,
        "form": form,
        "keys": keys,
        "refused": OutgoingMail.objects.last_refused(user),
    }
    return TemplateResponse(request, "editorial/own_settings.html", context)
