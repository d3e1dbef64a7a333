"""Where and when a story was filed: the words that open its first paragraph.

Forms and slips are those of the agency's house format, section 2. Today's is
``Jakarta, MINA –``; the archive's, until 2017, ``Jakarta, 13 Dzulqa’dah 1437/16 Agustus 2016
(MINA) –``.
"""

import re
from dataclasses import dataclass
from datetime import date

from articles.text import dates
from articles.text.hijri import HijriDate, in_words
from articles.text.hijri import parse as parse_hijri
from articles.text.signs import is_invisible

_GAP = r"[\s\u200b\u200e\u200f]*"
# A hyphen that joins two words ends no dateline; a tatweel serves as dash in Arabic copy.
_DASH = r"[–—−]{1,2}|(?<=\s)-{1,2}|-{1,2}(?=\s|$)|ـ+"
_AGENCY = r"[^\W\d_][\w.]{1,19}"
_MARK = rf"(?:{_AGENCY} ?/ ?){{0,2}}(?:MINA|مينا|معراج)(?: ?/ ?{_AGENCY}){{0,2}}"
_END = re.compile(
    rf"\({_GAP}(?P<credit>{_MARK}){_GAP}\)(?:{_GAP}(?P<dash>{_DASH}))?"
    rf"|(?:^|[,،]){_GAP}(?P<mark>{_MARK}){_GAP}(?P<separator>{_DASH})"
)
_DATE_START = re.compile(r"(?:\b[^\W\d_]+ )?\d")
_YEAR = re.compile(r"\d{3,4}")
_BETWEEN_PLACES = re.compile(r"\s*[,،]\s*|\s+[-–—−]\s+")
_TAG = re.compile(r"<[^<>]{0,1500}>")
# What opens a sentence about the agency itself, or its sign-off, is no place.
_AGENCY_ITSELF = re.compile(r"news agency|kantor berita|mi.?raj|وكالة", re.IGNORECASE)
_SENTENCE = re.compile(r"[:;!?؟\"“”()\[\]]")
_GLOSS = re.compile(r" ?\([^()]*\)")
# Persian writes its words with them.
_JOINERS = "\u200c\u200d"
_USUAL_MARKS = set("\u061c\u200e\u200f")
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_EDGE = " ,،-–—−ـ\u200b\u200e\u200f"

_WINDOW = 2_000
_MAX_PLACES = 5
_MAX_WORDS = 6
_MAX_WORDS_BEFORE_BARE_CREDIT = 3


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as printed and what was understood of it.

    ``text + gap + rest`` is the paragraph it was read from. Places, ``date_text`` and
    ``hijri`` are as printed but for runs of blanks and markup; ``date`` is None, and the words
    stay, where no possible Gregorian date is named. ``places`` is empty where the place was
    lost.
    """

    text: str
    gap: str
    places: tuple[str, ...]
    mark: str
    date: date | None
    date_text: str
    hijri: str
    separator: str


def parse(paragraph: str) -> tuple[Dateline, str] | None:
    """The dateline that opens a paragraph, and the rest of it; None if there is none.

    The paragraph is expected without blanks before it.
    """
    # Blanked, not removed, so that positions stay those of the paragraph.
    window = _TAG.sub(lambda tag: " " * len(tag[0]), paragraph[:_WINDOW])
    end = _END.search(window)
    if not end:
        return None
    head = " ".join(window[: end.start()].split())
    places_text, date_text = _split(head)
    places = _places(places_text)
    if places is None or not _is_dateline(end, head, places_text, date_text):
        return None
    day, hijri = _read_dates(date_text)
    after = paragraph[end.end() :]
    rest = after.lstrip()
    found = Dateline(
        text=paragraph[: end.end()],
        gap=after[: len(after) - len(rest)],
        places=places,
        mark="".join((end["credit"] or end["mark"]).split()),
        date=day,
        date_text=date_text,
        hijri=hijri,
        separator=end["dash"] or end["separator"] or "",
    )
    return found, rest


def parse_hidden(paragraph: str) -> tuple[Dateline, str, bool] | None:
    """``parse`` of a paragraph in whose dateline unseen signs may stand, which it leaves out.

    The third is whether it left out any but the direction marks that are usual in Arabic copy.
    """
    window = paragraph[:_WINDOW]
    seen = [at for at, sign in enumerate(window) if sign in _JOINERS or not is_invisible(sign)]
    bare = "".join(window[at] for at in seen).translate(_HYPHENS)
    parted = parse(bare + paragraph[_WINDOW:])
    if not parted:
        return None
    found, rest = parted
    length = len(found.text)
    end = seen[length - 1] + 1
    hidden = set(window[:end]) - set(found.text) - _USUAL_MARKS
    return found, paragraph[end:] if len(seen) < len(window) else rest, bool(hidden)


def compose(
    places_text: str,
    *,
    mark: str,
    language: str,
    on: date | None = None,
    hijri: HijriDate | None = None,
) -> str:
    """Today's dateline, or the archive's when a date is given; with its dash, no blank behind."""
    comma = "،" if language == "ar" else ","
    days = [in_words(hijri, language)] if hijri else []
    days += [dates.plain_date(on, language)] if on else []
    signed = f"{'/'.join(days)} ({mark}) –" if days else f"{mark} –"
    return f"{places_text}{comma} {signed}" if places_text else signed


def _split(head: str) -> tuple[str, str]:
    """What stands before the mark, as places and date."""
    start = _DATE_START.search(head)
    if start:
        month_first = dates.names_month(start[0])
        at = start.start() if month_first else start.end() - 1
        date_text = head[at:].strip(_EDGE)
        if _YEAR.search(date_text) or dates.names_month(date_text):
            return head[:at].strip(_EDGE), date_text
    return head.strip(_EDGE), ""


def _places(text: str) -> tuple[str, ...] | None:
    """The places, or None if the text can't be some: running text that names the agency."""
    places = tuple(filter(None, _BETWEEN_PLACES.split(text)))
    if len(places) > _MAX_PLACES or _AGENCY_ITSELF.search(text):
        return None
    named = all(_names_place(place) for place in places[1:])
    short = all(len(place.split()) <= _MAX_WORDS for place in places)
    return None if not (named and short) or _SENTENCE.search(_GLOSS.sub("", text)) else places


def _names_place(text: str) -> bool:
    return any(word[0].isalpha() and not word[0].islower() for word in re.findall(r"\w+", text))


def _is_dateline(end: re.Match[str], head: str, places_text: str, date_text: str) -> bool:
    if date_text:
        return True
    if end["mark"]:
        return bool(places_text) or not head
    few_words = len(places_text.split()) <= _MAX_WORDS_BEFORE_BARE_CREDIT
    return bool(end["dash"]) and (few_words or head.endswith((",", "،")))


def _read_dates(date_text: str) -> tuple[date | None, str]:
    """The Gregorian day and the Hijri words, in whichever order they stand."""
    day, hijri = None, ""
    for piece in map(str.strip, date_text.split("/")):
        if dates.names_month(piece):
            day = dates.parse_date(piece) or day
        elif any(map(str.isalpha, piece)):
            hijri = hijri or piece
    return day, hijri


def has_impossible_date(dateline: Dateline) -> bool:
    """Whether a date is printed that no calendar has, or none that can be read."""
    if dateline.hijri and parse_hijri(dateline.hijri) is None:
        return True
    gregorian = dates.names_month(dateline.date_text) or not dateline.hijri
    return bool(dateline.date_text) and gregorian and dateline.date is None
