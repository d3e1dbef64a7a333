"""What a correction or a withdrawal took back: what others may still say."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Any, Final

from articles.models import Dispatch, Signal, Story
from articles.record import Content
from articles.text import body
from articles.text.folding import folded
from articles.text.statements import Change, Kind, Statement, Text, names_in, statements
from editorial.after.changed import between_sent

MOST_SOUGHT: Final = 12
"""Statements that are looked for; more of them are no worklist but another story."""
_MOST_SUBJECTS: Final = 12
# What a withdrawn story said first is what others took from it.
_FIRST_PARAGRAPHS: Final = 3
_SMALLEST: Final = 4


@dataclass(frozen=True)
class Taken:
    """What is stated no more, each with what took its place, and what the story is about."""

    changes: tuple[Change, ...]
    language: str
    content: Content
    is_withdrawn: bool

    @cached_property
    def subjects(self) -> list[str]:
        """The names by which another story may be told to be about the same."""
        content = self.content
        paragraphs = body.plain_paragraphs(body.from_data(content["body"]))
        texts = [content["headline"], content["standfirst"], *paragraphs[:_FIRST_PARAGRAPHS]]
        names = [*names_in(texts), *(tag["name"] for tag in content["tags"]), *content["places"]]
        old = {change.old.key for change in self.changes}
        return [name for name in dict.fromkeys(names) if name.casefold() not in old][
            :_MOST_SUBJECTS
        ]

    @property
    def data(self) -> list[dict[str, Any]]:
        """The changes as JSON."""
        return [
            {
                "kind": change.old.kind.value,
                "old": change.old.quote,
                "value": str(change.old.value) if change.old.value is not None else None,
                "counted": change.old.counted,
                "new": change.new.quote if change.new else "",
            }
            for change in self.changes
        ]


def change_of(kept: dict[str, Any]) -> Change:
    """What was taken back and what took its place, of its JSON, in the old story's place 0.

    What took the place of a number has no value there, for its words alone are kept.
    """
    kind = Kind(kept["kind"])
    value = Fraction(kept["value"]) if kept["value"] is not None else None
    new = Statement(kind, kept["new"]) if kept["new"] else None
    return Change(Statement(kind, kept["old"], value, kept["counted"]), new, 0)


def as_it_stands(
    taken: Sequence[dict[str, Any]], later: Sequence[Sequence[dict[str, Any]]], text: Text
) -> list[dict[str, Any]]:
    """What was taken back, each with what is said instead by now.

    ``later`` is what the same story took back since, the oldest first, and ``text`` what it says to
    those who have it. What is said there no more takes nothing's place.
    """
    found = []
    for each in taken:
        new = each["new"]
        for change in chain.from_iterable(later):
            if new and _says(Text((change["old"],), text.language), new):
                new = change["new"]
        found.append({**each, "new": new if new and _says(text, new) else ""})
    return found


def said_now(story: Story) -> Text:
    """What a story says to those who have it; nothing once it is withdrawn."""
    sent = story.latest_dispatch
    if sent is None or sent.signal == Signal.WITHDRAWAL:
        return Text((), story.edition_id)
    content = sent.data
    paragraphs = body.plain_paragraphs(body.from_data(content["body"]))
    return Text((content["headline"], content["standfirst"], *paragraphs), story.edition_id)


def _says(text: Text, quote: str) -> bool:
    numbers = Text((quote,), text.language).numbers
    if numbers:
        return numbers[0].counts_the_same(text)
    return f" {' '.join(folded(quote).casefold().split())} " in text.words


def taken_by(dispatch: Dispatch) -> Taken | None:
    """What a correction or a withdrawal took back; None of any other Dispatch."""
    if dispatch.signal not in (Signal.CORRECTION, Signal.WITHDRAWAL):
        return None
    before = Dispatch.objects.get(story_uid=dispatch.story_uid, version=dispatch.version - 1)
    language = before.data["edition"]["code"]
    if dispatch.signal == Signal.WITHDRAWAL:
        return Taken(tuple(_all_of(before.data, language)), language, before.data, True)
    changes = between_sent(before.data, dispatch.data).changes
    sought = [change for change in changes if _is_sought(change.old, language)]
    return Taken(tuple(sought[:MOST_SOUGHT]), language, before.data, False)


def _all_of(content: Content, language: str) -> list[Change]:
    paragraphs = body.plain_paragraphs(body.from_data(content["body"]))
    first = [content["headline"], content["standfirst"], *paragraphs[:_FIRST_PARAGRAPHS]]
    found: dict[str, Change] = {}
    for part, text in enumerate([*first, *paragraphs[_FIRST_PARAGRAPHS:]]):
        for each in statements(text, language):
            # Its names are what it is about: many may say them rightly.
            is_kind = each.kind is Kind.QUOTE or (each.kind is Kind.NUMBER and part < len(first))
            if is_kind and _is_sought(each, language):
                former = found.setdefault(each.key, Change(each, None, part)).old
                # As a paragraph writes it: a headline has capitals of its own.
                if former.quote.casefold() == each.quote.casefold():
                    found[each.key] = Change(each, None, part)
    return list(found.values())[:MOST_SOUGHT]


def _is_sought(each: Statement, language: str) -> bool:
    """Whether saying it is more than a coincidence."""
    if each.kind is Kind.NUMBER:
        assert each.value is not None  # noqa: S101 - a number has one
        return bool(each.counted) or each.value >= _SMALLEST
    # Arabic has no capitals: a name in it is words like others.
    return each.kind is not Kind.PHRASE or (language == "ar" and " " in each.key)
