"""What the checks say where a story is handed in or sent: refused, asked once, or nothing."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions import filing, reviewing
from articles.actions.refused import Refused, Words
from articles.actions.transitions import Verb, check, check_seen, check_version, record
from articles.models import IN_WORK, Event, Status, Story, User
from articles.record import working_text
from editorial.checks.check import Finding
from editorial.checks.table import findings_of
from editorial.story.access import Seen
from editorial.story.buttons import Button
from editorial.story.printed import printed
from editorial.story.questions import Answer

CHECKED: Final = IN_WORK | {Status.REVISED, Status.EMBARGO_REVISED, Status.HELD_REVISED}
"""The states in which something new would be sent; the text of any other is sent already."""


class Asks(Exception):  # noqa: N818 - a question is an answer to a person, not an error
    """The checks ask something that this person has not answered for this text."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = findings


def found_in(story: Story, by: User, *, day: date | None = None) -> Sequence[Finding]:
    """What the checks say of the stored text if it went out on ``day``, today unless given."""
    if story.status not in CHECKED:
        return []
    return findings_of(story, printed(story, by).code, day=day)


def asked_of(story: Story, button: Button, by: User, findings: Iterable[Finding]) -> list[Finding]:
    """Those that refuse, and those that ``by`` has not answered yet for what they say now.

    Nothing refuses a story that is handed in: who has it next can mend it.
    """
    answered = _answered(story, by)
    return [
        each for each in findings if (_sends(button) if each.refuses else each.key not in answered)
    ]


def require(
    story: Story,
    button: Button,
    *,
    by: User,
    seen: Seen,
    answer: Answer,
    passed: Collection[str],
) -> list[Finding]:
    """Let the story go its way, or raise ``Refused`` or ``Asks``. The caller holds its lock.

    Gives what will refuse when the story is sent, where it is handed in: that is to be told.

    What is sent anyway stands in the log from now on, and ``by`` is not asked it again. Before any
    question it is said that the button may not be pressed, that another text was read, or what is
    missing.
    """
    found = found_in(story, by, day=_day(answer))
    told = [each for each in found if each.refuses]
    asked = asked_of(story, button, by, found)
    if not asked:
        return told
    check(story, verb=button.verb, by=by)
    check_seen(working_text(story), seen.digest if "digest" in button.sees else None)
    check_version(story, seen.version if "version" in button.sees else None)
    if _sends(button):
        filing.require_text(story)
        day = _day(answer) or timezone.localdate()
        for lack in reviewing.missing(story, by=story.approved_by or by, day=day):
            raise lack
    if refusing := [each for each in asked if each.refuses]:
        raise Refused(
            "checks",
            _("It can’t go out like this: %(findings)s"),
            findings=tuple(each.found.words for each in refusing),
        )
    if any(each.key not in passed for each in asked):
        raise Asks(asked)
    overrule(story, asked, by=by)
    return told


def overrule(
    story: Story, findings: Sequence[Finding], *, by: User, why: Words | None = None
) -> None:
    """Write into the log what was sent anyway, a line each; nothing where nothing was found."""
    if not findings:
        return
    told = [*([why] if why else []), *(each.found.words for each in findings)]
    lines = {f"line_{number}": words for number, words in enumerate(told)}
    data = {
        "why": Words("\n".join(f"%({name})s" for name in lines), **lines).reason,
        "findings": [each.key for each in findings],
    }
    record(story, verb=Verb.OVERRULE, by=by, before=story.status, data=data)


def _sends(button: Button) -> bool:
    return button.verb != Verb.SUBMIT


def _answered(story: Story, by: User) -> set[str]:
    events = Event.objects.filter(story=story, actor=by, verb=Verb.OVERRULE)
    return {key for keys in events.values_list("data__findings", flat=True) for key in keys}


def _day(answer: Answer) -> date | None:
    at = answer.get("publish_at")
    return timezone.localdate(at) if isinstance(at, datetime) else None
