"""What press rules ask a copy to say about itself: who paid, what a machine made, what is open.

Paid items and AI: Pedoman 6, Peraturan DP 1/2025. Unverified stories: Pedoman 2c, whose note stands
at the end of the story, in brackets and italics.
"""

import re
from typing import Final

LABELS: Final = {
    "advertorial": {"id": "ADVERTORIAL", "en": "ADVERTORIAL", "ar": "مادة إعلانية"},
    "iklan": {"id": "IKLAN", "en": "ADVERTISEMENT", "ar": "إعلان"},
    "sponsor": {"id": "BERSPONSOR", "en": "SPONSORED", "ar": "برعاية"},
}
"""By code and language: in square brackets before a headline."""
VERIFICATION: Final = {
    "id": "(Berita ini masih memerlukan verifikasi lebih lanjut, yang sedang kami upayakan "
    "dalam waktu secepatnya.)",
    "en": "(This story still needs further verification, which we are seeking as soon as "
    "possible.)",
    "ar": "(لا يزال هذا الخبر بحاجة إلى مزيد من التحقق، ونعمل على ذلك في أقرب وقت ممكن.)",
}
AI: Final = {
    "id": "(Naskah ini dibuat dengan bantuan kecerdasan buatan.)",
    "en": "(This text was made with the help of artificial intelligence.)",
    "ar": "(أُعدّ هذا النص بمساعدة الذكاء الاصطناعي.)",
}
SPONSOR: Final = {
    "id": "(Naskah ini dibiayai oleh {}.)",
    "en": "(This text was paid for by {}.)",
    "ar": "(مادة مدفوعة من {}.)",
}

_WORDS: Final = {word.casefold(): code for code, words in LABELS.items() for word in words.values()}
_SPONSORED = [tuple(note.split("{}")) for note in SPONSOR.values()]
_LABELLED = re.compile(r"\[([^\[\]]{1,40})\]\s*(?=\S)")


def headline(words: str, label: str, language: str) -> str:
    """The headline as a copy prints it. An unknown label or language is a KeyError."""
    return f"[{LABELS[label][language]}] {words}" if label else words


def take_label(words: str) -> tuple[str, str]:
    """The label that ``headline`` has put before a headline, and the headline; "" for none.

    Other words in brackets stay: ``[POPULER MINA]`` is none of ours.
    """
    match = _LABELLED.match(words)
    label = _WORDS.get(match[1].strip().casefold(), "") if match else ""
    return (label, words[match.end() :]) if match and label else ("", words)


def notes(language: str, *, is_ai: bool, verification: str, sponsor: str = "") -> list[str]:
    """The lines that stand between a story's last paragraph and its sign-off."""
    paid = SPONSOR[language].format(sponsor) if sponsor else ""
    return [line for line in (paid, AI[language] if is_ai else "", verification) if line]


def sponsor_of(line: str) -> str:
    """Who paid, by a line of ``notes``; "" for any other line."""
    for begin, end in _SPONSORED:
        if line.startswith(begin) and line.endswith(end):
            return line.removeprefix(begin).removesuffix(end).strip()
    return ""


def is_note(line: str) -> bool:
    """Whether a line is one of ``notes``."""
    return is_ai_note(line) or is_verification_note(line) or bool(sponsor_of(line))


def is_ai_note(line: str) -> bool:
    return line in AI.values()


def is_verification_note(line: str) -> bool:
    return line in VERIFICATION.values()
