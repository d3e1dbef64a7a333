"""Which of many known names a text says, by whole words, in one walk through it."""

from collections.abc import Iterable
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from articles.text.folding import folded

FEWEST_LETTERS: Final = 3
"""A shorter name is too often another word."""
LONGEST_NAME: Final = 100


class Gazetteer[Name]:
    """Names, each found by any of its spellings as search folds them, in any case."""

    def __init__(self, spellings: Iterable[tuple[str, Name]]) -> None:
        """Each spelling with the name it means; one may mean several."""
        meant: dict[str, dict[Name, None]] = {}
        for spelling, name in spellings:
            words = key(spelling[:LONGEST_NAME])
            if len(words) >= FEWEST_LETTERS:
                meant.setdefault(_parted(words), {})[name] = None
        self._meant = [tuple(names) for names in meant.values()]
        self._automaton = AhoCorasick(
            meant,
            matchkind=MatchKind.LeftmostLongest,
            store_patterns=False,
            # The others take several times the memory.
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, text: str) -> list[Name]:
        """The names in the order in which the text first says them, the longest of those nested."""
        found = self._automaton.find_matches_as_indexes(_parted(key(text)))
        return list(dict.fromkeys(name for which, *_ in found for name in self._meant[which]))


def key(text: str) -> str:
    """A text by which it is compared: folded, in one case, one blank between words."""
    return " ".join(folded(text).casefold().split())


def _parted(words: str) -> str:
    # A blank of its own on either side of each word: what was found before took one of them along.
    return f" {words.replace(' ', '  ')} "
