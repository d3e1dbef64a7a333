"""Searches that are kept, and the mail that tells of what they find."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.forms import LineField
from wire.models.delivery import Head
from wire.models.member import Member
from wire.models.saved_search import SavedSearch, SearchMail, morning_after
from wire.portal.access import for_members, gone
from wire.portal.finding import Filter, Row, find
from wire.portal.form import FilterForm

MOST: Final = 30
"""Of one person, so that no queue of mail grows without end."""
MOST_TOLD: Final = 50
"""In one mail; the search itself shows the rest."""


class SearchForm(forms.Form):
    name = LineField(label=gettext_lazy("Name"), max_length=60)
    mail = forms.ChoiceField(
        label=gettext_lazy("Mail of what it finds"), choices=SearchMail.choices
    )


@for_members
def searches_view(request: HttpRequest, member: Member) -> HttpResponse:
    """One's own; a post keeps the filter that the address says, under a name."""
    wanted = FilterForm(request.GET)
    form = SearchForm(request.POST if request.method == "POST" else None)
    kept = list(member.searches.all())
    if form.is_valid() and wanted.is_valid():
        if len(kept) >= MOST:
            form.add_error(None, _("You have %(most)s already. Remove one first.") % {"most": MOST})
        else:
            _keep(member, form.cleaned_data["name"], wanted.wanted, form.cleaned_data["mail"])
            return HttpResponseRedirect(reverse("portal:searches"))
    context = {
        "member": member,
        "form": form,
        "searches": [(each, Filter.of(each.wanted)) for each in kept],
        "wanted": wanted.wanted if request.GET and wanted.is_valid() else None,
    }
    return TemplateResponse(request, "wire/portal/searches.html", context)


@for_members
@require_POST
def search_view(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """Change when one's search writes, or remove it."""
    found = get_object_or_404(member.searches, pk=pk)
    if "remove" in request.POST:
        found.delete()
        return HttpResponseRedirect(reverse("portal:searches"))
    mail = request.POST.get("mail", "")
    if mail not in SearchMail.values:
        return gone(request, member, _("Nothing was chosen."), status=HTTPStatus.BAD_REQUEST)
    found.mail = mail
    _from_now(found)
    found.save()
    return HttpResponseRedirect(reverse("portal:searches"))


def _keep(member: Member, name: str, wanted: Filter, mail: str) -> None:
    search = SavedSearch(member=member, name=name, wanted=wanted.data, mail=mail)
    _from_now(search)
    search.save()


def _from_now(search: SavedSearch) -> None:
    """Mail tells of what comes from now on."""
    heads = Head.objects.filter(pk=search.member.company_id)
    search.looked_at = heads.values_list("last", flat=True).first() or 0
    search.next_at = morning_after(timezone.now())


@transaction.atomic
def look(pk: int, tell: Callable[[SavedSearch, int, int], Any]) -> None:
    """Look for what came since the last mail, and ``tell`` of it: between which two numbers.

    The row says that it was looked for in the same transaction.
    """
    now = timezone.now()
    due = (
        SavedSearch.objects.due(now).filter(pk=pk).select_for_update(of=("self",), skip_locked=True)
    )
    search = due.select_related("member__company__head", "member__user").first()
    if search is None:
        return
    last = search.member.company.head.last
    if found_between(search, search.looked_at, last):
        tell(search, search.looked_at, last)
    search.looked_at, search.next_at = last, morning_after(now)
    search.save(update_fields=["looked_at", "next_at"])


def found_between(search: SavedSearch, after: int, last: int) -> list[Row]:
    """What it finds behind one number and up to another, the newest first."""
    company = search.member.company_id
    wanted = Filter.of(search.wanted)
    return find(company, wanted, after=after, before=last + 1, most=MOST_TOLD).rows
