"""Which texts say the same: a text as the hashes of every three words in a row."""

from collections.abc import Collection
from itertools import chain
from typing import Final
from zlib import crc32

from articles.text.folding import folded

WORDS: Final = 3
"""The words of one shingle."""
MOST_WORDS: Final = 120
"""So much of each text is looked at: who tells a story again says the same first."""
FEWEST_SHARED: Final = 3
"""Two texts that share less say no more than a phrase in common."""

_MOST_LETTERS = MOST_WORDS * 20
_HALF = 2**31


def shingles(*texts: str) -> list[int]:
    """The hashes of the texts' shingles, each once, in order; they fit PostgreSQL's integers.

    Words are folded as search folds them and alike in any case, and none is joined to a word of
    another text.
    """
    return sorted(set(chain.from_iterable(map(_of_one, texts))))


def likeness(shared: int, one: int, other: int) -> float:
    """How near two texts are, 0 to 1, by how many shingles they share and how many each has.

    The shorter counts: a lead is all in the story that it became.
    """
    return shared / min(one, other) if shared >= FEWEST_SHARED and one and other else 0.0


def _of_one(text: str) -> Collection[int]:
    words = folded(text[:_MOST_LETTERS]).casefold().split()[:MOST_WORDS]
    return {
        crc32(" ".join(words[at : at + WORDS]).encode("utf-8", "replace")) - _HALF
        for at in range(len(words) - WORDS + 1)
    }
