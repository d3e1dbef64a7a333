"""Hijri dates: what Umm al-Qura suggests, in the agency's words, and back."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hijridate import Gregorian

MONTHS: Final = {
    "id": (
        "Muharram",
        "Safar",
        "Rabi’ul Awwal",
        "Rabi’ul Akhir",
        "Jumadil Awwal",
        "Jumadil Akhir",
        "Rajab",
        "Sya’ban",
        "Ramadhan",
        "Syawwal",
        "Dzulqa’dah",
        "Dzulhijjah",
    ),
    "en": (
        "Muharram",
        "Safar",
        "Rabi’ al-Awwal",
        "Rabi’ al-Thani",
        "Jumada al-Ula",
        "Jumada al-Thani",
        "Rajab",
        "Sha’ban",
        "Ramadan",
        "Shawwal",
        "Dhul Qa’dah",
        "Dhul Hijjah",
    ),
    "ar": (
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الآخر",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة",
        "ذو الحجة",
    ),
}
# Spellings met in copy besides those printed above; apostrophes, blanks and hyphens don't count.
_OTHER_SPELLINGS = (
    ("muharam", "al muharram", "المحرم"),
    ("shafar", "صفر الخير"),
    ("rabiul awal", "rabi al awal", "rabi ul awwal", "rabi i", "ربيع الاول"),
    ("rabiul tsani", "rabi ats tsani", "rabiuts tsani", "rabi al akhir", "ربيع الثاني"),
    ("jumadil awal", "jumadil ula", "jumadal ula", "jumada al awwal", "جمادى الاولى"),
    ("jumadil tsani", "jumadits tsaniyah", "jumadal akhirah", "jumada al akhirah", "جمادى الثانية"),
    (),
    ("syaban", "shaban"),
    ("ramadlan", "romadhon", "رمضان المبارك"),
    ("syawal", "shawal"),
    ("dzulqaidah", "dzulkaidah", "zulkaidah", "zulqaidah", "dhu al qadah", "ذي القعدة"),
    ("dzulhijah", "zulhijah", "zulhijjah", "dhu al hijjah", "ذي الحجة"),
)
_DATE = re.compile(r"(\d{1,2})\s+(\D{3,40}?)[\s,]+(\d{4})(?:\s*(?:H|AH|هـ|ه)\.?)?")
_LONGEST = 200
_LONGEST_MONTH = 30
_MAX_SHIFT = 1


@dataclass(frozen=True, slots=True)
class HijriDate:
    """A day of the Hijri calendar, as printed; it need not be the one Umm al-Qura gives."""

    day: int
    month: int
    year: int


def suggest(day: date, shift: int = 0) -> HijriDate:
    """The Umm al-Qura date of a Gregorian day, moved by what the editor saw of the moon.

    ValueError if the shift is more than a day either way, or the day is outside the
    calendar's tables (1924 to 2077).
    """
    if abs(shift) > _MAX_SHIFT:
        raise ValueError(f"A Hijri date shifts by one day at most, not {shift}.")
    try:
        moved = day + timedelta(days=shift)
        found = Gregorian(moved.year, moved.month, moved.day).to_hijri()
    except OverflowError as error:
        raise ValueError(f"The Umm al-Qura calendar does not cover {day}.") from error
    return HijriDate(found.day, found.month, found.year)


def in_words(hijri: HijriDate, language: str) -> str:
    """Such as ``13 Dzulqa’dah 1437``; an unknown language is a KeyError."""
    return f"{hijri.day} {MONTHS[language][hijri.month - 1]} {hijri.year}"


def parse(text: str) -> HijriDate | None:
    """The Hijri date that a text is, in any edition's spelling; None for an impossible one."""
    match = _DATE.fullmatch(" ".join(text[:_LONGEST].split()))
    if not match:
        return None
    day, month, year = int(match[1]), _NUMBERS.get(_key(match[2])), int(match[3])
    return HijriDate(day, month, year) if month and 1 <= day <= _LONGEST_MONTH else None


def _key(name: str) -> str:
    """A month name without what spellings differ in: apostrophes, blanks, case, vowel marks."""
    return "".join(
        character
        for character in unicodedata.normalize("NFC", name).casefold()
        if unicodedata.category(character) in {"Ll", "Lo"}
    )


_NUMBERS: Final = {
    _key(name): number
    for number, (printed, others) in enumerate(
        zip(zip(*MONTHS.values(), strict=True), _OTHER_SPELLINGS, strict=True), start=1
    )
    for name in (*printed, *others)
}
