"""After publication: the next version goes out, a correction, a withdrawal."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.actions import complaints, void_copies
from articles.actions.filing import require_text
from articles.actions.refused import Refused
from articles.actions.reviewing import require_reason
from articles.actions.sending import send, send_withdrawal
from articles.actions.transitions import Verb, check, check_seen, lock, move
from articles.models import LIVE, Complaint, Event, Ground, NoticeKind, Person, Signal, Story
from articles.snapshot import Content, restore, working_text


@transaction.atomic
def update(
    *,
    story: Story,
    by: User,
    seen_version: int | None = None,
    seen_digest: str | None = None,
    at: datetime | None = None,
) -> Story:
    """Publish the next version in place of the present one. Raises ``Refused``.

    ``seen_digest``: as for ``reviewing.approve``. ``at``: as for ``sending.send``.
    """
    return _send_again(
        story,
        verb=Verb.UPDATE,
        by=by,
        seen_version=seen_version,
        seen_digest=seen_digest,
        at=at,
    )


@transaction.atomic
def correct(
    *,
    story: Story,
    by: User,
    kind: NoticeKind,
    note: str,
    seen_version: int | None = None,
    answers: Iterable[Complaint] = (),
    seen_digest: str | None = None,
    at: datetime | None = None,
) -> Story:
    """Publish the text as it stands with a notice of its own time (Pedoman 4a–c).

    ``answers`` are the granted complaints that this notice answers. Raises ``Refused``, also
    without a note. ``seen_digest`` and ``at``: as for ``update``.
    """
    if not note.strip():
        raise Refused("note", _("A correction says what was corrected: write the note."))
    notice = {"kind": kind.value, "text": note.strip()}
    story = _send_again(
        story,
        verb=Verb.CORRECT,
        by=by,
        seen_version=seen_version,
        seen_digest=seen_digest,
        notice=notice,
        at=at,
    )
    assert story.latest_dispatch is not None  # noqa: S101 - it was sent right above
    for complaint in answers:
        complaints.answer(complaint=complaint, by=by, notice=story.latest_dispatch)
    return story


def _send_again(
    story: Story,
    *,
    verb: Verb,
    by: User,
    seen_version: int | None,
    seen_digest: str | None,
    notice: Content | None = None,
    at: datetime | None = None,
) -> Story:
    story = lock(story)
    check(story, verb=verb, by=by)
    check_seen(story, seen_digest)
    require_text(story)
    editor = Person.objects.filter(user=by).first()
    dispatch = send(
        story,
        signal=Signal.CORRECTION if notice else Signal.UPDATE,
        code=story.code_text,
        editors=[editor] if editor else [],
        notice=notice,
        at=at,
    )
    return move(
        story,
        verb=verb,
        by=by,
        note=notice["text"] if notice else "",
        data={"number": dispatch.number, "text": working_text(story)},
        seen_version=seen_version,
        latest_dispatch=dispatch,
    )


def is_unchanged(story: Story) -> bool:
    """Whether a live story says what its newest Dispatch said."""
    if story.status not in LIVE:
        return False
    # The log has the text as it was before the code was printed on it.
    now, sent = ({**text, "code_text": ""} for text in (working_text(story), _text_sent(story)))
    return now == sent


def _text_sent(story: Story) -> Content:
    sent = (Verb.PUBLISH, Verb.UPDATE, Verb.CORRECT)
    text: Content = Event.objects.filter(story=story, verb__in=sent).latest("pk").data["text"]
    return text


@transaction.atomic
def discard(*, story: Story, by: User) -> Story:
    """Give up the next version: the story says again what its newest Dispatch said."""
    story = lock(story)
    check(story, verb=Verb.DISCARD, by=by)
    text = _text_sent(story)
    code = story.latest_dispatch.data["code"] if story.latest_dispatch else ""
    restore(story, {**text, "code_text": code})
    return move(story, verb=Verb.DISCARD, by=by, version=story.version + 1)


@transaction.atomic
def withdraw(
    *, story: Story, by: User, ground: Ground, reason: str, at: datetime | None = None
) -> Story:
    """Take a published story back, on a ground of the closed list and with a reason (Pedoman 5).

    Its address says so from now on, and no list shows it. Raises ``Refused``.
    ``at``: as for ``sending.send``.
    """
    require_reason(reason)
    story = lock(story)
    check(story, verb=Verb.WITHDRAW, by=by)
    name = by.get_full_name() or by.get_username()
    dispatch = send_withdrawal(story, ground=ground.value, reason=reason.strip(), by=name, at=at)
    # The clock does it too, within the hour.
    transaction.on_commit(partial(void_copies.mark, dispatch), robust=True)
    return move(
        story,
        verb=Verb.WITHDRAW,
        by=by,
        note=reason.strip(),
        data={"ground": ground.value, "number": dispatch.number},
        latest_dispatch=dispatch,
    )
