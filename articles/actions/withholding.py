"""Between the wire and the readers: a story is held, and freed again, by a person or the clock."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions import void_copies
from articles.actions.refused import Refused, Words
from articles.actions.reviewing import require_future, require_reason
from articles.actions.sending import embargo_on, send_hold, send_lift
from articles.actions.transitions import Verb, check, lock, move_locked, withdraws
from articles.models import EMBARGO, IN_WORK, ON_HOLD, ON_WIRE, Status, Story, User


@transaction.atomic
def hold(
    *,
    story: Story,
    by: User,
    reason: str,
    until: datetime | None = None,
    at: datetime | None = None,
) -> Story:
    """Stop the use of a published story, until a time or until further notice.

    Its address says so and shows no text, no list has it, and who took it off the wire is told.
    It is no withdrawal: a lift brings it back as it was, where it was. Raises ``Refused``, also
    without a reason. ``at``: as for ``sending.send``.
    """
    require_reason(reason)
    if until is not None:
        require_future(until, timezone.now())
    reason = reason.strip()
    return hold_locked(lock(story), by=by, reason=reason, note=reason, until=until, at=at)


def hold_locked(
    story: Story,
    *,
    by: User,
    reason: str,
    note: str = "",
    until: datetime | None = None,
    at: datetime | None = None,
    data: dict[str, Any] | None = None,
) -> Story:
    """``hold`` for a story that the caller has locked, in its transaction.

    ``reason`` is for readers; what the log says of it is ``note``, or ``data["why"]``.
    """
    check(story, verb=Verb.HOLD, by=by)
    dispatch = send_hold(story, until=until, reason=reason, at=at)
    # The clock does it too, within the hour.
    transaction.on_commit(partial(void_copies.mark, dispatch), robust=True)
    return move_locked(
        story,
        verb=Verb.HOLD,
        by=by,
        note=note,
        data={"number": dispatch.number, "until": until, **(data or {})},
        latest_dispatch=dispatch,
        lift_at=until,
    )


def is_undecided(story: Story) -> bool:
    """Whether its original was withdrawn, and a translation was neither freed nor sent since."""
    if story.status not in IN_WORK | ON_WIRE:
        return False
    original = Story.objects.filter(pk=story.translation_of_id or 0, status=Status.WITHDRAWN)
    withdrawn = original.values_list("latest_dispatch", flat=True).first()
    if withdrawn is None:
        return False
    # The withdrawal holds without an end, and only a person gives a hold one.
    is_held = story.status in ON_HOLD and story.lift_at is None
    return is_held or (story.latest_dispatch_id or 0) < withdrawn


@transaction.atomic
def lift(*, story: Story, by: User, despite_withdrawal: bool = False) -> Story:
    """Free a story of its embargo or hold now: readers have what was sent last.

    A next version in work stays in work. Raises ``Refused``, also where the original of a
    translation was withdrawn and ``by`` did not say to free it all the same.
    """
    story = lock(story)
    # Whoever withdraws the original locks its translations first: it is known by now, or holds this
    # one as soon as readers have it.
    is_freed_all_the_same = is_undecided(story)
    if is_freed_all_the_same and not despite_withdrawal:
        raise Refused(
            "original",
            _("The original of this translation was withdrawn. Say that it is freed all the same."),
        )
    why = Words(_("Its original is withdrawn.")) if is_freed_all_the_same else None
    return _lift(story, by=by, why=why)


@transaction.atomic
def lift_if_due(*, pk: int, now: datetime) -> Story | None:
    """Free one story whose time has come; None when another worker has it or it is not due."""
    stories = Story.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    due = stories.to_lift(now).filter(pk=pk).first()
    # Asked again under the lock: its original may have been withdrawn since the question began.
    return None if due is None or is_undecided(due) else _lift(due, by=None)


def _lift(story: Story, *, by: User | None, why: Words | None = None) -> Story:
    check(story, verb=Verb.LIFT, by=by)
    dispatch = send_lift(story)
    return move_locked(
        story,
        verb=Verb.LIFT,
        by=by,
        data={
            "number": dispatch.number,
            **({} if by else {"due": story.lift_at}),
            **({"why": why.reason} if why else {}),
        },
        latest_dispatch=dispatch,
        lift_at=None,
    )


def embargo_of_next(story: Story, *, by: User, now: datetime) -> datetime | None:
    """The embargo under which the next version of a story goes out; None where readers have it.

    Raises ``Refused`` for a time that frees it by the back door: none, one that has passed, or an
    earlier one, unless ``by`` may lift it.
    """
    if story.status not in EMBARGO:
        return None
    until = embargo_on(story, now)
    if until is None:
        raise Refused(
            "embargo",
            _("The story is under an embargo: give it a time to come, or lift the embargo."),
        )
    if story.lift_at and until < story.lift_at and not withdraws(by, story):
        raise Refused(
            "embargo",
            _("The embargo was sent until %(until)s. Only a chief may end it earlier."),
            until=story.lift_at,
        )
    return until
