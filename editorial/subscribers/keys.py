"""A subscriber's keys: made and shown once, and revoked."""

from datetime import datetime, time
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms import DayInput, LineField
from editorial.admin import account_log
from editorial.admin.base import say_what_was_taken
from editorial.subscribers.shared import company_for, context, show_once
from wire import keys
from wire.models import Company, Key, Scope

RIGHT: Final = "wire.add_key"


class KeyForm(forms.Form):
    name = LineField(
        label=gettext_lazy("Name"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("What it is for, such as the name of the system."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it opens"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("Left empty, it opens until it is revoked."),
    )

    def clean_expires_on(self) -> Any:
        day = self.cleaned_data["expires_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day is over."), code="past")
        return day

    @property
    def expires_at(self) -> datetime | None:
        """The end of the last day."""
        day = self.cleaned_data["expires_on"]
        return timezone.make_aware(datetime.combine(day, time.max)) if day else None


def standing(company: int, now: datetime) -> list[Key]:
    """The valid keys of a subscriber, with their last use."""
    return list(Key.objects.valid(now).filter(company=company).with_last_use())


def issued(form: KeyForm, company: Company) -> tuple[Key, str] | None:
    """The key and what it is, as ``keys.issue``; None where there are two, which the form says."""
    try:
        return keys.issue(
            company,
            name=form.cleaned_data["name"],
            scopes=[Scope(each) for each in form.cleaned_data["scopes"]],
            expires_at=form.expires_at,
        )
    except keys.TwoKeysError:
        words = _("There are two keys already. Revoke the one that is not used any more first.")
        form.add_error(None, words)
        return None


def make_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what a new key is to open, and show it once, on the subscriber's page."""
    company = company_for(request, pk, RIGHT)
    posted = request.POST if request.method == "POST" else None
    form = KeyForm(posted, initial={"scopes": list(Scope)})
    if form.is_valid() and (made := issued(form, company)):
        say_what_was_taken(request, form)
        _hand_over(request, company, *made)
        return HttpResponseRedirect(reverse("admin:wire_company_change", args=[pk]))
    told = context(request, company, title=_("New key"), form=form)
    return TemplateResponse(request, "editorial/subscribers/key.html", told)


def revoke_view(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """End a key at once."""
    company = company_for(request, pk, RIGHT)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    row = get_object_or_404(Key, pk=key, company=company)
    keys.revoke(row)
    account_log.say(request, "wire key revoked", "", company=company.name, key=row.prefix)
    messages.success(request, _("The key %(key)s opens nothing any more.") % {"key": row.prefix})
    return HttpResponseRedirect(reverse("admin:wire_company_change", args=[pk]))


def _hand_over(request: HttpRequest, company: Company, key: Key, secret: str) -> None:
    account_log.say(request, "wire key made", "", company=company.name, key=key.prefix)
    words = _("Hand this key over to the subscriber. It is shown only now:")
    show_once(request, words, what=_("The new key"), value=secret)
