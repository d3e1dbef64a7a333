"""What stands above a copy's headline for the desks that take it: slugline and editor's note."""

from dataclasses import dataclass
from typing import Final

from articles.text.copy_lines import Line, trimmed

LONGEST_SLUGLINE: Final = 60
LONGEST_NOTE: Final = 500
SLUGLINE: Final = "Slug: "
NOTES: Final = {
    "id": "Catatan untuk redaksi: ",
    "en": "Note to editors: ",
    "ar": "ملاحظة للمحررين: ",
}


@dataclass(frozen=True, slots=True)
class Head:
    """What stood there, "" for what did not."""

    slugline: str = ""
    ednote: str = ""


def lines(language: str, *, slugline: str, ednote: str) -> list[str]:
    """The lines that ``take`` reads again. An unknown language is a KeyError."""
    said = ((SLUGLINE, slugline), (NOTES[language], ednote))
    return [label + words for label, words in said if words]


def take(copy: list[Line]) -> tuple[Head, list[Line]]:
    """The head, and the lines below it; what is too long for one stays where it is."""
    slugline, below = _said(copy, (SLUGLINE,), LONGEST_SLUGLINE)
    ednote, below = _said(below, tuple(NOTES.values()), LONGEST_NOTE)
    return Head(slugline, ednote), below


def _said(copy: list[Line], labels: tuple[str, ...], longest: int) -> tuple[str, list[Line]]:
    """The words behind one of the labels, if the first line with words begins with it."""
    at = next((at for at, (_, line) in enumerate(copy) if trimmed(line)), None)
    if at is None:
        return "", copy
    first = trimmed(copy[at][1])
    for label in labels:
        words = trimmed(first.removeprefix(label))
        if first.startswith(label) and 0 < len(words) <= longest:
            return words, [*copy[:at], *copy[at + 1 :]]
    return "", copy
