"""Where a story's related links (Baca Juga) stand; house-format.md section 5.

A link stands after a top-level block of the body. Paragraphs are counted as an editor counts them:
every top-level block is one, headings aside.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from articles.text.body import Block, plain

EVERY = 4
"""Paragraphs from one automatic link to the next."""

_QUESTION = re.compile(r"\s*(?:tanya|t|q|mina|سؤال|س|مينا)\s*:", re.IGNORECASE)
_LIST_LINE = re.compile(r"\s*(?:[-–•*]\s|\(?[0-9]{1,2}[.)]\s)")


class Slot(NamedTuple):
    """A link's place: after the top-level block with this index (from 0)."""

    after: int
    which: int


class Room(NamedTuple):
    """What of a body tells where links may stand: indices of its top-level blocks.

    A link may stand after one of ``allowed``; ``ends`` are those that count as paragraphs.
    """

    allowed: list[int]
    ends: list[int]


def room(blocks: Sequence[Block]) -> Room:
    allowed = [index for index, may in enumerate(breaks(blocks)) if may]
    ends = [index for index, block in enumerate(blocks) if not _is_heading(block)] or allowed
    return Room(allowed, ends)


def place(blocks: Sequence[Block], chosen: Sequence[int | None], fill: int) -> list[Slot]:
    """``place_in`` the room that the blocks have."""
    return place_in(room(blocks), chosen, fill)


def place_in(within: Room, chosen: Sequence[int | None], fill: int) -> list[Slot]:
    """Places for an editor's links and for the ``fill`` automatic ones there are, top to bottom.

    ``chosen`` has an entry for each link of the editor: the number of paragraphs before it, or
    None for anywhere. A slot's ``which`` counts those links first, in their order, and then the
    automatic ones. No two links share a place, and none stands before the first block.

    A chosen place is kept exactly if it can be, else moved to the next free one that ``breaks``
    allows (the last one before it, if none follows). Then come the editor's links without a place,
    and then automatic ones: after the 4th paragraph and every 4th after it, save where a link is
    near already, and at the end of the text. So automatic ones are never more than one to four
    paragraphs and one at the end. An editor's link is left out only if every allowed place is
    taken.
    """
    allowed, ends = within
    taken = _chosen_places(allowed, ends, chosen)
    automatic = list(_automatic_places(allowed, ends, sorted(taken)))
    others = set(automatic) | taken.keys()
    free = iter(automatic + [index for index in reversed(allowed) if index not in others])
    for which, number in enumerate(chosen):
        if number is None and (index := next(free, None)) is not None:
            taken[index] = which
    left = [index for index in automatic if index not in taken]
    for which, index in enumerate(left[: max(fill, 0)], len(chosen)):
        taken[index] = which
    return [Slot(after, which) for after, which in sorted(taken.items())]


def breaks(blocks: Sequence[Block]) -> list[bool]:
    """For each top-level block, whether a link may stand after it.

    It may after the last one, whatever that is. Before, it may not part a heading from its text,
    a verse from what follows it (more of the verse, or its translation), a question from the
    paragraph that answers it, or the lines of a list that was typed as paragraphs. Quotes and
    lists are blocks of their own, so nothing can stand inside them.

    A verse is a block set right to left, unless most of the text is. A question is a paragraph
    that begins with ``Tanya:``, ``T:``, ``Q:``, ``MINA:`` or their Arabic.
    """
    verses = [_is_right_to_left(block) for block in blocks]
    if sum(verses) * 2 > len(blocks):
        verses = [False] * len(blocks)
    together = [
        _is_heading(block) or (not _is_heading(after) and (verse or _leads_to(block, after)))
        for verse, (block, after) in zip(verses, pairwise(blocks), strict=False)
    ]
    return [not kept for kept in together] + [True] * bool(blocks)


def _chosen_places(
    allowed: Sequence[int], ends: Sequence[int], chosen: Sequence[int | None]
) -> dict[int, int]:
    wanted = {
        which: ends[max(number, 1) - 1] if number <= len(ends) else allowed[-1]
        for which, number in enumerate(chosen)
        if number is not None and allowed
    }
    taken: dict[int, int] = {}
    may = set(allowed)
    for which, index in wanted.items():
        if index in may:
            taken.setdefault(index, which)
    placed = set(taken.values())
    free = [index for index in allowed if index not in taken]
    for which, wish in wanted.items():
        if which not in placed and free:
            taken[free.pop(min(bisect_left(free, wish), len(free) - 1))] = which
    return taken


def _automatic_places(
    allowed: Sequence[int], ends: Sequence[int], taken: Sequence[int]
) -> Iterator[int]:
    for number in range(EVERY, len(ends), EVERY):
        beyond = ends[number + 2] if number + 2 < len(ends) else allowed[-1]
        if _first_within(taken, ends[number - 2], beyond) is None:
            at = _first_within(allowed, ends[number - 1], beyond)
            if at is not None:
                yield at
    if allowed and allowed[-1] not in taken:
        yield allowed[-1]


def _first_within(rising: Sequence[int], start: int, beyond: int) -> int | None:
    at = bisect_left(rising, start)
    return rising[at] if at < len(rising) and rising[at] < beyond else None


def _is_heading(block: Block) -> bool:
    return block.kind in ("heading2", "heading3")


def _is_right_to_left(block: Block) -> bool:
    inside = block.children
    return block.dir == "rtl" or (bool(inside) and all(_is_right_to_left(b) for b in inside))


def _leads_to(block: Block, after: Block) -> bool:
    """Whether this block asks for the next one, or both are lines of a list."""
    if block.kind != "paragraph":
        return False
    text = plain(block)
    if _QUESTION.match(text):
        return True
    lines = after.kind == "paragraph" and _LIST_LINE.match(plain(after))
    return bool(lines and _LIST_LINE.match(text))
