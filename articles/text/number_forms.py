"""The ways in which a number may stand in a text of any edition, to look for it."""

from fractions import Fraction
from typing import Final

_ONES: Final = {
    "id": ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
_ENGLISH_TEENS: Final = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_ENGLISH_TENS: Final = (
    *("twenty", "thirty", "forty", "fifty"),
    *("sixty", "seventy", "eighty", "ninety"),
)
_POWERS: Final = (
    (10**12, ("triliun", "trilyun", "trillion", "تريليون")),
    (10**9, ("miliar", "milyar", "billion", "مليار", "مليارات")),
    (10**6, ("juta", "million", "مليون", "ملايين")),
    (10**3, ("ribu", "thousand", "ألف", "آلاف")),
)
_SPELLED: Final = range(10_000)


def forms(value: Fraction) -> list[str]:
    """Each form of a number as words between blanks, as search folds it: ``3 miliar``, ``twelve``.

    A sign between digits is a blank: ``1.200`` and ``1,200`` are ``1 200``.
    """
    found = [_digits(value)]
    if value.denominator == 1:
        found += _whole(int(value))
    for power, names in _POWERS:
        scaled = value / power
        if scaled >= 1 and 100 % scaled.denominator == 0:
            found += [f"{_digits(scaled)} {name}" for name in names]
    return list(dict.fromkeys(found))


def _whole(value: int) -> list[str]:
    found = [f"{value:,}".replace(",", " ")]
    if value in _SPELLED:
        found += [_indonesian(value), _english(value)]
    return found


def _digits(value: Fraction) -> str:
    whole, rest = divmod(value, 1)
    if not rest:
        return str(int(whole))
    places = f"{float(rest):.4f}"[2:].rstrip("0")
    return f"{int(whole)} {places}"


def _indonesian(value: int) -> str:
    ones = _ONES["id"]
    for power, one, name in ((1000, "seribu", "ribu"), (100, "seratus", "ratus")):
        if value >= power:
            times, rest = divmod(value, power)
            said = one if times == 1 else f"{ones[times]} {name}"
            return f"{said} {_indonesian(rest)}" if rest else said
    tens, rest = divmod(value, 10)
    if value in (10, 11):
        return ("sepuluh", "sebelas")[rest]
    if tens == 1:
        return f"{ones[rest]} belas"
    said = f"{ones[tens]} puluh " if tens else ""
    return (said + ones[rest]) if rest or not tens else said.strip()


def _english(value: int) -> str:
    for power, name in ((1000, "thousand"), (100, "hundred")):
        if value >= power:
            times, rest = divmod(value, power)
            said = f"{_ONES['en'][times]} {name}"
            return f"{said} {_english(rest)}" if rest else said
    tens, rest = divmod(value, 10)
    if tens == 0:
        return _ONES["en"][rest]
    if tens == 1:
        return _ENGLISH_TEENS[rest]
    return " ".join([_ENGLISH_TENS[tens - 2], *([_ONES["en"][rest]] if rest else [])])
