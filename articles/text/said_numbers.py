"""Numbers that a text names, in digits or in words, so that two texts can be held together."""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

_POWERS: Final = {
    **dict.fromkeys(("ribu", "thousand", "ألف", "آلاف"), 10**3),
    **dict.fromkeys(("juta", "million", "مليون", "ملايين"), 10**6),
    **dict.fromkeys(("miliar", "milyar", "billion", "مليار", "مليارات"), 10**9),
    **dict.fromkeys(("triliun", "trilyun", "trillion", "تريليون"), 10**12),
}
_ONES: Final = {
    "id": ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
_WORDS: Final[dict[str, int]] = {
    **{word: number for words in _ONES.values() for number, word in enumerate(words)},
    "sepuluh": 10,
    "sebelas": 11,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
# In both genders and both cases. One and two are mostly no words there, but endings.
_ARABIC: Final = {
    1: "أحد إحدى واحد واحدة",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
    3: "ثلاث ثلاثة",
    4: "أربع أربعة",
    5: "خمس خمسة",
    6: "ست ستة",
    7: "سبع سبعة",
    8: "ثمان ثماني ثمانية",
    9: "تسع تسعة",
    10: "عشر عشرة",
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "أربعون أربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
    100: "مئة مائة",
}
_WORDS.update({word: number for number, words in _ARABIC.items() for word in words.split()})
_WHOLE: Final = {"seratus": 100, "seribu": 10**3, "sejuta": 10**6}
# What a word before it is taken by; a teen adds ten.
_TIMES: Final = {"puluh": 10, "ratus": 100, "hundred": 100}
_TEENS: Final = {"belas", "عشر", "عشرة"}
_SOMEBODY: Final = {"أحد", "إحدى"}
_TENS: Final = range(20, 100)
# What Arabic writes together with the word behind it: and, with, for, so, as.
_TOGETHER: Final = "وبلفك"
_DIGITS = r"\d+(?:[.,٫٬]\d+)*"
# Not of a name with a number, as G20 or Covid-19, and not of a date or a code; but "Rp3" is three.
_SIGN = r"(?<=(?<!\w)Rp)|(?<=(?<!\w)(?:IDR|USD))"
_BEGINS = rf"(?:(?<![\w/-])|{_SIGN}|(?<=(?<!\w)[{_TOGETHER}]))(?<!\d[.,٫٬])"
_TOKEN = re.compile(rf"{_BEGINS}{_DIGITS}(?![\w/])|[^\W\d_]+")
_JOINED = re.compile(r"[ -]")
_MOST_WORDS: Final = 20
_YEARS: Final = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text and how it stands there."""

    value: Fraction
    quote: str
    in_digits: bool
    at: int = field(default=0, compare=False)
    """Where it begins in the text."""
    unit: Fraction = field(default=Fraction(1), compare=False)
    """What one of its last digit is: of ``1,2 juta`` a hundred thousand."""


def numbers(text: str, language: str) -> list[Number]:
    """The numbers of a text of an edition: ``1.200``, ``1,2 juta``, ``dua belas``, ``45``.

    A year is none.
    """
    found: list[Number] = []
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        first = tokens[at]
        is_digits = first[0][0].isdecimal()
        value, unit, after = _digits(tokens, at, language) if is_digits else _words(tokens, at)
        if value is not None:
            # Without what Arabic writes together with it.
            start = first.end() - len(_said(first[0].lower())[0])
            quote = text[start : tokens[after - 1].end()]
            found.append(Number(value, quote, is_digits, start, unit))
        at = after
    return found


def _digits(
    tokens: list[re.Match[str]], at: int, language: str
) -> tuple[Fraction | None, Fraction, int]:
    written = tokens[at][0]
    value, unit = _value(written, language)
    power = _POWERS.get(tokens[at + 1][0].lower()) if at + 1 < len(tokens) else None
    if power:
        return value * power, unit * power, at + 2
    is_year = written.isdecimal() and value in _YEARS
    return None if is_year else value, unit, at + 1


def _value(written: str, language: str) -> tuple[Fraction, Fraction]:
    """With its unit. Three digits behind a sign are thousands where the language has them so."""
    thousands, decimal = (",٬", ".٫") if language != "id" else (".", ",")
    parts = re.split(r"([.,٫٬])", written)
    whole, rest = parts[0], ""
    for sign, digits in zip(parts[1::2], parts[2::2], strict=True):
        if rest or sign in decimal or len(digits) != 3:
            rest += digits
        elif sign in thousands:
            whole += digits
    unit = Fraction(1, 10 ** len(rest))
    return int(whole + rest) * unit, unit


def _words(tokens: list[re.Match[str]], at: int) -> tuple[Fraction | None, Fraction, int]:
    """A run of words of numbers, summed up; none where the first is no such word."""
    total, part, after = 0, 0, at
    for token in tokens[at : at + _MOST_WORDS]:
        word, is_together = _said(token[0].lower())
        if after > at and not _JOINED.fullmatch(
            token.string, tokens[after - 1].end(), token.start()
        ):
            break
        if word in _TEENS and part % 10:
            part += 10
        elif is_together and _WORDS.get(word) in _TENS and part % 100 < 10:
            part += _WORDS[word]
        elif word in _WORDS:
            # A second one beside a first one is another number, but behind tens or hundreds.
            if part and (part % 10 or (_WORDS[word] > 9 and part % 100)):
                break
            part += _WORDS[word]
        elif word in _WHOLE and not part:
            total, part = total + _WHOLE[word] // 1000 * 1000, _WHOLE[word] % 1000
        elif word in _TIMES and part:
            part = part - part % 10 + part % 10 * _TIMES[word] if word == "puluh" else part * 100
        elif word in _POWERS and part:
            total, part = total + part * _POWERS[word], 0
        else:
            break
        after += 1
    one = Fraction(1)
    # أحد is "somebody" too, but before a teen.
    is_somebody = after == at + 1 and _said(tokens[at][0])[0] in _SOMEBODY
    is_none = after == at or is_somebody
    return (None, one, at + 1) if is_none else (Fraction(total + part), one, after)


def _said(word: str) -> tuple[str, bool]:
    """A word without what Arabic writes together with it, and whether that was "and"."""
    bare = word[1:]
    if word not in _WORDS and word[0] in _TOGETHER and (bare in _WORDS or bare in _POWERS):
        return bare, word[0] == "و"
    return word, False
