"""Where a subscriber's deliveries are pushed to, as their administrators do it by the API too."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms import LineField, TextField
from articles.site.frame.origin import origin
from editorial.admin import account_log
from editorial.admin.base import say_what_was_taken
from editorial.subscribers.log import VIEW
from editorial.subscribers.shared import company_for, context, show_once
from wire.formats import FORMATS
from wire.models import Endpoint, EndpointKind
from wire.push import endpoints, presses
from wire.push.endpoints import Given
from wire.push.presses import PRESSES, RangeForm, press
from wire.push.standing import standing

RIGHT: Final = "wire.change_company"
"""Whoever may change a subscriber may have the wire sent somewhere for them."""


class UnseenTextarea(forms.Textarea):
    """For a key of several lines, which no page prints again."""

    def format_value(self, value: Any) -> None:
        return None


def of_way(way: str) -> dict[str, str]:
    """For the widget of a field that no other way has: style sheets hide it under another one."""
    return {"data-way": way}


class EndpointForm(forms.Form):
    name = LineField(label=gettext_lazy("Name"), max_length=60)
    kind = forms.ChoiceField(
        label=gettext_lazy("Way"), choices=EndpointKind.choices, widget=forms.RadioSelect
    )
    address = LineField(
        label=gettext_lazy("Address"),
        max_length=2000,
        help_text=gettext_lazy(
            "https://… of a webhook, an e-mail address, sftp://server/folder, or"
            " https://server/bucket/folder for S3."
        ),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[(name, name) for name in FORMATS],
        widget=forms.Select(attrs=of_way("files")),
        help_text=gettext_lazy("Of files; a webhook has json, a mail wire text."),
    )
    user = LineField(
        label=gettext_lazy("User or access key"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=of_way("files")),
        help_text=gettext_lazy("For SFTP and S3."),
    )
    # A page that keeps what was typed keeps nothing of this name.
    password = TextField(
        label=gettext_lazy("Password, private key or secret key"),
        max_length=8000,
        required=False,
        widget=UnseenTextarea(
            attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false", **of_way("files")}
        ),
        help_text=gettext_lazy(
            "For SFTP and S3. It is kept sealed and never shown; left empty, the one there stays."
        ),
    )
    region = LineField(
        label=gettext_lazy("Region of the S3 server"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=of_way(EndpointKind.S3)),
    )
    host_key = LineField(
        label=gettext_lazy("Host key of the SFTP server"),
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs=of_way(EndpointKind.SFTP)),
    )

    @property
    def given(self) -> Given:
        told = {name: self.cleaned_data[name] for name in EndpointForm.base_fields}
        return Given(secret=told.pop("password"), **told)


def tried[T](form: forms.Form, act: Callable[[], T]) -> T | None:
    """What it returns; None where the wire refuses, with its words in the form."""
    try:
        return act()
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            for name, words in error.message_dict.items():
                form.add_error("password" if name == "secret" else name, words)
        else:
            form.add_error(None, error.messages)
        return None


def add_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for an endpoint, and show the secret of a webhook once, on its page."""
    company = company_for(request, pk, RIGHT)
    posted = request.POST if request.method == "POST" else None
    form = EndpointForm(posted, initial={"kind": EndpointKind.WEBHOOK})
    if form.is_valid() and (made := tried(form, lambda: endpoints.create(company, form.given))):
        say_what_was_taken(request, form)
        endpoint, secret = made
        _note(request, "added", endpoint)
        _hand_over(request, secret)
        return _back(endpoint)
    told = context(request, company, title=_("New endpoint"), form=form)
    return TemplateResponse(request, "editorial/subscribers/endpoint_form.html", told)


def change_view(request: HttpRequest, pk: int, endpoint: int) -> HttpResponse:
    """Set it up anew; its way stays."""
    company = company_for(request, pk, RIGHT)
    row = get_object_or_404(Endpoint, pk=endpoint, company=company)
    posted = request.POST if request.method == "POST" else None
    there = {name: getattr(row, name) for name in EndpointForm.base_fields if name != "password"}
    form = EndpointForm(posted, initial=there)
    form.fields["kind"].disabled = True
    if form.is_valid() and tried(form, lambda: endpoints.change(row, form.given)) is not None:
        say_what_was_taken(request, form)
        _note(request, "changed", row)
        messages.success(request, _("The endpoint is changed."))
        return _back(row)
    told = context(request, company, title=_("Change the endpoint"), form=form, endpoint=row)
    return TemplateResponse(request, "editorial/subscribers/endpoint_form.html", told)


def endpoint_view(request: HttpRequest, pk: int, endpoint: int) -> HttpResponse:
    """How an endpoint stands and what was tried; a post does what its button says."""
    is_press = request.method == "POST"
    company = company_for(request, pk, RIGHT if is_press else VIEW)
    row = get_object_or_404(Endpoint, pk=endpoint, company=company)
    again = RangeForm(request.POST if request.POST.get("_do") == "again" else None)
    if is_press and (answer := _pressed(request, row, again)):
        return answer
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) <= 18 else None
    tries = presses.tries(row, origin=origin(request), before=before)
    told = context(
        request,
        company,
        title=row.name,
        standing=standing(row),
        endpoint=row,
        again=again,
        tries=tries.shown,
        more=f"?before={tries.before}" if tries.before else "",
        is_first=before is None,
        may_set_up=request.user.has_perm(RIGHT),
    )
    return TemplateResponse(request, "editorial/subscribers/endpoint.html", told)


def _pressed(request: HttpRequest, row: Endpoint, again: RangeForm) -> HttpResponse | None:
    """Do what a button says, and lead on; None where the page is to be shown with what is wrong."""
    match request.POST.get("_do", ""):
        case "rotate" | "rotate-v1a" as what if row.kind == EndpointKind.WEBHOOK:
            secret = endpoints.rotate(row, is_asymmetric=what == "rotate-v1a")
            _hand_over(request, secret, is_public=what == "rotate-v1a")
            words = _("The secret of before signs beside it for two days.")
        case "remove":
            endpoints.remove(row)
            _note(request, "removed", row)
            words = _("The endpoint is removed, with all that waited for it.")
            messages.success(request, words)
            return HttpResponseRedirect(reverse("admin:wire_company_change", args=[row.company_id]))
        case what if what in PRESSES:
            words = press(row, what, again)
            if not words:
                return None
        case _:
            raise Http404
    _note(request, request.POST["_do"], row)
    messages.success(request, words)
    return _back(row)


def _back(endpoint: Endpoint) -> HttpResponseRedirect:
    at = reverse("admin:wire_company_endpoint", args=[endpoint.company_id, endpoint.pk])
    return HttpResponseRedirect(at)


def _note(request: HttpRequest, what: str, endpoint: Endpoint) -> None:
    account_log.say(
        request, f"wire endpoint: {what}", "", company=endpoint.company.name, endpoint=endpoint.name
    )


def _hand_over(request: HttpRequest, secret: str, *, is_public: bool = False) -> None:
    if not secret:
        return
    what = _("The public key") if is_public else _("The new secret")
    words = _("Hand this over to the subscriber. It is shown only now:")
    show_once(request, words, what=what, value=secret)
