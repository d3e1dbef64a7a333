"""What was approved for a time: it goes out then by itself, sooner, at another time, or not."""

from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.filing import require_text
from articles.actions.refused import Refused
from articles.actions.reviewing import approve, require_future, send_new, shown_on
from articles.actions.rights import require_pictures
from articles.actions.signing import sign
from articles.actions.transitions import (
    REMARKS,
    Verb,
    check,
    check_seen,
    check_version,
    in_words,
    lock,
    move,
    move_locked,
    reviews,
)
from articles.models import Event, Status, Story, User
from articles.record import Content, changed, fingerprint, is_approved, working_text


@transaction.atomic
def publish_if_due(*, pk: int, now: datetime) -> Story | None:
    """Publish one scheduled story; None when another worker has it or it is not due any more.

    A text that is not the one approved goes back to the editors instead, and so does one that
    a rule refuses now, whose approver may not approve any more, or that the database can never
    take; the log says why.
    """
    stories = Story.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    due = stories.due(now).filter(pk=pk).first()
    if due is None:
        return None
    try:
        with transaction.atomic():
            return _publish_approved(due, working_text(due), by=None)
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


def _publish_approved(story: Story, text: Content, *, by: User | None) -> Story:
    """Send a scheduled story, locked, if its text and its approver are still those of then."""
    approver = story.approved_by
    assert approver is not None  # noqa: S101 - a check constraint keeps it so
    if not is_approved(story, text):
        raise _not_approved(story, text)
    if not reviews(approver, story):
        raise Refused(
            "approver",
            _("%(name)s, who approved it, may not approve stories any more."),
            name=approver.get_full_name() or approver.get_username(),
        )
    now = timezone.now()
    day = timezone.localdate(now)
    require_text(story)
    require_pictures(story, shown_on(story, now))
    signed = sign(story, approver=approver, day=day)
    return send_new(story, text, signed, by=by)


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
    text = working_text(story)
    check_seen(text, seen_digest)
    return _publish_approved(story, text, by=by)


@transaction.atomic
def reschedule(
    *,
    story: Story,
    by: User,
    publish_at: datetime,
    seen_version: int | None = None,
    seen_time: str | None = None,
) -> Story:
    """Give a scheduled story another time; what was approved and by whom stays.

    ``seen_time`` is the time, in ISO 8601, that the actor had before them. Raises ``Refused``:
    role, state, another time than was seen, a time that has passed or on which a code is not held
    or a picture may not be used.
    """
    story = lock(story)
    check(story, verb=Verb.RESCHEDULE, by=by)
    check_version(story, seen_version)
    assert story.publish_at is not None  # noqa: S101 - a check constraint keeps it so
    if seen_time is not None and seen_time != story.publish_at.isoformat():
        raise Refused(
            "moved",
            _("It was given another time meanwhile: %(time)s. Press again if yours is to count."),
            time=story.publish_at,
        )
    require_future(publish_at, timezone.now())
    assert story.approved_by is not None  # noqa: S101 - a check constraint keeps it so
    day = timezone.localdate(publish_at)
    require_pictures(story, day)
    sign(story, approver=story.approved_by, day=day)
    return move_locked(
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
    return unschedule_locked(lock(story), by=by, seen_version=seen_version)


def unschedule_locked(
    story: Story,
    *,
    by: User,
    seen_version: int | None = None,
    data: dict[str, Any] | None = None,
) -> Story:
    """``unschedule`` for a story that the caller has locked, in its transaction."""
    return move_locked(
        story,
        verb=Verb.UNSCHEDULE,
        by=by,
        seen_version=seen_version,
        data={"publish_at": story.publish_at, **(data or {})},
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
    newest = Event.objects.filter(story=story).exclude(verb__in={Verb.EDIT, *REMARKS}).first()
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


def _not_approved(story: Story, text: Content) -> Refused:
    approval = Event.objects.filter(story=story, verb=Verb.APPROVE).first()
    if approval is None or "text" not in approval.data:
        return Refused("approval", _("The text is not the one that was approved."))
    names = changed(fingerprint(approval.data["text"]), text)
    return Refused(
        "approval",
        _("The text is not the one that was approved. Changed since: %(fields)s."),
        fields=in_words(names),
    )


def _void(story: Story, why: Refused) -> Story:
    # Read again: what failed has written into its own copy.
    return move(
        story,
        verb=Verb.VOID,
        by=None,
        data={"why": why.reason},
        publish_at=None,
        approved_by=None,
        approved_digest="",
    )
