"""Names that one text spells in two ways."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from articles.text import transliteration

SHORTEST: Final = 4
_LONGEST: Final = 30
# A slip inside a shorter word makes another word as often as the same.
_SLIP: Final = 7
_APOSTROPHES = re.compile("[’‘`]")
# A shorter key of a single word is that of too many others.
_ALONE: Final = 6
_BLANKS: Final = (" ", "\u00a0")
# What stands before a word that doesn't begin a sentence.
_WITHIN = re.compile(r"[\w,;][ \u00a0]$")
_WORD = re.compile(r"[^\W\d_]+(?:[’'`-][^\W\d_]+)*")


def spelled_two_ways(text: str) -> list[tuple[str, str]]:
    """Names in Latin letters with another spelling of each, the more frequent one first.

    A name is a word that begins with a capital wherever it stands. Two spellings are of one name
    where they differ as transliterations of Arabic do (al-, ', dz/d, sy/sh, q/k, oe/u), or, of
    long ones that stand within sentences, by one letter inside: what only begins one may be any
    word. What begins a longer name has an article less with right: Quds News and Al-Quds.
    """
    matches = list(_WORD.finditer(text))
    found = [(_bare(match[0]), match.start()) for match in matches]
    words = [word for word, _ in found]
    within = {
        word.casefold() for word, start in found if _WITHIN.search(text[max(0, start - 2) : start])
    }
    common = {word for word in words if word[0].islower()}
    names = Counter(word for word in words if _is_name(word, common))
    # However its letters are printed, it is spelled once: the way that stands there most often.
    shown = {name.casefold(): name for name, _ in reversed(names.most_common())}
    spelled: Counter[str] = Counter()
    for name, times in names.items():
        spelled[name.casefold()] += times
    alike: dict[str, list[str]] = defaultdict(list)
    for name in spelled:
        for key in _keys(name, may_slip=name in within):
            alike[key].append(name)
    heads = _only_heads(text, matches)
    pairs = {
        tuple(sorted((one, other), key=lambda name: (-spelled[name], name)))
        for group in alike.values()
        for one, other in itertools.pairwise(group)
        if one != other and not _is_without_article((one, other), heads)
    }
    return sorted((shown[one], shown[other]) for one, other in pairs)


class Spellings:
    """How a house spells names, so that another spelling in a text is found."""

    def __init__(self, names: Iterable[str]) -> None:
        """Each name as the house spells it. Two spellings of one name are both its own.

        What has no capital is a word, as a tag may be one, and not looked for.
        """
        self._known: set[str] = set()
        self._by_word: dict[str, dict[tuple[str, ...], str]] = {}
        for name in names:
            self._known.add(_plain(name))
            words = name.split() if name.lower() != name else []
            keys = tuple(transliteration.key(word) for word in words)
            if keys and all(keys) and (len(keys) > 1 or len(keys[0]) >= _ALONE):
                self._by_word.setdefault(keys[0], {})[keys] = name

    def others(self, text: str) -> list[tuple[str, str]]:
        """Names in another spelling than the house's, as they stand in ``text``, with the house's.

        A name begins with a capital. Of more than one word it is found where its words differ as
        transliterations do; a single word has to be a long one.
        """
        words = list(_WORD.finditer(text))
        found: dict[tuple[str, str], None] = {}
        for at, word in enumerate(words):
            if not word[0][0].isupper():
                continue
            for keys, name in self._by_word.get(transliteration.key(word[0]), {}).items():
                last = words[at : at + len(keys)][-1]
                said = text[word.start() : last.end()]
                alike = tuple(transliteration.key(part) for part in said.split())
                if alike == keys and _plain(said) not in self._known and said[-1].isalpha():
                    found[said, name] = None
        return list(found)


def _only_heads(text: str, matches: Sequence[re.Match[str]]) -> set[str]:
    """What stands nowhere but before another word with a capital."""
    heads: set[str] = set()
    others = {match[0].casefold() for match in matches[-1:]}
    for word, behind in itertools.pairwise(matches):
        is_beside = text[word.end() : behind.start()] in _BLANKS
        is_head = is_beside and behind[0][0].isupper()
        (heads if is_head else others).add(word[0].casefold())
    return heads - others


def _is_without_article(pair: tuple[str, str], heads: set[str]) -> bool:
    """Whether one of the two has no article, with right."""
    bare = [name for name in pair if transliteration.without_article(name) == name]
    return len(bare) == 1 and bare[0] in heads


def _plain(name: str) -> str:
    """A name without what is no other spelling: case, and how the apostrophe is typed."""
    return _APOSTROPHES.sub("'", " ".join(name.casefold().split()))


def _is_name(word: str, common: set[str]) -> bool:
    fits = SHORTEST <= len(word) <= _LONGEST
    return fits and word[0].isupper() and word.lower() not in common


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _keys(name: str, *, may_slip: bool) -> Iterator[str]:
    """What it has in common with other spellings of itself."""
    alike = transliteration.key(name)
    if len(alike) >= transliteration.SHORTEST:
        yield alike
    bare = transliteration.bare(transliteration.without_article(name))
    if may_slip and len(bare) >= _SLIP:
        # Neither the first letter nor the ending: Palestina and Palestine are two words.
        yield from {f"{bare[:at]}*{bare[at + 1 :]}" for at in range(1, len(bare) - 2)}
