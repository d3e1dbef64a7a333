"""Names transliterated from Arabic: one key for all the spellings of one name."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

SHORTEST: Final = 3
"""Letters of a key: what is shorter is the key of too many names."""
_ARTICLE = re.compile(r"^(?:a[ldnrstz]|el|a(?:sy|sh|dz|dh|ts|th))-")
_LATIN = re.compile(r"[a-z]+")
# How one Arabic sound is written in Latin letters; each becomes the text behind it, in this order.
_ALIKE: Final = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        # Syekh, Syaikh, Sheikh, Shaykh.
        (r"^s[yh](?:e|ei|ey|ai|ay)kh$", "saih"),
        (r"dz|dh", "d"),
        (r"sy|sh|sj", "s"),
        (r"ts|th", "t"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"q", "k"),
        (r"oe|ou|oo|o", "u"),
        (r"ei|ey|ay", "ai"),
        (r"ee|iy", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aiu])h$", ""),
    )
]
_BETWEEN = re.compile(r"[\s/]+")


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """What the spellings of a word have in common; "" where it has no Latin letters.

    Case, accents, signs for ain and hamza, the article, doubled letters and the h at the end make
    no difference, nor do dz/d, sy/sh, q/k, oe/u and their like.
    """
    folded = bare(without_article(word))
    for pattern, instead in _ALIKE:
        folded = pattern.sub(instead, folded)
    return folded


def without_article(word: str) -> str:
    """A word in small letters without al- or what became of it before a sun letter."""
    return _ARTICLE.sub("", word.casefold())


def bare(word: str) -> str:
    """The Latin letters of a word without their accents, small."""
    return "".join(_LATIN.findall(unicodedata.normalize("NFKD", word.casefold())))


def keys(name: str) -> tuple[str, ...]:
    """The keys of a name's words, of those that have one."""
    return tuple(each for word in _BETWEEN.split(name) if (each := key(word)))
