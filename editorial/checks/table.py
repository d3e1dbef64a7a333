"""All checks, and what they find in a story."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.utils import timezone

from articles.models import Story
from articles.record import Content, freeze
from editorial.checks import facts, head, links, outputs, pictures, press, wording
from editorial.checks.check import Check, Finding, Owner, Sent
from editorial.models import WordAnswer

CHECKS: Final = (
    Check("outputs", Owner.CHIEF, outputs.outputs, refuses=True),
    Check("picture-rights", Owner.PHOTO, pictures.rights, refuses=True),
    Check("headline", Owner.DESK, head.headline),
    Check("dateline", Owner.DESK, head.dateline),
    Check("place", Owner.DESK, head.place),
    Check("code", Owner.DESK, head.code),
    Check("lead", Owner.DESK, head.lead),
    Check("weekdays", Owner.DESK, facts.weekdays),
    Check("turn-of-the-year", Owner.DESK, facts.turn_of_the_year),
    Check("headline-numbers", Owner.DESK, facts.headline_numbers),
    Check("names", Owner.DESK, facts.names),
    Check("house-names", Owner.DESK, wording.house_names),
    Check("house-style", Owner.CHIEF, wording.house_style),
    Check("spelling", Owner.DESK, wording.spelling),
    Check("links", Owner.DESK, links.gone),
    Check("original", Owner.CHIEF, links.original),
    Check("picture-words", Owner.PHOTO, pictures.words),
    Check("right-of-reply", Owner.CHIEF, press.right_of_reply),
    Check("verification", Owner.CHIEF, press.verification),
    Check("paid", Owner.CHIEF, press.paid),
    Check("machine", Owner.CHIEF, press.machine),
)
"""Those that hold a story up first; docs/checks.md says of each what it looks for."""


def findings(sent: Sent) -> Sequence[Finding]:
    """What all checks say of what would be sent, in their order; the same is said once.

    Of words for which one check has others, no later one has others again.
    """
    said: dict[str, Finding] = {}
    answered: dict[str, Check] = {}
    for check in CHECKS:
        for found in check.look(sent):
            finding = Finding(check, found)
            words = finding.left_as[1]
            if not words or answered.setdefault(words, check) is check:
                said.setdefault(finding.key, finding)
    return list(said.values())


def findings_of(story: Story, code: str, *, day: date | None = None) -> Sequence[Finding]:
    """The same of a stored story, if it went out now, or on ``day``, with this code.

    Without what somebody left as it is in this story.
    """
    return findings_in(freeze(story, at=timezone.now(), code=code, editors=[]), story, day=day)


def findings_in(content: Content, story: Story, *, day: date | None = None) -> Sequence[Finding]:
    """The same of what would be sent of ``story``, stored or not."""
    found = findings(Sent(content, day or timezone.localdate()))
    if not any(each.found.instead for each in found):
        return found
    left = WordAnswer.left_in(story)
    return [each for each in found if each.left_as not in left]
