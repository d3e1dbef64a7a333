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
_WORDS: Final = {
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
_WHOLE: Final = {"seratus": 100, "seribu": 10**3, "sejuta": 10**6}
# What a word before it is taken by; "belas" adds ten.
_TIMES: Final = {"puluh": 10, "ratus": 100, "hundred": 100}
_DIGITS = r"\d+(?:[.,٫٬]\d+)*"
# Not of a name with a number, as G20 or Covid-19, and not of a date or a code.
# Arabic writes "and", "with" or "for" to it: و١٢.
_BEGINS = r"(?:(?<![\w/-])|(?<=(?<!\w)[وفبلك]))"
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


def numbers(text: str, language: str) -> list[Number]:
    """The numbers of a text of an edition: ``1.200``, ``1,2 juta``, ``dua belas``, ``45``.

    A year is none. Arabic is read in digits alone.
    """
    found: list[Number] = []
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        first = tokens[at]
        value, after = (
            _digits(tokens, at, language) if first[0][0].isdecimal() else _words(tokens, at)
        )
        if value is not None:
            quote = text[first.start() : tokens[after - 1].end()]
            is_digits = first[0][0].isdecimal()
            found.append(Number(value, quote, is_digits, first.start()))
        at = after
    return found


def _digits(tokens: list[re.Match[str]], at: int, language: str) -> tuple[Fraction | None, int]:
    written = tokens[at][0]
    value = _value(written, language)
    power = _POWERS.get(tokens[at + 1][0].lower()) if at + 1 < len(tokens) else None
    if power:
        return value * power, at + 2
    is_year = written.isdecimal() and value in _YEARS
    return None if is_year else value, at + 1


def _value(written: str, language: str) -> Fraction:
    """Three digits behind a sign are thousands where the language writes them so."""
    thousands, decimal = (",٬", ".٫") if language != "id" else (".", ",")
    parts = re.split(r"([.,٫٬])", written)
    whole, rest = parts[0], ""
    for sign, digits in zip(parts[1::2], parts[2::2], strict=True):
        if rest or sign in decimal or len(digits) != 3:
            rest += digits
        elif sign in thousands:
            whole += digits
    return Fraction(int(whole + rest), 10 ** len(rest))


def _words(tokens: list[re.Match[str]], at: int) -> tuple[Fraction | None, int]:
    """A run of words of numbers, summed up; none where the first is no such word."""
    total, part, after = 0, 0, at
    for token in tokens[at : at + _MOST_WORDS]:
        word = token[0].lower()
        if after > at and not _JOINED.fullmatch(
            token.string, tokens[after - 1].end(), token.start()
        ):
            break
        if word in _WORDS:
            # A second one beside a first one is another number, but behind tens or hundreds.
            if part and (part % 10 or (_WORDS[word] > 9 and part % 100)):
                break
            part += _WORDS[word]
        elif word in _WHOLE and not part:
            total, part = total + _WHOLE[word] // 1000 * 1000, _WHOLE[word] % 1000
        elif word == "belas" and part % 10:
            part += 10
        elif word in _TIMES and part:
            part = part - part % 10 + part % 10 * _TIMES[word] if word == "puluh" else part * 100
        elif word in _POWERS and part:
            total, part = total + part * _POWERS[word], 0
        else:
            break
        after += 1
    return (Fraction(total + part), after) if after > at else (None, at + 1)
