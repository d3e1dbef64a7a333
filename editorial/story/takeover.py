"""A story is taken over from who writes in it; what they had typed becomes a named version."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.refused import Refused, Words
from articles.actions.transitions import lock, may_edit
from articles.actions.versions import hand_over
from articles.forms import LineField
from articles.models import Event, Story, User
from editorial.admin import posts
from editorial.admin.base import staff
from editorial.models import Lease, Presence
from editorial.story import buffers, log
from editorial.story.access import address, context_of, story_of
from editorial.story.log import Line
from editorial.story.together import together_at

LONGEST_REASON: Final = 200


class Usual(models.TextChoices):
    """Why a story is taken over, as a rule."""

    URGENT = "urgent", gettext_lazy("It has to go out now")
    AGREED = "agreed", gettext_lazy("We agreed on it")
    AWAY = "away", gettext_lazy("Its writer is away")
    MISTAKE = "mistake", gettext_lazy("A mistake has to be mended")


class ReasonForm(forms.Form):
    """One of the usual reasons, or one in other words."""

    usual = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=Usual, required=False, widget=forms.RadioSelect
    )
    reason = LineField(
        label=gettext_lazy("In other words"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not (data["usual"] or data["reason"]):
            self.add_error("usual", _("Choose a reason, or write one."))
        return data


def takeover_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and take the story over."""
    story, user = story_of(request, pk), staff(request)
    if not may_edit(user, story):
        raise PermissionDenied
    here = HttpResponseRedirect(address("change", story))
    together = together_at(story)
    if not together.is_held_from(user):
        messages.info(request, _("Nobody else is writing in this story now."))
        return here
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        seen = request.POST.get("holder", "")
        try:
            take_over(
                story=story,
                by=user,
                holder=int(seen) if seen.isdecimal() and len(seen) < 18 else 0,
                usual=form.cleaned_data["usual"],
                reason=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            together = together_at(story)
        else:
            return here
    context = context_of(
        request, title=_("Take over"), story=story, form=form, writer=together.writer
    )
    return TemplateResponse(request, "editorial/story/takeover.html", context)


def refusal_of(taken: Line) -> Refused:
    """What a page that was taken over is told when it saves."""
    return Refused(
        "taken",
        gettext_lazy("%(name)s has taken this story over: %(reason)s"),
        name=taken.who,
        reason=taken.event.note or taken.event.why,
    )


def taken_from(request: HttpRequest) -> Line | None:
    """How somebody took the story over from the page whose form is in hand, if one did."""
    page = posts.uuid(request.POST.get(posts.ID, ""))
    taken = Presence.objects.taken(page, staff(request))
    return log.line(taken) if taken else None


@transaction.atomic
def take_over(*, story: Story, by: User, holder: int, usual: str = "", reason: str = "") -> Event:
    """Take the lease from ``holder``, and keep what they have typed and not saved as a version.

    Their pages then only show the text, and say who took the story and why; what they type on
    until they hear of it stays theirs. The stored text stays as it is. Raises ``Refused``, also
    when somebody else writes by now.
    """
    story = lock(story)
    if not may_edit(by, story):
        raise Refused(
            "permission", gettext_lazy("You may not edit this story in its present state.")
        )
    if not (usual or reason):
        raise Refused("reason", gettext_lazy("A reason is required."))
    # A heartbeat locks a page before the lease too.
    locked = Presence.objects.select_for_update(of=("self",)).filter(story=story, by=holder)
    pages = list(locked.order_by("page").values_list("pk", flat=True))
    lease = Lease.objects.live(timezone.now()).select_for_update(of=("self",)).filter(story=story)
    held = lease.select_related("by").first()
    if held is None or held.by_id != holder:
        raise Refused("held", gettext_lazy("Somebody else writes in this story by now, or nobody."))
    text = buffers.text_of(held.by, story)
    event = hand_over(
        story=story,
        by=by,
        of=held.by,
        text=text,
        note=reason,
        why=Words(Usual(usual).label) if usual else None,
    )
    Presence.objects.filter(pk__in=pages).update(taken=event, writes=False)
    held.by, held.since, held.at = by, event.at, timezone.now()
    held.save()
    return event
