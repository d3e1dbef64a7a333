"""The words of a notice, drafted from what was changed, for an editor to finish."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from articles.text.statements import Change

# As it ends where the next one begins; "10.000" and "Rp3.5" end none.
_SENTENCE_END: Final = re.compile(r"(?<=[.!?؟”\"»])[ \u00a0\n](?=[^\W\d_a-z])")

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
_CAME: Final = {
    "id": "Ditambahkan ke dalam berita ini: “{new}”.",
    "en": "Added to this story: “{new}”.",
    "ar": "أُضيف إلى هذا الخبر: «{new}».",
}
_LEFT: Final = {
    "id": "Dihapus dari berita ini: “{old}”.",
    "en": "Removed from this story: “{old}”.",
    "ar": "حُذف من هذا الخبر: «{old}».",
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


def draft(changes: Sequence[Change], sides: Sequence[tuple[str, str]], language: str) -> str:
    """A notice in a story's language that names what was said and is right.

    ``sides`` are the parts that the changes are of, each beside what it became: headline,
    standfirst, paragraphs. Of a paragraph in which no change is, sentences that came or went are
    named; other ones, and at last its number, where there is nothing else to say. An unknown
    language is a KeyError.
    """
    said = []
    for place, change in enumerate(changes[:MOST_NAMED]):
        forms = _BECAME[language] if change.new else _WENT[language]
        words = {
            "old": _cut(change.old.quote),
            "new": _cut(change.new.quote) if change.new else "",
        }
        said.append(forms[min(place, 1)].format(**words))
    named = {change.part for change in changes}
    others: list[str] = []
    for part, number, old, new in _rewritten(sides):
        if part in named:
            continue
        if not (old and new):
            form = _CAME[language] if new else _LEFT[language]
            said.append(form.format(old=_cut(old), new=_cut(new)))
        elif max(len(old), len(new)) <= _LONGEST_QUOTE:
            form = _BECAME[language][min(len(others), 1)]
            others.append(form.format(old=_cut(old), new=_cut(new)))
        else:
            others.append(_PARAGRAPH[language].format(number=number))
    return " ".join((said or others)[:MOST_NAMED])


def _rewritten(sides: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, str, str]]:
    """Part, number, and the sentences that went and came, of each paragraph that changed.

    A paragraph that only stands elsewhere now is none; numbers are those of the new text.
    """
    olds, news = ({side[n] for side in sides} for n in (0, 1))
    number = 0
    for part, (was, now) in enumerate(sides[2:], 2):
        number += bool(now)
        if was == now or (now in olds if now else was in news):
            continue
        were, are = (dict.fromkeys(_SENTENCE_END.split(text)) for text in (was, now))
        went = " ".join(each for each in were if each not in are)
        came = " ".join(each for each in are if each not in were)
        # The same sentences in another order, or one of them once more, are all told.
        yield (part, number, went, came) if went or came else (part, number, was, now)


def composed(note: str, reason: str, language: str, *, apology: bool) -> str:
    """The notice as readers see it: what was wrong, how it came about, and that we are sorry."""
    sorry = APOLOGY[language] if apology else ""
    parts = [note.strip(), reason.strip(), "" if sorry in note else sorry]
    return " ".join(part for part in parts if part)


def _cut(quote: str) -> str:
    quote = quote.rstrip(" .")
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    return quote[:_LONGEST_QUOTE].rpartition(" ")[0] + " …"
