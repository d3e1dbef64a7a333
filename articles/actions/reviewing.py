"""Deciding: an editor returns, approves, schedules, spikes; the clock publishes."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.filing import require_kind, require_text
from articles.actions.refused import Refused
from articles.actions.sending import send
from articles.actions.transitions import (
    Verb,
    check,
    check_seen,
    check_version,
    in_words,
    lock,
    move,
    reviews,
)
from articles.models import Event, Person, Signal, Status, Story
from articles.snapshot import (
    approval_digest,
    changed,
    fingerprint,
    is_approved,
    local_day,
    working_text,
)
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
    seen_digest: str | None = None,
    at: datetime | None = None,
) -> Story:
    """Approve the text as it stands, and publish it now or at ``publish_at``.

    The approval binds this very text: its digest is kept, and an edit voids it. ``seen_digest``
    is the text that the approver read (see ``transitions.check_seen``). ``at`` is for
    the demo and for archives: the time at which this is to have happened (see ``sending.send``).
    Raises ``Refused``: role, state, another text, no text, no code, a time that has passed.
    """
    story = lock(story)
    check(story, verb=Verb.APPROVE, by=by)
    check_seen(story, seen_digest)
    now = at or timezone.now()
    if publish_at is not None:
        require_future(publish_at, now)
    require_text(story)
    code_for(story, approver=by, day=local_day(publish_at or now))
    story = move(
        story,
        verb=Verb.APPROVE,
        by=by,
        seen_version=seen_version,
        data={"publish_at": publish_at, **({"text": working_text(story)} if publish_at else {})},
        publish_at=publish_at or now,
        approved_by=by,
        approved_digest=approval_digest(story),
    )
    return story if publish_at else _publish(story, by=by, at=at)


@transaction.atomic
def publish_if_due(*, pk: int, now: datetime) -> Story | None:
    """Publish one scheduled story; None when another worker has it or it is not due any more.

    A text that is not the one approved goes back to the editors instead, and so does one that
    a rule refuses now, whose approver may not approve any more, or that the database can never
    take; the log says why.
    """
    story = Story.objects.select_for_update(of=("self",), skip_locked=True).due(now).filter(pk=pk)
    due = story.first()
    if due is None:
        return None
    try:
        with transaction.atomic():
            return _publish(due, by=None)
    except Refused as refusal:
        return _void(due, refusal)
    except DatabaseError as error:
        if not _is_of_the_data(error):
            raise
        why = str(error).strip().partition("\n")[0]
        return _void(
            due, Refused("data", _("The database cannot take this text: %(why)s"), why=why)
        )


def _is_of_the_data(error: DatabaseError) -> bool:
    """Whether the same text would fail again, and not for the database's own state."""
    code = getattr(error.__cause__, "sqlstate", None) or ""
    # Of the SQL standard and PostgreSQL: data exception, broken constraint, program limit.
    return code[:2] in {"22", "23", "54"}


def _publish(story: Story, *, by: User | None, at: datetime | None = None) -> Story:
    approver = story.approved_by
    assert approver is not None  # noqa: S101 - a check constraint keeps it so
    if not is_approved(story):
        raise _not_approved(story)
    if not reviews(approver, story):
        raise Refused(
            "approver",
            _("%(name)s, who approved it, may not approve stories any more."),
            name=approver.get_full_name() or approver.get_username(),
        )
    require_text(story)
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


@transaction.atomic
def publish_now(
    *, story: Story, by: User, seen_version: int | None = None, seen_digest: str | None = None
) -> Story:
    """Publish a scheduled story before its time; the approval stays its approver's.

    Raises ``Refused``, also where the text is not the one approved.
    """
    story = lock(story)
    check(story, verb=Verb.PUBLISH, by=by)
    check_version(story, seen_version)
    check_seen(story, seen_digest)
    return _publish(story, by=by)


