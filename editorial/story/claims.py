"""“I have it”: an editor takes a waiting story in hand, and the others see who has it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.refused import Refused
from articles.actions.transitions import Verb, lock, record, reviews
from articles.models import Status, Story, User
from editorial.admin.base import staff
from editorial.models import Claim
from editorial.story.access import address, context_of, story_of
from editorial.story.together import Somebody, Together, together_at

DESK = "desk"


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who has a story in hand, for one reader, and whether they may take it."""

    by: Somebody | None
    is_mine: bool
    may_take: bool


def claimed(story: Story, user: User, together: Together) -> Claimed | None:
    """None for a story that doesn't wait for an editor."""
    if story.status != Status.SUBMITTED:
        return None
    by = together.claim
    return Claimed(by, by is not None and by.pk == user.pk, reviews(user, story))


@transaction.atomic
def take(*, story: Story, by: User, seen: int | None) -> None:
    """Take a waiting story in hand, from ``seen`` if somebody was seen to have it.

    Raises ``Refused`` where another has it by now, or it waits no more.
    """
    story = _waiting(story, by)
    before = Claim.objects.live().filter(story=story).select_related("by").first()
    if before and before.by_id == by.pk:
        return
    if not Claim.objects.take(story, by, seen=seen):
        assert before is not None  # noqa: S101 - the lock on the story is ours
        raise Refused(
            "claimed",
            gettext_lazy("%(name)s has this story in hand, since %(time)s."),
            name=name_of(before.by),
            time=date_format(timezone.localtime(before.since), "H:i"),
        )
    record(story, verb=Verb.CLAIM, by=by, before=story.status, data=_lost_by(before))


@transaction.atomic
def hand_over(*, story: Story, by: User, to: User) -> None:
    """Put a waiting story into the hand of another editor, whoever had it.

    Raises ``Refused`` where it waits no more, ``to`` is no editor, or has it already.
    """
    story = _waiting(story, by)
    if not (to.is_active and to.is_staff and reviews(to, story)):
        raise Refused(
            "to",
            gettext_lazy("%(name)s is no editor who can take a waiting story."),
            name=name_of(to),
        )
    before = Claim.objects.live().filter(story=story).select_related("by").first()
    if before and before.by_id == to.pk:
        raise Refused("claimed", gettext_lazy("%(name)s has it in hand already."), name=name_of(to))
    Claim.objects.take(story, to, seen=before.by_id if before else None)
    given = {"to": name_of(to), "given": to.pk} if to.pk != by.pk else {}
    record(story, verb=Verb.CLAIM, by=by, before=story.status, data=_lost_by(before) | given)


def _lost_by(before: Claim | None) -> dict[str, Any]:
    """What the log keeps of who had a story in hand until now."""
    return {"from": name_of(before.by), "lost": before.by_id} if before else {}


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()


@transaction.atomic
def release(*, story: Story, by: User) -> bool:
    """Give a story back to all editors; whether ``by`` had it."""
    story = lock(story)
    had, _rows = Claim.objects.filter(story=story, by=by).delete()
    if had:
        record(story, verb=Verb.RELEASE, by=by, before=story.status)
    return bool(had)


def claim_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a story in hand or give it back; a page asks before it is taken from another."""
    story, user = story_of(request, pk), staff(request)
    if not reviews(user, story):
        raise PermissionDenied
    back = HttpResponseRedirect(
        reverse("admin:index") if request.POST.get("back") == DESK else address("change", story)
    )
    if request.method == "POST":
        _answer(request, story)
        return back
    found = claimed(story, user, together_at(story))
    if found is None or found.by is None or found.is_mine:
        return back
    context = context_of(request, title=_("Take it in hand"), story=story, claimed=found)
    return TemplateResponse(request, "editorial/story/claim_ask.html", context)


def _answer(request: HttpRequest, story: Story) -> None:
    user, seen = staff(request), request.POST.get("seen", "")
    if "release" in request.POST:
        release(story=story, by=user)
        return
    try:
        take(story=story, by=user, seen=int(seen) if seen.isdecimal() and len(seen) < 18 else None)
    except Refused as refusal:
        messages.warning(request, str(refusal))


def _waiting(story: Story, by: User) -> Story:
    story = lock(story)
    if not reviews(by, story):
        raise Refused("permission", gettext_lazy("Waiting stories are for editors to take."))
    if story.status != Status.SUBMITTED:
        raise Refused(
            "state",
            gettext_lazy("The story is “%(status)s” by now, and waits for no editor."),
            status=Status(story.status).label,
        )
    return story
