"""After publication: the next version goes out, a correction, a withdrawal."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions import complaints, translations, void_copies
from articles.actions.filing import require_text
from articles.actions.refused import Refused
from articles.actions.reviewing import require_reason
from articles.actions.rights import require_pictures
from articles.actions.sending import send, send_withdrawal
from articles.actions.transitions import Verb, check, check_seen, lock, move_locked
from articles.actions.withholding import embargo_of_next
from articles.models import (
    EMBARGO,
    ON_WIRE,
    Complaint,
    Ground,
    NoticeKind,
    Person,
    Signal,
    Story,
    User,
)
from articles.record import Content, fields, restore, working_text
from articles.record.versions import text_sent

UNPUBLISHED: Final = "embargo"
"""In place of a ground, where no reader ever had the story that is withdrawn."""


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
    text = working_text(story)
    check_seen(text, seen_digest)
    require_text(story)
    embargo = embargo_of_next(story, by=by, now=at or timezone.now())
    require_pictures(story, timezone.localdate(embargo or at))
    editor = Person.objects.filter(user=by).first()
    dispatch = send(
        story,
        signal=Signal.CORRECTION if notice else Signal.UPDATE,
        code=story.code_text,
        editors=[editor] if editor else [],
        notice=notice,
        embargo=embargo,
        at=at,
    )
    until = {"until": embargo} if embargo else {}
    return move_locked(
        story,
        verb=verb,
        by=by,
        note=notice["text"] if notice else "",
        data={"number": dispatch.number, "text": text, **until},
        seen_version=seen_version,
        latest_dispatch=dispatch,
        lift_at=embargo or story.lift_at,
    )


def is_unchanged(story: Story) -> bool:
    """Whether a story on the wire says what was sent of it last."""
    if story.status not in ON_WIRE:
        return False
    # The log has the text as it was before the code was printed on it.
    now, sent = (
        fields.filled({**text, "code_text": ""})
        for text in (working_text(story), _text_sent(story))
    )
    return now == sent


def _text_sent(story: Story) -> Content:
    text = text_sent(story)
    assert text is not None  # noqa: S101 - what is on the wire was sent, and the log has it
    return text


@transaction.atomic
def discard(*, story: Story, by: User) -> Story:
    """Give up the next version: the story says again what its newest Dispatch said."""
    story = lock(story)
    check(story, verb=Verb.DISCARD, by=by)
    text = _text_sent(story)
    code = story.latest_dispatch.data["code"] if story.latest_dispatch else ""
    restore(story, {**text, "code_text": code})
    return move_locked(
        story,
        verb=Verb.DISCARD,
        by=by,
        data={"text": working_text(story)},
        version=story.version + 1,
    )


@transaction.atomic
def withdraw(
    *, story: Story, by: User, ground: Ground | None = None, reason: str, at: datetime | None = None
) -> Story:
    """Take a published story back, on a ground of the closed list and with a reason (Pedoman 5).

    Its address says so from now on, and no list shows it. One under an embargo was never
    published: it needs no ground, and the site goes on saying nothing of it. Its translations wait
    for an editor from now on (``translations.stop``). Raises ``Refused``. ``at``: as for
    ``sending.send``.
    """
    require_reason(reason)
    story = lock(story)
    check(story, verb=Verb.WITHDRAW, by=by)
    said_in_others = translations.lock_all(story)
    if ground is None and story.status not in EMBARGO:
        raise Refused("ground", _("A published story is withdrawn on one of the grounds only."))
    name = by.get_full_name() or by.get_username()
    on = ground.value if ground else UNPUBLISHED
    dispatch = send_withdrawal(story, ground=on, reason=reason.strip(), by=name, at=at)
    # The clock does it too, within the hour.
    transaction.on_commit(partial(void_copies.mark, dispatch), robust=True)
    story = move_locked(
        story,
        verb=Verb.WITHDRAW,
        by=by,
        note=reason.strip(),
        data={"ground": on, "number": dispatch.number},
        latest_dispatch=dispatch,
        lift_at=None,
    )
    translations.stop(said_in_others, original=story, by=by, at=at)
    return story
