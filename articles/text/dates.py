"""Dates and times in the words of each language edition."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

JAKARTA: Final = ZoneInfo("Asia/Jakarta")

# Monday first, as date.weekday() counts. The agency prints Ahad, not Minggu.
DAYS: Final = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Ahad"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}
# The days where a column is narrow.
DAY_SIGNS: Final = {
    "id": ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Ahd"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ar": ("ن", "ث", "ر", "خ", "ج", "س", "ح"),
}
MONTHS: Final = {
    "id": (
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "ar": (
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
}
# Spellings met in copy besides those printed above.
_OTHER_SPELLINGS = {
    1: ("jan",),
    2: ("feb", "pebruari"),
    3: ("mar",),
    4: ("apr", "ابريل", "إبريل"),
    6: ("jun",),
    7: ("jul",),
    8: ("aug", "agu", "agt", "agust", "اغسطس"),
    9: ("sep", "sept"),
    10: ("oct", "okt", "اكتوبر"),
    11: ("nov", "nop", "nopember"),
    12: ("dec", "des"),
}
_MONTH_NUMBERS = {
    name.casefold(): number
    for number, printed in enumerate(zip(*MONTHS.values(), strict=True), start=1)
    for name in (*printed, *_OTHER_SPELLINGS.get(number, ()))
}
_ZONE_LABELS = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
_ARABIC_ZONE_LABELS = {
    "Asia/Jakarta": "بتوقيت جاكرتا",
    "Asia/Makassar": "بتوقيت ماكاسار",
    "Asia/Jayapura": "بتوقيت جايابورا",
}
_WORD = re.compile(r"[^\W\d_]+")
_DAY_FIRST = re.compile(r"(\d{1,2})\s+([^\W\d_]+)\.?,?\s+(\d{4})(?:\s*[Mم]\.?)?")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2}),?\s+(\d{4})")


def long_stamp(moment: datetime, language: str, zone: ZoneInfo = JAKARTA) -> str:
    """Day, date, time and zone, such as ``Ahad, 8 Agustus 2021 - 07:15 WIB``.

    The moment must be aware (ValueError); an unknown language is a KeyError.
    """
    local = _in_zone(moment, zone)
    return (
        f"{long_date(local.date(), language)} - {local:%H:%M} {zone_label(moment, language, zone)}"
    )


def short_stamp(moment: datetime, language: str, zone: ZoneInfo = JAKARTA) -> str:
    """The same without the weekday, such as ``8 Agustus 2021, 07:15 WIB``."""
    local = _in_zone(moment, zone)
    comma = "،" if language == "ar" else ","
    day = plain_date(local.date(), language)
    return f"{day}{comma} {local:%H:%M} {zone_label(moment, language, zone)}"


def long_date(day: date, language: str) -> str:
    """Day of the week and date, such as ``Ahad, 8 Agustus 2021``."""
    comma = "،" if language == "ar" else ","
    return f"{DAYS[language][day.weekday()]}{comma} {plain_date(day, language)}"


def plain_date(day: date, language: str) -> str:
    """The date alone, such as ``8 Agustus 2021``."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def month_and_year(day: date, language: str) -> str:
    """The month alone, such as ``Agustus 2021``."""
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Day and month as the text of a story gives them: ``(16/1)``."""
    return f"({day.day}/{day.month})"


def clock(moment: datetime, language: str, zone: ZoneInfo = JAKARTA) -> str:
    """The time as the text of a story gives it, such as ``pukul 08.00 WIB``."""
    local, label = _in_zone(moment, zone), zone_label(moment, language, zone)
    if language == "id":
        return f"pukul {local:%H.%M} {label}"
    if language == "ar":
        return f"الساعة {local:%H:%M} {label}"
    return f"{local:%H:%M} {label}"


def zone_label(moment: datetime, language: str, zone: ZoneInfo = JAKARTA) -> str:
    """WIB, WITA or WIT; elsewhere the zone's own abbreviation, or ``GMT+3`` where it has none.

    In Arabic, which doesn't know the three, the city says it: ``بتوقيت جاكرتا``.
    """
    label = (_ARABIC_ZONE_LABELS if language == "ar" else _ZONE_LABELS).get(zone.key)
    if label:
        return label
    local = _in_zone(moment, zone)
    name = local.tzname() or ""
    return name if name.isalpha() else _offset_label(local.utcoffset() or timedelta())


def parse_date(text: str) -> date | None:
    """The Gregorian date that a text is, with a month name of any edition; None if there is none.

    An impossible date, such as 31 Februari, is None too.
    """
    text = text.strip()
    if day_first := _DAY_FIRST.fullmatch(text):
        day, month, year = day_first.groups()
    elif month_first := _MONTH_FIRST.fullmatch(text):
        month, day, year = month_first.groups()
    else:
        return None
    number = _MONTH_NUMBERS.get(_key(month))
    try:
        return date(int(year), number, int(day)) if number else None
    except ValueError:
        return None


def month_number(name: str) -> int:
    """The month of a name in any edition, 1 to 12; 0 for no month."""
    return _MONTH_NUMBERS.get(_key(name), 0)


def names_month(text: str) -> bool:
    """Whether a Gregorian month of any edition is named in the text."""
    return any(_key(word) in _MONTH_NUMBERS for word in _WORD.findall(text))


def _key(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment without a zone can't be put into words.")
    return moment.astimezone(zone)


def _offset_label(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
