"""What stands round a story's text on its page: its place, its print, its log, its translations."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.actions import scheduling
from articles.actions.transitions import Verb, allowed
from articles.models import IN_WRITING, KNOWN_TO_READERS, Status, Story, User
from articles.models.addresses import public_address
from editorial.after.sharing import shares
from editorial.after.translations import original_of
from editorial.after.worklist import unsettled_of
from editorial.checks.table import findings_of
from editorial.story import log
from editorial.story.access import links_of, reading
from editorial.story.buttons import APPROVE_AGAIN, DECIDING, Button, buttons_of
from editorial.story.checking import CHECKED
from editorial.story.holders import taken_of
from editorial.story.notes import notes_of
from editorial.story.printed import printed
from editorial.story.questions import REASONS
from editorial.story.queue import queue_of

NEWEST: Final = 6
"""Versions and translations that the page itself lists."""


@dataclass(frozen=True, slots=True)
class Press:
    """The buttons of a page by where they stand."""

    go: Button | None
    """The one green button: what most people press."""
    at_hand: list[Button]
    others: list[Button]


def pressed(buttons: list[Button]) -> Press:
    go = next((button for button in buttons if button.look == "go"), None)
    rest = [button for button in buttons if button is not go]
    return Press(
        go,
        at_hand=[button for button in rest if button.at_hand],
        others=[button for button in rest if not button.at_hand],
    )


def about(story: Story, user: User, *, is_form: bool) -> dict[str, Any]:
    """The context of a stored story's page, beside its form, if ``is_form``.

    What the checks find is asked by the script of a form with all else that it prints; only who
    reads has it in the page.
    """
    told = printed(story, user)
    buttons = buttons_of(user, story)
    is_checked = story.status in CHECKED
    return {
        "story": story,
        "press": pressed(buttons),
        "reasons": REASONS if any(button.name == "return" for button in buttons) else (),
        "queue": queue_of(user, story),
        "printed": told,
        "is_checked": is_checked or is_form,
        "findings": findings_of(story, told.code) if is_checked and not is_form else None,
        # Made where it stands: who writes has the form instead.
        "reading": partial(reading, story),
        "links_in_print": partial(links_of, story),
        "log": log.lines(story),
        "notes": notes_of(story, user),
        "versions": log.versions(story, most=NEWEST),
        "translations": translations_of(story, user)[:NEWEST],
        "returned": log.last_return(story) if story.status == Status.RETURNED else None,
        "fallen": _fallen(story, user),
        "unsettled": unsettled_of(story, user),
        "original": original_of(story, user) if story.translation_of_id else None,
        "translates": story.translation_of_id and story.status in IN_WRITING,
        "deciding": [button for button in buttons if button.name in DECIDING],
        "may_share": shares(user, story),
        "held_by": taken_of(story, user),
        "public": public_address("story", edition=story.edition_id, slug=story.slug)
        if story.status in KNOWN_TO_READERS
        else "",
    }


def translations_of(story: Story, user: User) -> QuerySet[Story]:
    """The stories of the same original that ``user`` may see."""
    original = story.translation_of_id or story.pk
    found = Story.objects.visible_to(user).filter(Q(pk=original) | Q(translation_of=original))
    return found.exclude(pk=story.pk).select_related("edition").order_by("edition__position", "pk")


def _fallen(story: Story, user: User) -> dict[str, Any] | None:
    """What the page says of an approval that fell with a change, and whether to approve again."""
    event = scheduling.fallen_schedule(story)
    if event is None:
        return None
    time = scheduling.scheduled_for(event)
    may_approve = Verb.APPROVE in allowed(user, story) and time > timezone.now()
    return {
        "event": event,
        "why": log.note(event.note, event.data.get("why")),
        "time": time,
        "button": APPROVE_AGAIN if may_approve else None,
    }
