"""What a text states that another may repeat: numbers with what they count, names, quotes.

By them a correction finds who says the old thing too (``changes``, ``Statement.is_in``).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final

from articles.text.comparing import How, Piece, line
from articles.text.folding import folded
from articles.text.said_numbers import Number, numbers

MOST_CHANGES: Final = 12
"""More of them is another story, and no list of what is to be looked at."""
FEWEST_QUOTED: Final = 4
"""Words; fewer in quotation marks are a title or an irony."""
_LONGEST = 20_000
_MOST_LETTERS = 60_000
_LONGEST_PHRASE = 8

_LETTER = r"[^\W\d_]"
# A currency stands before its number, and in "Rp3" without a blank.
_CURRENCY = re.compile(r"(?:Rp\.?|IDR|USD?\$?|US\$|[$€£¥])[ \u00a0]?$")
_COUNTED = re.compile(rf"[ \u00a0-]?(%|{_LETTER}+(?:[’'-]{_LETTER}+)*)")
_QUOTED = re.compile(r"“([^“”\n]+)”|«([^«»\n]+)»|\"([^\"\n]+)\"")
_CAPITAL = rf"(?=[^\W\d_a-zß-öø-ÿ])[A-ZÀ-ÖØ-Þ]{_LETTER}*+(?:[’'`-]{_LETTER}++)*+"
_NAME = re.compile(
    rf"{_CAPITAL}"
    rf"(?:[ \u00a0]{{1,2}}(?:(?:bin|binti|al|el|de|van|of|the)[ \u00a0])?{_CAPITAL})*"
)
_WORD = re.compile(r"\w+")
_SENTENCE_ENDS = '.!?:“"«–—-'
# What stands behind a number and is not what it counts.
_FUNCTION_WORDS: Final = """
di ke dari yang dan atau pada dengan untuk dalam oleh akan telah sudah adalah serta
in of at on the and or to from by for with was were is are has have had as per
في من على إلى عن مع أو و هو هي قد كان كانت
"""
_NO_NOUN = frozenset(_FUNCTION_WORDS.split())
# Days and months begin with a capital, and are nobody's name.
_DAYS: Final = """
senin selasa rabu kamis jumat sabtu ahad minggu januari februari maret april mei juni juli
agustus september oktober november desember monday tuesday wednesday thursday friday saturday
sunday january february march may june july august october december wib wita wit mina
"""
_NO_NAME = frozenset(_DAYS.split())


class Kind(StrEnum):
    NUMBER = "number"
    NAME = "name"
    QUOTE = "quote"
    PHRASE = "phrase"
    """Other words, where they became others."""


@dataclass(frozen=True)
class Statement:
    """Something that a text states, as it stands there; ``counted`` is what a number counts."""

    kind: Kind
    quote: str
    value: Fraction | None = None
    counted: str = ""

    @cached_property
    def key(self) -> str:
        """The same of two that state the same in one language."""
        words = " ".join(folded(self.counted or self.quote).casefold().split())
        return f"{self.value} {words if self.counted else ''}" if self.value is not None else words

    def is_in(self, text: "Text") -> bool:
        """Whether a text in any language says it: a number by its value, words as they stand."""
        if self.value is None:
            return f" {self.key} " in text.words
        return any(each.value == self.value for each in text.numbers)

    def counts_the_same(self, text: "Text") -> bool:
        """Whether a text in the same language says the number of the same thing."""
        return any(each.key == self.key for each in text.numbers)


@dataclass(frozen=True)
class Text:
    """A text that is asked what it says, in parts: headline, standfirst, paragraphs."""

    parts: tuple[str, ...]
    language: str

    @cached_property
    def words(self) -> str:
        """Its folded words, each between blanks."""
        return f" {' '.join(folded(self.whole).casefold().split())} "

    @cached_property
    def whole(self) -> str:
        return "\n".join(self.parts)[:_LONGEST]

    @cached_property
    def numbers(self) -> list[Statement]:
        return _numbers(self.whole, self.language)

    @cached_property
    def names(self) -> list[Statement]:
        return list(_names(self.whole))


@dataclass(frozen=True, slots=True)
class Change:
    """What a text stated and states no more, with what took its place, if anything did.

    ``part`` counts the parts of the old text that it stood in, from 0.
    """

    old: Statement
    new: Statement | None
    part: int

    def is_said_in(self, text: "Text") -> bool:
        """Whether a text in any language says the old thing, not as a part of the new one."""
        if self.new is None or self.old.value is not None:
            return self.old.is_in(text)
        words = text.words.replace(f" {self.new.key} ", " ")
        return f" {self.old.key} " in (words if self._is_within else text.words)

    @property
    def _is_within(self) -> bool:
        """Whether the old words stand in the new ones, as a name in one that is written out."""
        return self.new is not None and f" {self.old.key} " in f" {self.new.key} "


def statements(text: str, language: str) -> list[Statement]:
    """The numbers, names and quotes of a text, as often as they stand there."""
    text = text[:_LONGEST]
    return [*_numbers(text, language), *_names(text), *_quotes(text)]


def changes(sides: Sequence[tuple[str, str]], language: str) -> list[Change]:
    """What of a text is stated no more; ``sides`` are its parts beside what each became.

    What went to another part is no change. At most ``MOST_CHANGES``, each once, out of what a
    person reads in a sitting.
    """
    ends = accumulate(max(map(len, side)) for side in sides)
    sides = [side for side, end in zip(sides, ends, strict=True) if end <= _MOST_LETTERS]
    were, are = ([statements(side[n], language) for side in sides] for n in (0, 1))
    gone = Counter(each.key for part in were for each in part)
    gone.subtract(each.key for part in are for each in part)
    come = Counter({key: -count for key, count in gone.items()})
    found: dict[tuple[str, str], Change] = {}
    for part, (was, now) in enumerate(sides):
        if was == now:
            continue
        olds = [each for each in were[part] if gone[each.key] > 0]
        news = [each for each in are[part] if come[each.key] > 0]
        pairs = list(_paired(olds, news))
        if in_order := _in_order(were[part], are[part]):
            of_numbers = [
                (old, new) for old, new in in_order if gone[old.key] > 0 or come[new.key] > 0
            ]
            pairs = [*of_numbers, *(pair for pair in pairs if pair[0].kind is not Kind.NUMBER)]
        told = [Change(old, new, part) for old, new in pairs]
        # Names of Arabic are told by no capitals, and as other words.
        if language == "ar" or (not olds and not news):
            quotes = f" {' '.join(change.old.key for change in told)} "
            phrases = _phrases(was, now, part, language)
            told += [each for each in phrases if f" {each.old.key} " not in quotes]
        for change in told:
            key = change.old.key, change.new.key if change.new else ""
            # A headline has capitals of its own: as a paragraph writes it, where that is all.
            former = found.setdefault(key, change)
            if former.part == 0 and former.old.quote.casefold() == change.old.quote.casefold():
                found[key] = change
    return list(found.values())[:MOST_CHANGES]


def _in_order(
    were: list[Statement], are: list[Statement]
) -> list[tuple[Statement, Statement]] | None:
    """The numbers of a part that became others, where it counts the same things in one order.

    Else “10 killed, 12 hurt” and “12 killed, 15 hurt” would have 12 in common.
    """
    olds, news = ([each for each in side if each.kind is Kind.NUMBER] for side in (were, are))
    if len(olds) != len(news):
        return None
    pairs = list(zip(olds, news, strict=True))
    if any(folded(old.counted).casefold() != folded(new.counted).casefold() for old, new in pairs):
        return None
    return [(old, new) for old, new in pairs if old.key != new.key]


def _paired(
    olds: list[Statement], news: list[Statement]
) -> Iterator[tuple[Statement, Statement | None]]:
    """Each old one beside the new one of its kind: of the same thing first, then in order."""
    left = list(news)
    for old in olds:
        likely = [each for each in left if each.kind is old.kind]
        likely.sort(key=lambda each: -_nearness(old, each))
        new = likely[0] if likely else None
        if new:
            left.remove(new)
        yield _narrowed(old, new) if new and old.kind is Kind.NAME else (old, new)


def _narrowed(old: Statement, new: Statement) -> tuple[Statement, Statement]:
    """Two names without the titles that both begin with; others write the name without them."""
    was, now = old.quote.split(), new.quote.split()
    shared = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), 0)
    start = max(0, min(shared, len(was) - 2, len(now) - 2))
    return Statement(Kind.NAME, " ".join(was[start:])), Statement(Kind.NAME, " ".join(now[start:]))


def _nearness(old: Statement, new: Statement) -> int:
    if old.kind is Kind.NUMBER:
        return int(folded(old.counted).casefold() == folded(new.counted).casefold())
    return len(set(old.key.split()) & set(new.key.split()))


def _phrases(was: str, now: str, part: int, language: str) -> list[Change]:
    """Words that became others, where none of them is a number, a name or a quote."""
    found = []
    pieces = [piece for piece in line(was, now) if _says(piece).strip()]
    for piece, behind in pairwise(pieces):
        if (piece.how, behind.how) != (How.REMOVED, How.ADDED):
            continue
        old, new = _says(piece).strip(), _says(behind).strip()
        lengths = [len(_WORD.findall(words)) for words in (old, new)]
        # A number may be written otherwise and be the same.
        is_plain = not any(_numbers(words, language) for words in (old, new))
        if is_plain and all(lengths) and max(lengths) <= _LONGEST_PHRASE:
            found.append(Change(Statement(Kind.PHRASE, old), Statement(Kind.PHRASE, new), part))
    return found


def _says(piece: Piece) -> str:
    return "".join(run.text for run in (piece.old or piece.new))


def _numbers(text: str, language: str) -> list[Statement]:
    return [_number(text, number) for number in numbers(text, language)]


def _number(text: str, number: Number) -> Statement:
    start, end = number.at, number.at + len(number.quote)
    before, counted = _CURRENCY.search(text, max(0, start - 5), start), ""
    if before:
        start, counted = before.start(), before[0].strip(" \u00a0.")
    elif (behind := _COUNTED.match(text, end)) and behind[1].casefold() not in _NO_NOUN:
        end, counted = behind.end(), behind[1]
    return Statement(Kind.NUMBER, text[start:end], number.value, counted)


def _names(text: str) -> Iterator[Statement]:
    common = {word for word in _WORD.findall(text) if word[0].islower()}
    for match in _NAME.finditer(text):
        words = match[0].split()
        if _begins_a_sentence(text, match.start()) and words[0].casefold() in common:
            words = words[1:]
        words = [word for word in words if word.casefold() not in _NO_NAME]
        name = " ".join(words)
        is_alone = len(words) == 1
        if not words or (is_alone and _begins_a_sentence(text, match.start())):
            continue
        if len(name) > 2 and not (is_alone and name.casefold() in common):
            yield Statement(Kind.NAME, name)


def _begins_a_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in _SENTENCE_ENDS or text[at - 1 : at] == "\n"


def _quotes(text: str) -> Iterator[Statement]:
    for match in _QUOTED.finditer(text):
        quote = next(group for group in match.groups() if group)
        if len(_WORD.findall(quote)) >= FEWEST_QUOTED:
            yield Statement(Kind.QUOTE, quote.strip(" \u00a0,،"))


def names_in(texts: Iterable[str]) -> list[str]:
    """The names of some texts, each once, those that stand there most often first."""
    counted = Counter(each.quote for text in texts for each in _names(text[:_LONGEST]))
    return [name for name, _times in counted.most_common()]
