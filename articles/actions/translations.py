"""What a withdrawal does to the translations of the story: they wait for an editor to decide."""

from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from articles.actions import scheduling, withholding
from articles.actions.refused import Words
from articles.models import IN_WORK, LIVE, ON_WIRE, Status, Story, User
from articles.text import notices

STOPPED_BY: Final = "original"
"""In the data of an event: the withdrawn story for which a translation was stopped."""


def lock_all(original: Story) -> list[Story]:
    """The translations of a story that may still go out or are out, locked in one order.

    Before a number is taken: whoever sends a translation locks it first too.
    """
    found = Story.objects.filter(translation_of=original, status__in=IN_WORK | ON_WIRE)
    return list(found.select_for_update(of=("self",), no_key=True).order_by("pk"))


def stop(
    translations: list[Story], *, original: Story, by: User, at: datetime | None = None
) -> None:
    """Take those off the site and the schedule whose original ``by`` has withdrawn.

    A live one is held without an end, a scheduled one waits for an approval again; the log says
    why. What is in writing, held or under an embargo stays as it is, and the clock frees none of
    these (``Story.objects.to_lift``). The caller has locked them. ``at``: as for ``sending.send``.
    """
    for story in translations:
        if story.status in LIVE:
            reason = notices.ORIGINAL_WITHDRAWN[story.edition_id]
            why = _data(_("Held by itself: its original “%(headline)s” was withdrawn."), original)
            withholding.hold_locked(story, by=by, reason=reason, data=why, at=at)
        elif story.status == Status.APPROVED:
            why = _data(
                _("Off the schedule by itself: its original “%(headline)s” was withdrawn."),
                original,
            )
            scheduling.unschedule_locked(story, by=by, data=why)


def _data(words: Any, original: Story) -> dict[str, Any]:
    return {STOPPED_BY: original.pk, "why": Words(words, headline=original.headline).reason}
