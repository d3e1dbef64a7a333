"""What of a story will stand in print: code and dateline, before anybody has approved it."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.actions.refused import Refused
from articles.actions.reviewing import code_for
from articles.models import Story
from articles.snapshot import local_day, printed_dateline, verification_note


@dataclass(frozen=True, slots=True)
class Printed:
    """``missing`` says why there is no code yet."""

    dateline: str
    code: str
    missing: str
    sign_off: str
    verification_note: str


def printed(story: Story, by: User) -> Printed:
    """As it would print if it were approved now, by ``by`` when that is an editor."""
    now = timezone.now()
    code, missing = "", ""
    try:
        code = _code(story, by)
    except Refused as refusal:
        missing = str(refusal)
    return Printed(
        dateline=printed_dateline(story, now),
        code=code,
        missing=missing,
        sign_off=story.sign_off or story.edition.sign_off,
        verification_note=verification_note(story),
    )


def _code(story: Story, by: User) -> str:
    if story.latest_dispatch and story.latest_dispatch.data.get("code"):
        code: str = story.latest_dispatch.data["code"]
        return code
    if story.code_text or by.has_perm("articles.review_story"):
        return code_for(story, approver=by, day=local_day(timezone.now()))
    if story.kind_id is None:
        raise Refused("kind", _("The story has no kind yet, the first part of its code."))
    held = story.writer.code_on(local_day(timezone.now())) if story.writer else ""
    if not held:
        raise Refused("writer", _("The reporter holds no wire code today."))
    return f"({story.kind_id}/{held}/…)"
