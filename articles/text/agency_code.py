"""The code that closes a story: its kind, who wrote it and who signed it off.

Shapes and slips are those of the agency's house format, section 3.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.text import signs

_BLANKS = " \t\r\n\v\f\u00a0"
# The direction marks that Arabic copy carries as a matter of course.
_USUAL = str.maketrans("", "", "\u061c\u200e\u200f")
# What word processors make of the hyphen in RI-1.
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_GAP = rf"[{_BLANKS}]*"
_NUMBERED = r"[A-Za-z]{1,4}-?\d{1,4}"
_INITIALS = r"[A-Za-z]{2,5}"
_CODE = re.compile(
    rf"\({_GAP}(?P<kind>[A-Z]{{1,3}}|[A-Z](?:-[A-Z]){{1,2}})"
    rf"(?P<hands>(?:{_GAP}/{_GAP}(?:{_NUMBERED}|{_INITIALS})){{1,3}}){_GAP}\){_GAP}\.?"
)
_BRACKETED = re.compile(r"\([^()]{3,80}\)")
_HAND = re.compile(r"[A-Za-z0-9-]+")
# Codes are short: only so much of a paragraph's end is looked at, however long it is.
_LONGEST = 200

# With nothing but letters, "(AS/Iran)" and "(TNI/Polri)" look like codes: kinds of several
# letters then need to be one of these.
_KINDS_OF_SEVERAL_LETTERS = frozenset({"LKG"})


@dataclass(frozen=True, slots=True)
class AgencyCode:
    """A code's parts as printed: the hyphen of ``RI-1`` and zero padding belong to them."""

    kind: str
    writer: str
    editors: tuple[str, ...]

    @property
    def hands(self) -> int:
        """How many persons signed."""
        return 1 + len(self.editors)


def parse(text: str) -> AgencyCode | None:
    """The code that the whole text is, slips and a full stop behind it allowed."""
    if len(text) > _LONGEST:
        return None
    match = _CODE.fullmatch(plain(text).strip(_BLANKS))
    return _read(match) if match else None


def plain(text: str) -> str:
    """The text without signs that no eye sees, and with plain hyphens."""
    return signs.bare(text).translate(_HYPHENS)


def hides(text: str) -> bool:
    """Whether ``plain`` takes more than the direction marks that are usual in Arabic copy."""
    return plain(text) != text.translate(_USUAL)


def find_closing(paragraph: str) -> tuple[int, int, AgencyCode] | None:
    """The code that closes a paragraph, as start, end (its full stop included) and parts."""
    end = len(paragraph)
    while end and (paragraph[end - 1] in _BLANKS or signs.is_invisible(paragraph[end - 1])):
        end -= 1
    start = paragraph.rfind("(", max(0, end - _LONGEST), end)
    if start < 0:
        return None
    code = parse(paragraph[start:end])
    return (start, end, code) if code else None


def find_all(paragraph: str) -> Iterator[tuple[int, int, AgencyCode]]:
    """Every code in a paragraph, with its span; for finding those that stand mid-text."""
    for match in _BRACKETED.finditer(paragraph):
        code = parse(match[0])
        if code:
            yield match.start(), match.end(), code


def format(code: AgencyCode) -> str:  # noqa: A001  (the pair of parse, read as agency_code.format)
    """The code as the house prints it, such as ``(T/RI-1/P2)``."""
    return f"({'/'.join((code.kind, code.writer, *code.editors))})"


def _read(match: re.Match[str]) -> AgencyCode | None:
    kind = match["kind"]
    writer, *editors = _HAND.findall(match["hands"])
    numbered = any(character.isdigit() for character in match["hands"])
    usual = len(kind) == 1 or "-" in kind or kind in _KINDS_OF_SEVERAL_LETTERS
    return AgencyCode(kind, writer, tuple(editors)) if numbered or usual else None
