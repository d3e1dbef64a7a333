"""Who repeats what a correction or a withdrawal took back, or leads to it.

Candidates come by indexes (``candidates``); each is then read, and ranked by how surely it is about
the same.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

from articles.actions.transitions import TRANSITIONS, Verb
from articles.models import Story
from articles.models.story import Status
from articles.record import Content
from articles.record.versions import text_sent
from articles.text import body
from articles.text.folding import folded
from articles.text.statements import Change, Kind, Statement, Text
from editorial.after import candidates
from editorial.after.taken import Taken, change_of

MOST_READ: Final = 160
"""Candidates whose text is read, the likeliest."""
MOST_LISTED: Final = 60
LINK: Final = 5
"""What a link adds to kinship."""
_EXCERPT: Final = 90
REVISED: Final = frozenset(TRANSITIONS[Verb.DISCARD].sources)
"""States in which others have another text than the stored one."""


class Why(StrEnum):
    LINK = "link"
    TRANSLATION = "translation"
    SAYS = "says"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a story is on the list: where it says the old thing, and what is said instead.

    ``part`` is 0 in the headline, 1 in the standfirst, and counts paragraphs from 2.
    """

    why: Why
    old: str = ""
    new: str = ""
    part: int = 0
    place: str = ""
    """The words round it."""
    is_same: bool = False
    """Of a number, whether it counts the same thing there."""


@dataclass(frozen=True, slots=True)
class Found:
    """A story for the list; the surest has the highest ``rank``."""

    story: int
    reasons: tuple[Reason, ...]
    rank: float

    @property
    def data(self) -> list[dict[str, Any]]:
        return [asdict(reason) for reason in self.reasons]


def find(story: Story, taken: Taken) -> list[Found]:
    """The stories that repeat it, the surest first, at most ``MOST_LISTED``.

    ``story`` is the one that was corrected or withdrawn. What is spiked or withdrawn is passed
    over.
    """
    linking, siblings = candidates.linking(story), candidates.siblings(story)
    near = candidates.near(taken)
    live = candidates.live(taken, since=story.created_at)
    working = candidates.working(taken, since=story.created_at)
    sure = [*linking, *siblings]
    likely = sorted(near, key=lambda pk: -near[pk])
    rest = sorted((live | working) - {*sure, *likely}, reverse=True)
    keys = [pk for pk in dict.fromkeys([*sure, *likely, *rest]) if pk != story.pk][:MOST_READ]
    judge = _Judge(story, taken, linking, siblings, near)
    found = [each for row in _rows(keys) if (each := judge.of(row))]
    return sorted(found, key=lambda each: (-each.rank, -each.story))[:MOST_LISTED]


def _rows(keys: list[int]) -> list[Story]:
    gone = (Status.SPIKED, Status.WITHDRAWN)
    rows = Story.objects.filter(pk__in=keys).exclude(status__in=gone)
    rows = rows.defer("copy_source", "findings", "words")
    return list(rows.prefetch_related("tags"))  # type: ignore[misc]  # the package has no types


