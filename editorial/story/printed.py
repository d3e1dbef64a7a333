"""What of a story will stand in print, before anybody has approved it, and what is missing yet."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from articles.actions import filing, reviewing, rights, signing
from articles.actions.refused import Refused
from articles.models import Person, Story, User
from articles.record import fields, printed_dateline, verification_note
from articles.text import signs

# Where the person can mend it; a wire code stands on no story's page.
_FIELDS: Final = {
    "incomplete": "body",
    "size": "body",
    "paid": "sponsor",
    "kind": "kind",
    "writer": "writer",
    "picture": "picture",
    "picture-in-text": "body",
}


@dataclass(frozen=True, slots=True)
class Lack:
    """Something for which an approval would be refused; ``field`` is where it can be mended."""

    words: str
    field: str = ""

    def __str__(self) -> str:
        return self.words

    @property
    def called(self) -> str:
        """The field's name, or the words where no field can mend it."""
        return str(fields.named(self.field).called) if self.field else self.words


@dataclass(frozen=True, slots=True)
class Printed:
    """``missing`` says all for which an approval would be refused today."""

    dateline: str
    code: str
    missing: list[Lack]
    sign_off: str
    verification_note: str


def printed(story: Story, by: User) -> Printed:
    """As it would print if it were approved now, by ``by`` when that is an editor."""
    now = timezone.now()
    try:
        filing.require_text(story)
        rights.require_pictures(story, timezone.localdate(now))
        code, missing = _code(story, by, timezone.localdate(now)), []
    except Refused:
        code, missing = "", reviewing.missing(story, by=by, day=timezone.localdate(now))
    return Printed(
        dateline=printed_dateline(story, now),
        code=code,
        missing=[Lack(str(lack), _field(lack, story)) for lack in missing],
        sign_off=story.sign_off or story.edition.sign_off,
        verification_note=verification_note(story),
    )


def _field(lack: Refused, story: Story) -> str:
    if lack.rule == "incomplete":
        return "body" if signs.is_readable(story.headline) else "headline"
    return _FIELDS.get(lack.rule, "")


def _code(story: Story, by: User, day: date) -> str:
    """The code, with dots for an editor who isn't known yet. Raises ``Refused``."""
    if story.latest_dispatch and story.latest_dispatch.data.get("code"):
        code: str = story.latest_dispatch.data["code"]
        return code
    if story.code_text or by.has_perm("articles.review_story"):
        return signing.sign(story, approver=by, day=day).code
    filing.require_kind(story)
    return f"({story.kind_id}/{signing.writers_code(story, day)}/…)"


def is_codeless(user: User) -> bool:
    """Whether ``user`` writes stories that nobody can send, for want of a wire code today."""
    if not user.has_perm("articles.add_story"):
        return False
    person = Person.objects.filter(user=user).first()
    if person is None:
        # An editor without a byline files what others wrote.
        return not user.has_perm("articles.review_story")
    return not person.code_on(timezone.localdate())
