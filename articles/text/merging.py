"""Two bodies that were made of one, merged block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, groupby

from articles.text.body_schema import Block
from articles.text.comparing import align

Blocks = tuple[Block, ...]


class Side(StrEnum):
    """Whose blocks are taken where both have changed the same."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Blocks as they were, and what each side made of them. No side may have any."""

    base: Blocks
    mine: Blocks
    theirs: Blocks

    @property
    def settled(self) -> Blocks | None:
        """What it says when one side left it alone, or both made the same; else None."""
        if self.theirs in (self.base, self.mine):
            return self.mine
        return self.theirs if self.mine == self.base else None

    @property
    def changed_by(self) -> Side | None:
        """Who made it other than it was, where that is settled."""
        sides = {Side.MINE: self.mine, Side.THEIRS: self.theirs}
        changed = [side for side, blocks in sides.items() if blocks != self.base]
        return Side.BOTH if len(changed) > 1 else next(iter(changed), None)

    def take(self, side: Side) -> Blocks:
        """``BOTH`` are mine and then theirs."""
        return {
            Side.MINE: self.mine,
            Side.THEIRS: self.theirs,
            Side.BOTH: self.mine + self.theirs,
        }[side]


def merge(base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]) -> list[Chunk]:
    """The text in chunks, in order. Blocks that touch, and that both sides changed, are one chunk.

    All of mine in order are ``mine``, and so the others. What only one side has changed, added or
    taken out is settled, and nothing else is.
    """
    steps = zip(_became(base, base), _became(base, mine), _became(base, theirs), strict=True)
    chunks = [Chunk(*step) for step in steps]
    merged: list[Chunk] = []
    for is_changed, group in groupby(chunks, key=lambda chunk: chunk.changed_by is not None):
        touching = list(group)
        if is_changed and any(chunk.settled is None for chunk in touching):
            touching = [_joined(touching)]
        merged += touching
    return [chunk for chunk in merged if chunk.base or chunk.mine or chunk.theirs]


def merge_two(mine: Sequence[Block], theirs: Sequence[Block]) -> list[Chunk]:
    """``merge`` of two texts when nobody knows what they were made of: it is what both have."""
    return merge([one for one, other in align(mine, theirs) if one == other and one], mine, theirs)


def settle(chunks: Sequence[Chunk], sides: Sequence[Side]) -> Blocks:
    """The text, with a side taken for each chunk that isn't settled; ValueError on too few."""
    chosen = iter(sides)
    return tuple(chain.from_iterable(_taken(chunk, chosen) for chunk in chunks))


def _taken(chunk: Chunk, chosen: Iterator[Side]) -> Blocks:
    if (settled := chunk.settled) is not None:
        return settled
    side = next(chosen, None)
    if side is None:
        raise ValueError("A chunk that both sides changed, and no side taken.")
    return chunk.take(side)


def _became(base: Sequence[Block], side: Sequence[Block]) -> list[Blocks]:
    """What a side has before each block of the base and in its place, by turns; last behind all."""
    became: list[list[Block]] = [[] for _ in range(2 * len(base) + 1)]
    at = 0
    for was, now in align(base, side):
        if was is not None:
            at += 2
        if now is not None:
            became[at - (was is not None)].append(now)
    return [tuple(blocks) for blocks in became]


def _joined(chunks: Sequence[Chunk]) -> Chunk:
    return Chunk(
        *(
            tuple(chain.from_iterable(getattr(chunk, side) for chunk in chunks))
            for side in ("base", "mine", "theirs")
        )
    )
