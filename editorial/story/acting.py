"""A press of one of a story's buttons, once there is nothing left to save."""

from collections.abc import Collection, Sequence
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.actions.refused import Refused
from articles.actions.transitions import Verb, check, lock
from articles.models import Status, Story, User
from editorial.admin.base import staff
from editorial.after import worklist
from editorial.checks.check import Finding
from editorial.story import queue
from editorial.story.access import Seen, address, since
from editorial.story.buttons import BY_NAME, Button
from editorial.story.checking import Asks, require
from editorial.story.form import printed_headline
from editorial.story.printed import printed
from editorial.story.questions import Answer
from editorial.story.together import let_go
from editorial.templatetags.times import hour


def act(request: HttpRequest, story: Story, *, seen: Seen) -> HttpResponse:
    """What the pressed button asks for; without one, the story's page again."""
    here = HttpResponseRedirect(address("change", story))
    button = BY_NAME.get(request.POST.get("_do", ""))
    if button is None:
        return here
    if shut := closed(request, story, button):
        messages.error(request, str(shut))
        return here
    if button.form:
        return HttpResponseRedirect(address(button.name, story))
    try:
        return press(request, story, button, seen=seen)
    except Asks:
        return HttpResponseRedirect(address(button.name, story))
    except Refused as refusal:
        words = str(refusal)
        if refusal.rule == "changed" and seen.version:
            link = format_html('<a href="{}">{}</a>', since(story, seen), _("What was changed"))
            words = format_html("{} {}", words, link)
        messages.error(request, words)
        return here


def closed(request: HttpRequest, story: Story, button: Button) -> Refused | None:
    """Why the state forbids the button to be pressed now, if it does.

    Raises PermissionDenied when the person may not press it in any state.
    """
    try:
        check(story, verb=button.verb, by=staff(request))
    except Refused as refusal:
        if refusal.rule == "permission":
            raise PermissionDenied from refusal
        return refusal
    return None


def press(
    request: HttpRequest,
    story: Story,
    button: Button,
    *,
    seen: Seen,
    answer: Answer | None = None,
    passed: Collection[str] = (),
) -> HttpResponse:
    """Take the button's action and say so. Raises ``Refused``, and ``Asks`` what the checks ask.

    ``passed`` are the keys of what they found and the person sends anyway.

    What an editor decided leads to the story that waits next.
    """
    user = staff(request)
    following = queue.following(user, story) if button.leads_on else None
    told: Sequence[Finding] = ()
    with transaction.atomic():
        if button.is_checked:
            # What was looked at is what goes.
            story = lock(story)
            told = require(story, button, by=user, seen=seen, answer=answer or {}, passed=passed)
        story = button.run(story, user, seen, answer or {})
        let_go(story, user)
        if story.latest_dispatch_id and button.verb in (Verb.CORRECT, Verb.WITHDRAW):
            # So that the list is there at once. Where this is interrupted the worker does it.
            seek = partial(worklist.seek, story.latest_dispatch_id)
            transaction.on_commit(seek, robust=True)
    here = address("change", story)
    # What was done is about what was sent, which a next version in work calls otherwise.
    link = format_html('<a href="{}">{}</a>', here, printed_headline(story))
    time = hour(story.publish_at) if story.publish_at else ""
    head, _story, tail = str(button.done).replace("%(time)s", time).partition("%(story)s")
    messages.info(request, format_html("{}{}{}", head, link, tail))
    if following is not None:
        messages.info(request, _("This is the story that waits next."))
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[following]))
    if story.status == Status.SUBMITTED and (lacks := _lacks(story, user, told)):
        messages.warning(request, " ".join([_("It can’t go out yet:"), *lacks]))
    return HttpResponseRedirect(here if button.stays else reverse("admin:index"))


def _lacks(story: Story, user: User, told: Sequence[Finding]) -> list[str]:
    """What an approval would be refused for, one thing of each field."""
    missing = printed(story, user).missing
    fields = {lack.field for lack in missing}
    return [
        *map(str, missing),
        *(finding.words for finding in told if finding.found.field not in fields),
    ]
