"""A passage of a text, found again by its letters and those round it, also where the rest changed.

Blanks count for nothing: where a paragraph ends, and how a browser parts words, is no change. A
passage is found where it stands, or not at all; it is never taken for another one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

CONTEXT: Final = 32
"""Letters that are kept of what stands before a passage, and as many of what stands behind it."""
EDGE: Final = "\n"
"""In the place of a letter where the text begins or ends; it is a blank, so no text has it."""

# A browser's and Python's: to one the byte order mark is a blank, to the other it isn't.
_BLANKS = re.compile(r"[\s\ufeff]+")
# Letters beside a passage that say it is the same one.
_NEAR: Final = 8
# With letters on one side alone it takes so many together.
_ENOUGH: Final = 12


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage and what stood before and behind it, each without blanks."""

    quote: str
    before: str = ""
    after: str = ""


def letters(text: str) -> str:
    """A text as ``find`` reads it: without its blanks, between two edges."""
    return f"{EDGE}{_bare(text)}{EDGE}"


def anchor(quote: str, before: str, after: str) -> Anchor:
    """An anchor of a passage as it was selected; a context that is short reaches the edge."""
    quote, before, after = _bare(quote), _bare(before), _bare(after)
    return Anchor(quote, f"{EDGE}{before}"[-CONTEXT:], f"{after}{EDGE}"[:CONTEXT])


def at(held: str, start: int, end: int) -> Anchor:
    """The anchor of what stands from ``start`` to ``end`` in ``letters``."""
    before = held[max(0, start - CONTEXT) : start]
    return Anchor(held[start:end], before, held[end : end + CONTEXT])


def find(held: str, passage: Anchor) -> int | None:
    """Where the passage begins in ``letters``; None where it doesn't stand any more.

    Also None where it stands more than once and what is round it doesn't tell which one it is.
    """
    if not passage.quote:
        return None
    for contexts in _weaker(passage):
        places = {
            place
            for before, after in contexts
            for place in _places(held, before, passage.quote, after)
        }
        if places:
            return places.pop() if len(places) == 1 else None
    return None


def _weaker(passage: Anchor) -> Iterator[list[tuple[str, str]]]:
    """What is looked for round a passage, the most telling first."""
    before, after = passage.before, passage.after
    near, behind = before[-_NEAR:], after[:_NEAR]
    yield [(before, after)]
    yield [(near, behind)]
    for sides in ([(before, ""), ("", after)], [(near, ""), ("", behind)]):
        yield [side for side in sides if len("".join(side) + passage.quote) >= _ENOUGH]
    if len(passage.quote) >= CONTEXT:
        yield [("", "")]


def _places(held: str, before: str, quote: str, after: str) -> Iterator[int]:
    """Where it stands so first, and where next."""
    wanted = f"{before}{quote}{after}"
    first = held.find(wanted)
    if first < 0:
        return
    yield first + len(before)
    if (second := held.find(wanted, first + 1)) >= 0:
        yield second + len(before)


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)