@transaction.atomic
def reschedule(
    *, story: Story, by: User, publish_at: datetime, seen_version: int | None = None
) -> Story:
    """Give a scheduled story another time; what was approved and by whom stays.

    Raises ``Refused``: role, state, a time that has passed or on which a code is not held.
    """
    story = lock(story)
    check(story, verb=Verb.RESCHEDULE, by=by)
    require_future(publish_at, timezone.now())
    assert story.approved_by is not None  # noqa: S101 - a check constraint keeps it so
    code_for(story, approver=story.approved_by, day=local_day(publish_at))
    return move(
        story,
        verb=Verb.RESCHEDULE,
        by=by,
        seen_version=seen_version,
        data={"publish_at": publish_at, "before": story.publish_at},
        publish_at=publish_at,
    )


@transaction.atomic
def unschedule(*, story: Story, by: User, seen_version: int | None = None) -> Story:
    """Take a scheduled story off its schedule: it waits for an approval again."""
    story = lock(story)
    return move(
        story,
        verb=Verb.UNSCHEDULE,
        by=by,
        seen_version=seen_version,
        data={"publish_at": story.publish_at},
        publish_at=None,
        approved_by=None,
        approved_digest="",
    )


def fallen_schedule(story: Story) -> Event | None:
    """The event by which a submitted story lost its approval and its time, if nothing came since.

    ``scheduled_for`` reads the time.
    """
    if story.status != Status.SUBMITTED:
        return None
    newest = Event.objects.filter(story=story).exclude(verb=Verb.EDIT).first()
    is_fallen = newest and newest.verb == Verb.VOID and newest.data.get("publish_at")
    return newest if is_fallen else None


def scheduled_for(event: Event) -> datetime:
    """The time that an event on a schedule names."""
    return datetime.fromisoformat(event.data["publish_at"])


def approve_again(
    *, story: Story, by: User, seen_version: int | None = None, seen_digest: str | None = None
) -> Story:
    """Approve a changed story for the time that it had before the change. Raises ``Refused``."""
    event = fallen_schedule(story)
    if event is None:
        raise Refused("state", _("There is no time for which the story was approved before."))
    return approve(
        story=story,
        by=by,
        publish_at=scheduled_for(event),
        seen_version=seen_version,
        seen_digest=seen_digest,
    )


def _not_approved(story: Story) -> Refused:
    approval = Event.objects.filter(story=story, verb=Verb.APPROVE).first()
    if approval is None or "text" not in approval.data:
        return Refused("approval", _("The text is not the one that was approved."))
    names = changed(fingerprint(approval.data["text"]), working_text(story))
    return Refused(
        "approval",
        _("The text is not the one that was approved. Changed since: %(fields)s."),
        fields=in_words(names),
    )


def _void(story: Story, why: Refused) -> Story:
    return move(
        story,
        verb=Verb.VOID,
        by=None,
        data={"why": why.reason},
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
    require_kind(story)
    kind, signature = str(story.kind_id), _code_of(_person(approver), str(approver), day)
    if story.is_own(approver):
        return agency_code.format(AgencyCode(kind, signature, ()))
    return agency_code.format(AgencyCode(kind, writers_code(story, day), (signature,)))


def missing(story: Story, *, by: User, day: date) -> list[Refused]:
    """All for which an approval on ``day`` would be refused; that of ``by``, if they review."""
    steps: list[Callable[[], object]] = [partial(require_text, story)]
    if not story.code_text:
        approves = reviews(by, story)
        steps.append(partial(require_kind, story))
        if not (approves and story.is_own(by)):
            steps.append(partial(writers_code, story, day))
        if approves:
            steps.append(partial(_code_of, _person(by), str(by), day))
    found = []
    for step in steps:
        try:
            step()
        except Refused as refusal:
            found.append(refusal)
    return found


def writers_code(story: Story, day: date) -> str:
    """The code that the story's writer holds on ``day``. Raises ``Refused`` without one."""
    if story.writer is None:
        raise Refused("writer", _("The story has no reporter yet, the second part of its code."))
    return _code_of(story.writer, story.writer.name, day)


def _person(user: User) -> Person | None:
    return Person.objects.filter(user=user).first()


def _code_of(person: Person | None, name: str, day: date) -> str:
    code = person.code_on(day) if person else ""
    if not code:
        raise Refused("code", _("%(name)s holds no wire code on %(day)s."), name=name, day=day)
    return code


def require_future(at: datetime, now: datetime) -> None:
    if at <= now:
        raise Refused("time", _("The time to publish has passed already."))


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("reason", _("A reason is required."))
