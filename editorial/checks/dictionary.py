"""Hunspell's Indonesian dictionary, where it is installed (Debian: hunspell-id).

What it doesn't know is mostly right all the same: names, foreign words, new ones. So a word speaks
only where it is one slip away from exactly one word of the dictionary, is written small, and stands
in the text once or twice: who writes a word often means it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from hunspell import Hunspell

LANGUAGE: Final = "id_ID"
MOST_LOOKED: Final = 10
"""Unknown words of a text for which a right one is looked for, the first ones."""
MOST_TIMES: Final = 2
# Particles and possessives, and what verbs and nouns are made with; it gives back the letter that a
# prefix took from the stem.
_ENDS: Final = ("nya", "lah", "kah", "pun", "ku", "mu")
_VERB_ENDS: Final = ("kan", "an", "i")
_BEGINS: Final = (
    *(("di", ""), ("ke", ""), ("se", ""), ("ber", ""), ("ter", ""), ("per", ""), ("pe", "")),
    *(("me", ""), ("mem", ""), ("mem", "p"), ("men", ""), ("men", "t"), ("meng", "")),
    *(("meng", "k"), ("meny", "s"), ("pem", ""), ("pem", "p"), ("pen", ""), ("pen", "t")),
    *(("peng", ""), ("peng", "k"), ("peny", "s"), ("diper", ""), ("memper", ""), ("keber", "")),
)
_SHORTEST: Final = 4
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
# Shorter ones are near to too many others. Not a part of a word with an apostrophe or a sign in it.
_WORD = re.compile(r"(?<![\w’'.@/-])[a-z]{6,24}(?![\w’'@/-])")


def is_installed() -> bool:
    """Whether there is a dictionary; without one nothing is spoken of."""
    return all(_file(end).is_file() for end in ("aff", "dic"))


def slips(text: str, *, known: Collection[str]) -> list[tuple[str, str]]:
    """Words of an Indonesian text that are one slip from another, with that one.

    ``known`` are words that the house has.
    """
    if not is_installed():
        return []
    times = Counter(_WORD.findall(text))
    unknown = [
        word
        for word, often in times.items()
        if often <= MOST_TIMES and word not in known and not _is_word(word)
    ]
    found = ((word, _meant(word)) for word in unknown[:MOST_LOOKED])
    return [(word, right) for word, right in found if right]


def _file(end: str) -> Path:
    return Path(settings.HUNSPELL_DIR) / f"{LANGUAGE}.{end}"


@cache
def _dictionary() -> Hunspell:
    return Hunspell(LANGUAGE, hunspell_data_dir=str(settings.HUNSPELL_DIR))


@lru_cache(maxsize=20_000)
def _is_word(word: str) -> bool:
    """Whether the dictionary has it, or what is left of it without what Indonesian adds to any."""
    spell = _dictionary().spell
    bases = {word, *(word.removesuffix(end) for end in _ENDS if word.endswith(end))}
    stems = {stem for base in bases for stem in _stems(base)}
    return any(map(spell, bases)) or any(len(stem) >= _SHORTEST and spell(stem) for stem in stems)


def _stems(word: str) -> Iterator[str]:
    for begin, back in _BEGINS:
        if word.startswith(begin):
            rest = back + word[len(begin) :]
            yield rest
            yield from (rest.removesuffix(end) for end in _VERB_ENDS if rest.endswith(end))
    yield from (word.removesuffix(end) for end in _VERB_ENDS if word.endswith(end))


@lru_cache(maxsize=5_000)
def _meant(word: str) -> str:
    """The one word of the dictionary that is one slip away; "" where there is none, or several."""
    near = {other for other in _one_slip(word) if _dictionary().spell(other)}
    return near.pop() if len(near) == 1 else ""


def _one_slip(word: str) -> Iterator[str]:
    """Each way in which one letter is too many or missing, or two have changed places.

    A letter that is another makes another word as often as the same.
    """
    # The first letter is right: who slips there sees it.
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
        for letter in _LETTERS:
            yield word[:at] + letter + word[at:]
    yield from (word + letter for letter in _LETTERS)
