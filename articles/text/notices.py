"""The words of a notice, drafted from what was changed, for an editor to finish."""

from collections.abc import Sequence
from typing import Final

from articles.text.statements import Change

MOST_NAMED: Final = 4
"""Changes that a draft names; a notice is no list."""
_LONGEST_QUOTE: Final = 200

_BECAME: Final = {
    "id": (
        "Berita ini sebelumnya menyebut “{old}”. Yang benar “{new}”.",
        "Disebut juga “{old}”. Yang benar “{new}”.",
    ),
    "en": (
        "An earlier version of this story said “{old}”. It should have said “{new}”.",
        "It also said “{old}”. It should have said “{new}”.",
    ),
    "ar": (
        "ورد في نسخة سابقة من هذا الخبر «{old}»، والصواب «{new}».",
        "وورد فيها أيضًا «{old}»، والصواب «{new}».",
    ),
}
_WENT: Final = {
    "id": (
        "Berita ini sebelumnya menyebut “{old}”. Keterangan itu tidak benar dan dihapus.",
        "Keterangan “{old}” juga dihapus.",
    ),
    "en": (
        "An earlier version of this story said “{old}”. That was wrong and has been removed.",
        "“{old}” has been removed too.",
    ),
    "ar": (
        "ورد في نسخة سابقة من هذا الخبر «{old}»، وهو غير صحيح وقد حُذف.",
        "وحُذف أيضًا «{old}».",
    ),
}
_PARAGRAPH: Final = {
    "id": "Alinea ke-{number} diperbaiki.",
    "en": "Paragraph {number} has been corrected.",
    "ar": "صُحّحت الفقرة {number}.",
}
ORIGINAL_WITHDRAWN: Final = {
    "id": "Berita asal dari terjemahan ini dicabut. Redaksi sedang memeriksanya.",
    "en": "The story that this one translates was withdrawn. We are looking into it.",
    "ar": "سُحب الخبر الذي تُرجم عنه هذا النص، ونحن نراجعه.",
}
"""Why readers don't see a translation for now."""
APOLOGY: Final = {
    "id": "Redaksi memohon maaf atas kekeliruan ini.",
    "en": "We apologise for the error.",
    "ar": "ونعتذر عن هذا الخطأ.",
}


def draft(changes: Sequence[Change], paragraphs: Sequence[int], language: str) -> str:
    """A notice in a story's language that names what was said and is right.

    ``paragraphs`` are those that changed, counted from 1; they are named where no change is. An
    unknown language is a KeyError.
    """
    said = []
    for place, change in enumerate(changes[:MOST_NAMED]):
        forms = _BECAME[language] if change.new else _WENT[language]
        words = {
            "old": _cut(change.old.quote),
            "new": _cut(change.new.quote) if change.new else "",
        }
        said.append(forms[min(place, 1)].format(**words))
    if not said:
        said = [_PARAGRAPH[language].format(number=n) for n in paragraphs[:MOST_NAMED]]
    return " ".join(said)


def composed(note: str, reason: str, language: str, *, apology: bool) -> str:
    """The notice as readers see it: what was wrong, how it came about, and that we are sorry."""
    sorry = APOLOGY[language] if apology else ""
    parts = [note.strip(), reason.strip(), "" if sorry in note else sorry]
    return " ".join(part for part in parts if part)


def _cut(quote: str) -> str:
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    return quote[:_LONGEST_QUOTE].rpartition(" ")[0] + " …"
