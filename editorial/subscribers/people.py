"""A subscriber's people: who may see the portal, invited and let go by the administrator."""

from typing import Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.forms import EmailField, LineField
from articles.models import User
from editorial.admin import account_log
from editorial.admin.base import say_what_was_taken
from editorial.models import AccountNews, OutgoingMail
from editorial.subscribers import passwords
from editorial.subscribers.shared import company_for, context, show_once
from wire.models import Company, Member

RIGHT: Final = "wire.add_member"
LONGEST_NAME: Final = 150


class MemberForm(forms.Form):
    name = LineField(label=gettext_lazy("First and last name"), max_length=120)
    email = EmailField(
        label=gettext_lazy("E-mail"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("With it they sign in, and to it goes the invitation."),
    )
    is_technical = forms.BooleanField(
        label=gettext_lazy("Looks after the technology"),
        required=False,
        help_text=gettext_lazy(
            "May set up where this company is pushed to, look into what was, make its keys and"
            " invite its people."
        ),
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(username=email).exists():
            raise ValidationError(_("There is an account with this address already."), code="taken")
        return email


def people_of(company: int) -> list[Member]:
    """Those of a subscriber, who may come in first."""
    found = Member.objects.filter(company=company).select_related("user")
    return list(found.order_by("-user__is_active", "user__first_name", "user__username"))


def add(
    request: HttpRequest, company: Company, *, name: str, email: str, is_technical: bool
) -> Member | None:
    """A new account of a subscriber's; None where another took the address at this very moment."""
    first, _blank, last = name.partition(" ")
    account = User(username=email, email=email, first_name=first, last_name=last)
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
            member = Member.objects.create(company=company, user=account, is_technical=is_technical)
    except IntegrityError:
        return None
    account_log.say(request, "subscriber's account made", account.username, company=company.name)
    return member


def set_access(request: HttpRequest, member: Member, *, is_on: bool) -> None:
    """End somebody's access with their sessions, or give it again, and say so on the next page."""
    account = member.user
    account.is_active = is_on
    account.save(update_fields=["is_active"])
    what = "access given again" if is_on else "access ended"
    account_log.say(request, f"subscriber's {what}", account.username, company=member.company.name)
    words = _("%(name)s has access again.") if is_on else _("%(name)s has no access any more.")
    _say(request, words, account)


def invite(request: HttpRequest, member: Member) -> None:
    """By mail; where there is no mail server the address is shown, to be handed over."""
    account = member.user
    account_log.say(request, "subscriber's invitation made", account.username)
    if settings.MAILERS:
        OutgoingMail.objects.tell(account, AccountNews.INVITED)
        words = _("An invitation goes to %(address)s.") % {"address": account.email}
        messages.success(request, words)
        return
    words = _("Hand this address over to %(name)s, who sets a password there:")
    show_once(
        request,
        words % {"name": account.get_full_name() or account.username},
        what=_("Address of the invitation"),
        value=request.build_absolute_uri(passwords.inviting(account)),
    )


def add_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask who it is, and invite them."""
    company = company_for(request, pk, RIGHT)
    form = MemberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if member := add(request, company, **form.cleaned_data):
            say_what_was_taken(request, form)
            invite(request, member)
            return HttpResponseRedirect(reverse("admin:wire_company_change", args=[pk]))
        form.add_error("email", _("There is an account with this address already."))
    told = context(request, company, title=_("New person"), form=form)
    return TemplateResponse(request, "editorial/subscribers/person.html", told)


def link_view(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Invite somebody again, who has lost their password or the invitation."""
    company = company_for(request, pk, RIGHT)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = get_object_or_404(
        Member.objects.select_related("user"), pk=member, company=company, user__is_active=True
    )
    invite(request, found)
    return HttpResponseRedirect(reverse("admin:wire_company_change", args=[pk]))


def access_view(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """End somebody's access at once, with their sessions; or give it again, as the button says."""
    company = company_for(request, pk, RIGHT)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = get_object_or_404(Member.objects.select_related("user"), pk=member, company=company)
    set_access(request, found, is_on=_is_on(request))
    return _back(pk)


def technical_view(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Have somebody look after their company's technology in the portal, or no more, likewise."""
    company = company_for(request, pk, RIGHT)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = get_object_or_404(Member.objects.select_related("user"), pk=member, company=company)
    found.is_technical = _is_on(request)
    found.save(update_fields=["is_technical"])
    account = found.user
    what = "is technical" if found.is_technical else "is not technical any more"
    account_log.say(request, f"subscriber's account {what}", account.username, company=company.name)
    words = (
        _("%(name)s looks after the technology from now on.")
        if found.is_technical
        else _("%(name)s does not look after the technology any more.")
    )
    _say(request, words, account)
    return _back(pk)


def _is_on(request: HttpRequest) -> bool:
    """What the button says, which may be of a page from before a colleague pressed another."""
    match request.POST.get("_do", ""):
        case "on":
            return True
        case "off":
            return False
    raise Http404


def _say(request: HttpRequest, words: str, account: User) -> None:
    messages.success(request, words % {"name": account.get_full_name() or account.username})


def _back(pk: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:wire_company_change", args=[pk]))
