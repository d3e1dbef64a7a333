"""The agency code that an approval signs: who wrote, and who answers for it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from articles.actions.filing import require_kind
from articles.actions.refused import Refused
from articles.models import Person, Story, User
from articles.text import agency_code
from articles.text.agency_code import AgencyCode


@dataclass(frozen=True, slots=True)
class Signed:
    """The code that a story goes out with, and the byline of the editor who approved it."""

    code: str
    editor: Person | None


def sign(story: Story, *, approver: User, day: date) -> Signed:
    """The agency code that ``approver`` signs on ``day``: the printed one if there is one.

    Two hands give three parts (kind, writer, editor); one's own story has one hand
    and two parts (kind, editor). Raises ``Refused`` when a part is missing.
    """
    editor = person_of(approver)
    if story.code_text:
        return Signed(story.code_text, editor)
    require_kind(story)
    kind, signature = str(story.kind_id), code_of(editor, str(approver), day)
    hands = (signature,) if story.is_own(approver) else (writers_code(story, day), signature)
    return Signed(agency_code.format(AgencyCode(kind, hands[0], hands[1:])), editor)


def writers_code(story: Story, day: date) -> str:
    """The code that the story's writer holds on ``day``. Raises ``Refused`` without one."""
    if story.writer is None:
        raise Refused("writer", _("The story has no reporter yet, the second part of its code."))
    return code_of(story.writer, story.writer.name, day)


def person_of(user: User) -> Person | None:
    return Person.objects.filter(user=user).first()


def code_of(person: Person | None, name: str, day: date) -> str:
    code = person.code_on(day) if person else ""
    if not code:
        raise Refused("code", _("%(name)s holds no wire code on %(day)s."), name=name, day=day)
    return code
