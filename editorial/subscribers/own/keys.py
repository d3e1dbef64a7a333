"""A company's keys, as its people make and revoke them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial.admin import account_log
from editorial.admin.base import say_what_was_taken
from editorial.subscribers.keys import KeyForm, issued
from editorial.subscribers.own.asking import WithPassword, page, set_up
from editorial.subscribers.own.telling import Done, tell
from editorial.subscribers.shared import show_once
from wire import keys
from wire.models import Key, Member, Scope


class OwnKeyForm(WithPassword, KeyForm):
    pass


@set_up
def make_view(request: HttpRequest, member: Member) -> HttpResponse:
    """Ask what a new key is to open, and show it once."""
    posted = request.POST if request.method == "POST" else None
    form = OwnKeyForm(posted, request=request, initial={"scopes": list(Scope)})
    if form.is_valid() and (made := issued(form, member.company)):
        key, secret = made
        say_what_was_taken(request, form)
        _note(request, member, "made", key)
        tell(member, Done.KEY_MADE, f"{key.prefix}…")
        words = _("Keep this key now. It is shown only once:")
        show_once(request, words, what=_("The new key"), value=secret)
        return HttpResponseRedirect(reverse("portal:delivery"))
    return page(
        request,
        member,
        form,
        title=_("New key"),
        told=_("Two keys open at a time, so that one works until the other does."),
        go=_("Make the key"),
        back=reverse("portal:delivery"),
    )


@set_up
def revoke_view(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """End a key at once."""
    now = timezone.now()
    valid = Key.objects.valid(now).filter(company=member.company_id).with_last_use()
    key = get_object_or_404(valid, pk=pk)
    form = WithPassword(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        keys.revoke(key)
        _note(request, member, "revoked", key)
        tell(member, Done.KEY_REVOKED, f"{key.prefix}…")
        words = _("The key %(key)s opens nothing any more.") % {"key": key.prefix}
        messages.success(request, words)
        return HttpResponseRedirect(reverse("portal:delivery"))
    return page(
        request,
        member,
        form,
        title=_("Revoke the key %(key)s") % {"key": f"{key.prefix}…"},
        told=_used(key),
        go=_("Revoke"),
        back=reverse("portal:delivery"),
        is_stop=True,
    )


def _used(key: Key) -> str:
    at = key.last_used_at  # type: ignore[attr-defined]  # annotated
    if at is None:
        return _("It was never used. It opens nothing from then on.")
    words = _("It was last used at %(time)s. What uses it is refused from then on.")
    return words % {"time": date_format(timezone.localtime(at), "DATETIME_FORMAT")}


def _note(request: HttpRequest, member: Member, what: str, key: Key) -> None:
    account_log.say(request, f"wire key {what}", "", company=member.company.name, key=key.prefix)
