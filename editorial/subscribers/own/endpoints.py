"""A company's endpoints, as its people set them up: the API's own actions."""

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.admin import account_log
from editorial.admin.base import say_what_was_taken
from editorial.subscribers.endpoints import EndpointForm, tried
from editorial.subscribers.own.asking import WithPassword, page, set_up
from editorial.subscribers.own.telling import Done, tell
from editorial.subscribers.shared import show_once
from wire.models import Endpoint, EndpointKind, Member
from wire.push import endpoints

SHARED: Final = "v1"
PAIR: Final = "v1a"


class OwnEndpointForm(WithPassword, EndpointForm):
    pass


class SecretForm(WithPassword):
    scheme = forms.ChoiceField(
        label=gettext_lazy("What signs"),
        choices=[
            (SHARED, gettext_lazy("A secret that both of us have (v1)")),
            (PAIR, gettext_lazy("A pair of keys, of which you have the public one (v1a, ed25519)")),
        ],
        initial=SHARED,
        widget=forms.RadioSelect,
    )
    field_order = ("scheme",)


@set_up
def add_view(request: HttpRequest, member: Member) -> HttpResponse:
    """Ask for an endpoint, and show the secret of a webhook once, on its page."""
    posted = request.POST if request.method == "POST" else None
    form = OwnEndpointForm(posted, request=request, initial={"kind": EndpointKind.WEBHOOK})
    if form.is_valid() and (
        made := tried(form, lambda: endpoints.create(member.company, form.given))
    ):
        endpoint, secret = made
        say_what_was_taken(request, form)
        messages.success(request, _("What comes onto your log from now on is sent there too."))
        if secret:
            _hand_over(request, secret)
        return _done(request, member, "added", endpoint, Done.ENDPOINT_ADDED)
    return page(
        request,
        member,
        form,
        title=_("New endpoint"),
        told=_(
            "Whatever comes onto your log from now on is sent there too. The address is looked at"
            " when you save, and again with every delivery: one that leads into a private network"
            " is refused."
        ),
        go=_("Add the endpoint"),
        back=reverse("portal:delivery"),
    )


@set_up
def change_view(request: HttpRequest, member: Member, uid: UUID) -> HttpResponse:
    """Set it up anew; its way stays."""
    endpoint = _of(member, uid)
    there = {name: getattr(endpoint, name, "") for name in EndpointForm.base_fields}
    posted = request.POST if request.method == "POST" else None
    form = OwnEndpointForm(posted, request=request, initial={**there, "password": ""})
    form.fields["kind"].disabled = True
    if form.is_valid() and tried(form, lambda: endpoints.change(endpoint, form.given)) is not None:
        say_what_was_taken(request, form)
        messages.success(request, _("The endpoint is changed."))
        return _done(request, member, "changed", endpoint, Done.ENDPOINT_CHANGED)
    return page(
        request,
        member,
        form,
        title=_("Change the endpoint"),
        told=_("What waits for it goes to the new address too."),
        go=_("Save"),
        back=_at(endpoint),
    )


@set_up
def secret_view(request: HttpRequest, member: Member, uid: UUID) -> HttpResponse:
    """Make a new secret of a webhook, and show it once."""
    endpoint = _of(member, uid)
    if endpoint.kind != EndpointKind.WEBHOOK:
        raise Http404
    form = SecretForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        is_pair = form.cleaned_data["scheme"] == PAIR
        _hand_over(request, endpoints.rotate(endpoint, is_asymmetric=is_pair), is_public=is_pair)
        messages.success(request, _("The secret of before signs beside it for two days."))
        what = "rotate-v1a" if is_pair else "rotate"
        return _done(request, member, what, endpoint, Done.SECRET_MADE)
    return page(
        request,
        member,
        form,
        title=_("New secret"),
        told=_("A new one is shown once; the one of before signs beside it for two days."),
        go=_("Make a new one"),
        back=_at(endpoint),
    )


@set_up
def remove_view(request: HttpRequest, member: Member, uid: UUID) -> HttpResponse:
    """Remove it with all that waits for it."""
    endpoint = _of(member, uid)
    form = WithPassword(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        _note(request, member, "removed", endpoint)
        tell(member, Done.ENDPOINT_REMOVED, endpoint.name)
        endpoints.remove(endpoint)
        messages.success(request, _("The endpoint is removed, with all that waited for it."))
        return HttpResponseRedirect(reverse("portal:delivery"))
    return page(
        request,
        member,
        form,
        title=_("Remove “%(name)s”") % {"name": endpoint.name},
        told=_("With all that waits for it, and with what its log says of who took what."),
        go=_("Remove the endpoint"),
        back=_at(endpoint),
        is_stop=True,
    )


def _of(member: Member, uid: UUID) -> Endpoint:
    return get_object_or_404(Endpoint, uid=uid, company=member.company_id)


def _at(endpoint: Endpoint) -> str:
    return reverse("portal:endpoint", args=[endpoint.uid])


def _done(
    request: HttpRequest, member: Member, what: str, endpoint: Endpoint, done: Done
) -> HttpResponseRedirect:
    _note(request, member, what, endpoint)
    tell(member, done, endpoint.name)
    return HttpResponseRedirect(_at(endpoint))


def _note(request: HttpRequest, member: Member, what: str, endpoint: Endpoint) -> None:
    account_log.say(
        request, f"wire endpoint: {what}", "", company=member.company.name, endpoint=endpoint.name
    )


def _hand_over(request: HttpRequest, secret: str, *, is_public: bool = False) -> None:
    what = _("The public key") if is_public else _("The new secret")
    show_once(request, _("Keep this now. It is shown only once:"), what=what, value=secret)
