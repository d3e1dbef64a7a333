"""The page of a story's links for readers outside: made, counted and revoked there."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from articles.actions.refused import Refused
from articles.forms import LineField
from articles.models import Story, User
from editorial.admin.base import staff
from editorial.after import sharing
from editorial.models import PreviewLink
from editorial.models.preview_link import KEPT_CLOSED
from editorial.story.access import address, context_of, story_of

MOST_SHOWN: Final = 50
_DAYS: Final = (1, 3, 7)
_SOME_DAYS = ngettext_lazy("%(days)s day", "%(days)s days", "days")


class ShareForm(forms.Form):
    """For whom a link is, and how long it lasts."""

    reader = LineField(
        label=gettext_lazy("For whom"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("For the log. Whoever has the address can read."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("It lasts"), coerce=int, initial=1, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.fields["days"]
        assert isinstance(days, forms.TypedChoiceField)  # noqa: S101 - declared above
        days.choices = [(day, _SOME_DAYS % {"days": day}) for day in _DAYS]


def share_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The links there are; a post makes one, or revokes the one that its button names."""
    story, user = story_of(request, pk), staff(request)
    if not sharing.shares(user, story):
        raise PermissionDenied
    revoked = request.POST.get("_do", "").partition("revoke-")[2]
    form = ShareForm(request.POST if request.method == "POST" and not revoked else None)
    try:
        if revoked:
            _revoke(story, user, revoked)
            return HttpResponseRedirect(address("share", story))
        if form.is_valid():
            lasts = timedelta(days=form.cleaned_data["days"])
            reader = form.cleaned_data["reader"]
            sharing.make(story=story, by=user, lasts=lasts, reader=reader)
            messages.success(request, _("The link is made. Copy its address."))
            return HttpResponseRedirect(address("share", story))
    except Refused as refusal:
        messages.error(request, str(refusal))
    links = PreviewLink.objects.filter(story=story).select_related("made_by", "revoked_by")
    context = context_of(
        request,
        title=_("Show it outside"),
        story=story,
        form=form,
        is_closed=story.status in KEPT_CLOSED,
        links=[
            (link, request.build_absolute_uri(reverse("preview_link", args=[link.token])))
            for link in links.order_by("-pk")[:MOST_SHOWN]
        ],
    )
    return TemplateResponse(request, "editorial/story/share.html", context)


def _revoke(story: Story, user: User, key: str) -> None:
    known = key.isdecimal() and len(key) <= 18
    links = PreviewLink.objects.filter(story=story, pk=int(key) if known else 0)
    if link := links.select_related("story").first():
        sharing.revoke(link=link, by=user)
