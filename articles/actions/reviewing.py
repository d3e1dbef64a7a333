"""Deciding: an editor returns a story, approves it, lays it aside."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.filing import require_kind, require_text
from articles.actions.refused import Refused
from articles.actions.rights import require_pictures
from articles.actions.sending import embargo_on, send
from articles.actions.signing import Signed, code_of, person_of, sign, writers_code
from articles.actions.transitions import (
    Verb,
    check,
    check_seen,
    lock,
    move,
    move_locked,
    reviews,
)
from articles.models import Signal, Story, User
from articles.record import (
    Content,
    approval_digest,
    working_text,
)


def return_(*, story: Story, by: User, reason: str, seen_version: int | None = None) -> Story:
    """Send a story back to its writer. Raises ``Refused`` without a reason."""
    require_reason(reason)
    return move(
        story,
        verb=Verb.RETURN,
        by=by,
        note=reason.strip(),
        seen_version=seen_version,
        publish_at=None,
        approved_by=None,
        approved_digest="",
    )


@transaction.atomic
def approve(
    *,
    story: Story,
    by: User,
    publish_at: datetime | None = None,
    seen_version: int | None = None,
    seen_digest: str | None = None,
    at: datetime | None = None,
) -> Story:
    """Approve the text as it stands, and send it now or at ``publish_at``.

    Readers have it then, or, under an embargo, at the end of that.

    The approval binds this very text: its digest is kept, and an edit voids it. ``seen_digest``
    is the text that the approver read (see ``transitions.check_seen``). ``at`` is for
    the demo and for archives: the time at which this is to have happened (see ``sending.send``).
    Raises ``Refused``: role, state, another text, no text, no code, a picture that may not be used
    then, a time that has passed.
    """
    story = lock(story)
    check(story, verb=Verb.APPROVE, by=by)
    text = working_text(story)
    check_seen(text, seen_digest)
    now = at or timezone.now()
    if publish_at is not None:
        require_future(publish_at, now)
    day = timezone.localdate(publish_at or now)
    require_text(story)
    require_pictures(story, shown_on(story, publish_at or now))
    signed = sign(story, approver=by, day=day)
    story = move_locked(
        story,
        verb=Verb.APPROVE,
        by=by,
        seen_version=seen_version,
        data={"publish_at": publish_at, **({"text": text} if publish_at else {})},
        publish_at=publish_at or now,
        approved_by=by,
        approved_digest=approval_digest(text),
    )
    return story if publish_at else send_new(story, text, signed, by=by, at=at)


def shown_on(story: Story, sent_at: datetime) -> date:
    """The day on which readers are to see what goes out at a time."""
    return timezone.localdate(embargo_on(story, sent_at) or sent_at)


def send_new(
    story: Story, text: Content, signed: Signed, *, by: User | None, at: datetime | None = None
) -> Story:
    editors = [signed.editor] if signed.editor else []
    embargo = embargo_on(story, at or timezone.now())
    dispatch = send(
        story, signal=Signal.NEW, code=signed.code, editors=editors, embargo=embargo, at=at
    )
    until = {"until": embargo} if embargo else {}
    return move_locked(
        story,
        verb=Verb.EMBARGO if embargo else Verb.PUBLISH,
        by=by,
        data={"number": dispatch.number, "text": text, **until},
        latest_dispatch=dispatch,
        code_text=signed.code,
        lift_at=embargo,
    )


def spike(*, story: Story, by: User, reason: str = "") -> Story:
    """Lay a story aside before publication; ``unspike`` makes it a draft again."""
    return move(
        story,
        verb=Verb.SPIKE,
        by=by,
        note=reason.strip(),
        publish_at=None,
        approved_by=None,
        approved_digest="",
    )


def unspike(*, story: Story, by: User) -> Story:
    return move(story, verb=Verb.UNSPIKE, by=by)


def missing(story: Story, *, by: User, day: date) -> list[Refused]:
    """All for which an approval on ``day`` would be refused; that of ``by``, if they review."""
    steps: list[Callable[[], object]] = [
        partial(require_text, story),
        partial(require_pictures, story, day),
    ]
    if not story.code_text:
        approves = reviews(by, story)
        steps.append(partial(require_kind, story))
        if not (approves and story.is_own(by)):
            steps.append(partial(writers_code, story, day))
        if approves:
            steps.append(partial(code_of, person_of(by), str(by), day))
    found = []
    for step in steps:
        try:
            step()
        except Refused as refusal:
            found.append(refusal)
    return found


def require_future(at: datetime, now: datetime) -> None:
    if at <= now:
        raise Refused("time", _("The time to publish has passed already."))


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("reason", _("A reason is required."))
