"""Deciding: an editor returns, approves, schedules, spikes; the clock publishes."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.filing import require_text
from articles.actions.refused import Refused
from articles.actions.sending import send
from articles.actions.transitions import Verb, check, lock, move
from articles.models import Person, Signal, Story
from articles.snapshot import digest, local_day, working_text
from articles.text import agency_code
from articles.text.agency_code import AgencyCode


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
    at: datetime | None = None,
) -> Story:
    """Approve the text as it stands, and publish it now or at ``publish_at``.

    The approval binds this very text: its digest is kept, and an edit voids it. ``at`` is for
    the demo and for archives: the time at which this is to have happened (see ``sending.send``).
    Raises ``Refused``: role, state, no text, no code, a time that has passed.
    """
    story = lock(story)
    check(story, verb=Verb.APPROVE, by=by)
    now = at or timezone.now()
    if publish_at is not None and publish_at <= now:
        raise Refused("time", _("The time to publish has passed already."))
    require_text(story)
    code_for(story, approver=by, day=local_day(publish_at or now))
    story = move(
        story,
        verb=Verb.APPROVE,
        by=by,
        seen_version=seen_version,
        data={"publish_at": publish_at},
        publish_at=publish_at or now,
        approved_by=by,
        approved_digest=digest(working_text(story)),
    )
    return story if publish_at else _publish(story, by=by, at=at)


@transaction.atomic
def publish_if_due(*, pk: int, now: datetime) -> Story | None:
    """Publish one scheduled story; None when another worker has it or it is not due any more.

    A text that is not the one approved goes back to the editors instead, and so does
    one that a rule refuses now; the log says why.
    """
    story = Story.objects.select_for_update(of=("self",), skip_locked=True).due(now).filter(pk=pk)
    due = story.first()
    if due is None:
        return None
    try:
        with transaction.atomic():
            return _publish(due, by=None)
    except Refused as refusal:
        return _void(due, str(refusal))


def _publish(story: Story, *, by: User | None, at: datetime | None = None) -> Story:
    approver = story.approved_by
    if approver is None or digest(working_text(story)) != story.approved_digest:
        raise Refused("approval", _("The text is not the one that was approved."))
    code = code_for(story, approver=approver, day=local_day(at or timezone.now()))
    dispatch = send(
        story, signal=Signal.NEW, code=code, editors=[p for p in [_person(approver)] if p], at=at
    )
    return move(
        story,
        verb=Verb.PUBLISH,
        by=by,
        data={"number": dispatch.number, "text": working_text(story)},
        latest_dispatch=dispatch,
        code_text=code,
    )


def _void(story: Story, why: str) -> Story:
    return move(
        story,
        verb=Verb.VOID,
        by=None,
        note=why,
        publish_at=None,
        approved_by=None,
        approved_digest="",
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


def code_for(story: Story, *, approver: User, day: date) -> str:
    """The agency code that ``approver`` signs on ``day``: the printed one if there is one.

    Two hands give three parts (kind, writer, editor); one's own story has one hand
    and two parts (kind, editor). Raises ``Refused`` when a part is missing.
    """
    if story.code_text:
        return story.code_text
    if story.kind_id is None:
        raise Refused("kind", _("The story has no kind yet, the first part of its code."))
    signature = _code_of(_person(approver), str(approver), day)
    if story.is_own(approver):
        return agency_code.format(AgencyCode(story.kind_id, signature, ()))
    if story.writer is None:
        raise Refused("writer", _("The story has no reporter yet, the second part of its code."))
    writer = _code_of(story.writer, story.writer.name, day)
    return agency_code.format(AgencyCode(story.kind_id, writer, (signature,)))


def _person(user: User) -> Person | None:
    return Person.objects.filter(user=user).first()


def _code_of(person: Person | None, name: str, day: date) -> str:
    code = person.code_on(day) if person else ""
    if not code:
        raise Refused(
            "code", _("%(name)s holds no wire code on %(day)s.") % {"name": name, "day": day}
        )
    return code


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("reason", _("A reason is required."))
