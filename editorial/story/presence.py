"""An open page of a story says that it is there, and is told who else is."""

from enum import StrEnum
from http import HTTPStatus
from typing import Any, Final

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.actions.transitions import may_edit
from articles.models import Story, User
from articles.visitors import polled
from editorial.admin import posts
from editorial.admin.base import staff
from editorial.models import Presence
from editorial.models.lease import BEAT
from editorial.models.presence import NotHereError
from editorial.story import claims, log
from editorial.story.access import find
from editorial.story.buffers import Offer, offer_of
from editorial.story.log import Line
from editorial.story.together import Together, together_at

PARTS: Final = {
    "line": "presence_line.html",
    "claim": "claim_line.html",
    "notice": "presence_news.html",
}
"""What an answer has of the page."""


class Does(StrEnum):
    """What a page says of itself."""

    READING = "reading"
    WRITING = "writing"
    LEAVING = "leaving"


class State(StrEnum):
    """Who may write in a page: nobody does yet, I do, another does, it was taken from this one."""

    FREE = "free"
    MINE = "mine"
    HELD = "held"
    TAKEN = "taken"


@polled
@never_cache
@require_POST
def presence_view(request: HttpRequest, pk: int) -> JsonResponse:
    """Note that a page is open, read or written in, or closed; the answer says who else is there.

    With the version there is, and as HTML what stands on the page of it.
    """
    if not admin.site.has_permission(request):
        return _no(HTTPStatus.UNAUTHORIZED)
    user, does = staff(request), request.POST.get("does")
    page = posts.uuid(request.POST.get("page", ""))
    try:
        story = find(request, pk)
    except PermissionDenied:
        return _no(HTTPStatus.FORBIDDEN)
    if page and does == Does.LEAVING:
        # Also of a story that one may not see any more.
        Presence.objects.leave(page, pk, user)
        return JsonResponse({})
    if story is None:
        return _no(HTTPStatus.NOT_FOUND)
    if page is None or does not in set(Does):
        return _no(HTTPStatus.BAD_REQUEST)
    writes = does == Does.WRITING and may_edit(user, story)
    try:
        taken = Presence.objects.say(page, story, user, writes=writes)
    except NotHereError:
        return _no(HTTPStatus.TOO_MANY_REQUESTS)
    context = context_of(
        story,
        user,
        together_at(story),
        is_form="form" in request.POST,
        taken=log.line(taken) if taken else None,
    )
    context["is_other"] = request.POST.get("seen", context["stands"]) != context["stands"]
    told = {
        "state": context["state"],
        "version": story.version,
        "seen": context["stands"],
        "typed": context["typed"],
        **{part: render_to_string(f"editorial/story/{PARTS[part]}", context) for part in PARTS},
    }
    return JsonResponse(told)


def context_of(
    story: Story, user: User, together: Together, *, is_form: bool, taken: Line | None = None
) -> dict[str, Any]:
    """What the page shows of who is there; ``taken`` is the event by which another took it."""
    return {
        "is_form": is_form,
        "stands": _stands(story),
        "story": story,
        "writer": together.writer,
        "typed": str(together.writer.typed or "") if together.writer else "",
        "others": together.others(user),
        "state": _state(user, together, taken),
        "taken": taken,
        "may_write": may_edit(user, story),
        "claimed": claims.claimed(story, user, together),
        "beat": int(BEAT.total_seconds()),
    }


def typing(story: Story, user: User, together: Together) -> Offer | None:
    """What the writer of a story, which ``user`` may only read meanwhile, has not saved yet."""
    if together.writer is None or not together.is_held_from(user) or not together.writer.typed:
        return None
    return offer_of(User.objects.get(pk=together.writer.pk), story, reader=user)


def _stands(story: Story) -> str:
    """What of a story is shown on a page and may be another by now."""
    return f"{story.version} {story.status}"


def _state(user: User, together: Together, taken: Line | None) -> State:
    if taken:
        return State.TAKEN
    if together.writer is None:
        return State.FREE
    return State.HELD if together.is_held_from(user) else State.MINE


def _no(status: HTTPStatus) -> JsonResponse:
    return JsonResponse({}, status=status)