@dataclass(frozen=True)
class _Judge:
    """What one story may be told by to repeat another."""

    story: Story
    taken: Taken
    linking: set[int]
    siblings: set[int]
    near: dict[int, float]

    def of(self, other: Story) -> Found | None:
        text = text_of(other)
        kinship = self._kinship(other, text)
        reasons, surest = self._said(other, text, kinship)
        # A next version that says it no more is before nobody yet.
        if not reasons and other.status in REVISED and (sent := text_sent(other)):
            reasons, surest = self._said(other, _text(sent, other.edition_id), kinship)
        if other.pk in self.siblings:
            reasons.append(Reason(Why.TRANSLATION))
        if other.pk in self.linking:
            reasons.append(Reason(Why.LINK))
        if not reasons:
            return None
        return Found(other.pk, tuple(reasons), round(10 * surest + kinship, 2))

    def _said(self, other: Story, text: Text, kinship: float) -> tuple[list[Reason], float]:
        """Where a text of the other says it, and how surely that is about the same."""
        reasons, surest = [], 0.0
        for change in self.taken.changes:
            strength = self._strength(change, other, text, kinship)
            if not strength:
                continue
            part, place = _place(change, text)
            new = change.new.quote if change.new else ""
            is_same = other.edition_id == self.taken.language and change.old.counts_the_same(text)
            reasons.append(Reason(Why.SAYS, change.old.quote, new, part, place, is_same))
            surest = max(surest, strength)
        return reasons, surest

    def _kinship(self, other: Story, text: Text) -> float:
        """How surely the other is about the same, 0 for nothing in common."""
        kinship = 6.0 if other.pk in self.siblings else 0.0
        kinship += LINK if other.pk in self.linking else 0
        kinship += 5 * self.near.get(other.pk, 0)
        slugline = self.story.slugline.casefold()
        kinship += 4 if slugline and slugline == other.slugline.casefold() else 0
        tags = {tag["name"].casefold() for tag in self.taken.content["tags"]}
        kinship += min(3, len(tags & {tag.name.casefold() for tag in other.tags.all()}))
        named = [name for name in self.taken.subjects if _says(text, name)]
        return kinship + min(3, len(named))

    def _strength(self, change: Change, other: Story, text: Text, kinship: float) -> float:
        """How much it weighs that the other says it; 0 where it doesn't, or by chance."""
        old = change.old
        if not change.is_said_in(text):
            return 0
        if old.value is None:
            if old.kind is Kind.QUOTE:
                return 3
            return 3 if candidates.is_telling(old) else (2 if kinship >= 2 else 0)
        if other.edition_id != self.taken.language:
            return 3 if other.pk in self.siblings else 2 if kinship >= 2 else 0
        if old.counts_the_same(text):
            return 3 if kinship >= (3 if self.taken.is_withdrawn else 2) else 0
        # Of something else, unless nearly all else is the same. A link says nothing of that.
        alike = kinship - (LINK if other.pk in self.linking else 0)
        return 1 if alike >= 4 else 0


def text_of(story: Story) -> Text:
    """What a stored story says, part by part."""
    said = {name: getattr(story, name) for name in ("headline", "standfirst", "body")}
    return _text(said, story.edition_id)


def _text(content: Content, language: str) -> Text:
    paragraphs = [body.plain(block) for block in body.parse(content["body"])]
    return Text((content["headline"], content["standfirst"], *paragraphs), language)


def repeated(
    story: Story, taken: Sequence[dict[str, Any]], reasons: Sequence[dict[str, Any]]
) -> list[str]:
    """The words of those that put a story on the list which its stored text says still."""
    text = text_of(story)
    said = {reason["old"]: reason.get("is_same", False) for reason in reasons}
    changes = [change_of(each) for each in taken if each["old"] in said]
    return [
        change.old.quote
        for change in changes
        if (change.old.counts_the_same(text) if said[change.old.quote] else change.is_said_in(text))
    ]


def _says(text: Text, name: str) -> bool:
    return f" {' '.join(folded(name).casefold().split())} " in text.words


def _place(change: Change, text: Text) -> tuple[int, str]:
    """The part of a text that says it, and the words round it there; of the same thing first."""
    old, parts = change.old, [Text((part,), text.language) for part in text.parts]
    for says in (old.counts_the_same, change.is_said_in):
        for at, (part, one) in enumerate(zip(text.parts, parts, strict=True)):
            if says(one):
                return at, _words_round(_quote_of(old, one), part)
    return 0, ""


def _quote_of(old: Statement, text: Text) -> str:
    """How a text writes it; of the same thing first."""
    same = [each for each in text.numbers if each.value == old.value]
    same.sort(key=lambda each: each.key != old.key)
    return same[0].quote if same else old.quote


def _words_round(quote: str, part: str) -> str:
    start = max(0, part.casefold().find(quote.casefold()) - _EXCERPT // 2)
    words = part[start : start + _EXCERPT + len(quote)]
    before = "…" if start else ""
    return before + words + ("…" if start + len(words) < len(part) else "")
