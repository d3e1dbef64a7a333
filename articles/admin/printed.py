"""What of a story will stand in print, before anybody has approved it, and what is missing yet."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from articles.actions import reviewing
from articles.models import Person, Story
from articles.snapshot import local_day, printed_dateline, verification_note


@dataclass(frozen=True, slots=True)
class Printed:
    """``missing`` says all for which an approval would be refused today."""

    dateline: str
    code: str
    missing: list[str]
    sign_off: str
    verification_note: str


def printed(story: Story, by: User) -> Printed:
    """As it would print if it were approved now, by ``by`` when that is an editor."""
    now = timezone.now()
    missing = reviewing.missing(story, by=by, day=local_day(now))
    return Printed(
        dateline=printed_dateline(story, now),
        code=_code(story, by, is_whole=all(lack.rule == "incomplete" for lack in missing)),
        missing=[str(lack) for lack in missing],
        sign_off=story.sign_off or story.edition.sign_off,
        verification_note=verification_note(story),
    )


def _code(story: Story, by: User, *, is_whole: bool) -> str:
    """The code, with dots for the editor who isn't known yet; "" while a part is missing."""
    if story.latest_dispatch and story.latest_dispatch.data.get("code"):
        code: str = story.latest_dispatch.data["code"]
        return code
    if not is_whole:
        return ""
    today = local_day(timezone.now())
    if story.code_text or by.has_perm("articles.review_story"):
        return reviewing.code_for(story, approver=by, day=today)
    held = story.writer.code_on(today) if story.writer else ""
    return f"({story.kind_id}/{held}/…)"


def is_codeless(user: User) -> bool:
    """Whether ``user`` writes stories that nobody can send, for want of a wire code today."""
    if not user.has_perm("articles.add_story"):
        return False
    person = Person.objects.filter(user=user).first()
    if person is None:
        # An editor without a byline files what others wrote.
        return not user.has_perm("articles.review_story")
    return not person.code_on(local_day(timezone.now()))
