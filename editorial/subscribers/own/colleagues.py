"""Who of a company sees the portal, as its people invite each other and let each other go."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import User
from editorial.admin.base import say_what_was_taken
from editorial.subscribers import people
from editorial.subscribers.own.asking import WithPassword, page, set_up
from editorial.subscribers.people import MemberForm
from wire.models import Member

MOST: Final = 200
"""People of one company whom it invites itself, so that mail goes out to no list of addresses."""


class ColleagueForm(WithPassword, MemberForm):
    def clean_email(self) -> str:
        """Who is of another company, or of the agency, is not told of."""
        email: str = self.cleaned_data["email"].lower()
        if Member.objects.filter(user__username=email, company=self.company).exists():
            raise ValidationError(_("This colleague has an account already."), code="taken")
        if User.objects.filter(username=email).exists():
            raise ValidationError(_elsewhere(), code="taken")
        return email

    @property
    def company(self) -> int:
        member: Member = self.request.user.wire_member  # type: ignore[union-attr]  # of the portal
        return member.company_id


@set_up
def list_view(request: HttpRequest, member: Member) -> HttpResponse:
    """Everybody of the company, and what can be done about each."""
    context = {
        "member": member,
        "people": people.people_of(member.company_id),
        "without_mail": "" if settings.MAILERS else _without_mail(),
    }
    return TemplateResponse(request, "wire/portal/colleagues.html", context)


@set_up
def add_view(request: HttpRequest, member: Member) -> HttpResponse:
    """Ask who it is, and invite them by mail."""
    form = ColleagueForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid() and _may_invite(form, member):
        told = {name: form.cleaned_data[name] for name in MemberForm.base_fields}
        if added := people.add(request, member.company, **told):
            say_what_was_taken(request, form)
            people.invite(request, added)
            return _back()
        form.add_error("email", _elsewhere())
    return page(
        request,
        member,
        form,
        title=_("Invite a colleague"),
        told=_(
            "They get a mail with an address where they choose a password, good for a week. They"
            " see in the portal what your company was sent."
        ),
        go=_("Invite"),
        back=reverse("portal_colleagues"),
    )


@set_up
def invite_view(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """Invite somebody again, who has lost their password or the invitation."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = _colleague(member, pk)
    if not found.user.is_active:
        messages.warning(request, _("%(name)s has no access any more.") % {"name": _name(found)})
    elif settings.MAILERS:
        people.invite(request, found)
    else:
        messages.warning(request, _without_mail())
    return _back()


@set_up
def access_view(request: HttpRequest, member: Member, pk: int, *, is_on: bool) -> HttpResponse:
    """End somebody's access at once, with their sessions; or give it again."""
    found = _colleague(member, pk)
    form = WithPassword(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid() and _may_change(form, member, found):
        people.set_access(request, found, is_on=is_on)
        return _back()
    name = {"name": _name(found)}
    return page(
        request,
        member,
        form,
        title=(
            _("Give %(name)s access again") % name
            if is_on
            else _("End the access of %(name)s") % name
        ),
        told=(
            _("They sign in with the password of before.")
            if is_on
            else _("They are signed out at once. What they took stays in the history.")
        ),
        go=_("Give access again") if is_on else _("End access"),
        back=reverse("portal_colleagues"),
        is_stop=not is_on,
    )


def _may_invite(form: ColleagueForm, member: Member) -> bool:
    if not settings.MAILERS:
        form.add_error(None, _without_mail())
    elif Member.objects.filter(company=member.company_id).count() >= MOST:
        words = _("You are %(most)s already. Ask the agency for more.") % {"most": MOST}
        form.add_error(None, words)
    return form.is_valid()


def _may_change(form: WithPassword, member: Member, found: Member) -> bool:
    if found.pk == member.pk:
        words = _("This is your own access. A colleague ends it, or the agency.")
        form.add_error(None, words)
    return form.is_valid()


def _colleague(member: Member, pk: int) -> Member:
    found = Member.objects.select_related("user", "company")
    return get_object_or_404(found, pk=pk, company=member.company_id)


def _name(member: Member) -> str:
    return member.user.get_full_name() or member.user.get_username()


def _elsewhere() -> str:
    return _(
        "This address can’t be invited here. Ask the person at the agency who looks after you."
    )


def _without_mail() -> str:
    return _(
        "The agency sends no mail just now. Ask the person there who looks after you to invite"
        " them."
    )


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("portal_colleagues"))
