"""What of a story will stand in print, before anybody has approved it, and what is missing yet."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.utils import timezone

from articles.actions import filing, reviewing
from articles.actions.refused import Refused
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
    try:
        filing.require_text(story)
        code, missing = _code(story, by, local_day(now)), []
    except Refused:
        code, missing = "", reviewing.missing(story, by=by, day=local_day(now))
    return Printed(
        dateline=printed_dateline(story, now),
        code=code,
        missing=[str(lack) for lack in missing],
        sign_off=story.sign_off or story.edition.sign_off,
        verification_note=verification_note(story),
    )


def _code(story: Story, by: User, day: date) -> str:
    """The code, with dots for an editor who isn't known yet. Raises ``Refused``."""
    if story.latest_dispatch and story.latest_dispatch.data.get("code"):
        code: str = story.latest_dispatch.data["code"]
        return code
    if story.code_text or by.has_perm("articles.review_story"):
        return reviewing.code_for(story, approver=by, day=day)
    filing.require_kind(story)
    return f"({story.kind_id}/{reviewing.writers_code(story, day)}/…)"


def is_codeless(user: User) -> bool:
    """Whether ``user`` writes stories that nobody can send, for want of a wire code today."""
    if not user.has_perm("articles.add_story"):
        return False
    person = Person.objects.filter(user=user).first()
    if person is None:
        # An editor without a byline files what others wrote.
        return not user.has_perm("articles.review_story")
    return not person.code_on(local_day(timezone.now()))
