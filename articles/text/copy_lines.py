"""The lines of a raw copy, and which of them are the house's own: related stories, sign-off."""

import re
from collections.abc import Iterable
from typing import Final

from articles.text import findings as why
from articles.text import signs
from articles.text.findings import Finding

type Line = tuple[int, str]
"""Its number in the copy, from 1, and its words."""

LONGEST: Final = 200
"""Headlines and sign-offs are no longer than this."""
SHOWN: Final = 80
"""Nor are the words of a paragraph that a finding shows longer than this."""

_NUMBERED_END = re.compile(r"\r\n|\n|\r")
_RELATED = re.compile(
    r"(?:baca\s+juga|also\s+read|[اإ]قر[أا]\s+[أا]يض[اًـ]{1,3})\s*[::](.*)",
    re.IGNORECASE | re.DOTALL,
)
_SIGN_OFF = re.compile(
    r"Mi['’‘`´ʼ]?raj\s+(?:Islamic\s+)?News\s+Agency\s*\(\s*MINA\s*\)\.?"
    r"|وكالة\s+معراج\s+(?:الإسلامية\s+)?للأنباء\s*\(\s*مينا\s*\)\.?",
    re.IGNORECASE,
)
_BLANKS = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
# Left, right and Arabic letter mark stay: they set the full stop of a mixed sentence.
_UNSEEN = "\xad\u180e\u200b\u200c\u200d\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
_UNSEEN += "\u2066\u2067\u2068\u2069\ufeff\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_LETTER_MARKS = "\u061c\u200e\u200f"
_EDGES = _BLANKS + _UNSEEN
_MOST_RANGES = 20


def read(text: str, findings: list[Finding]) -> list[Line]:
    """The lines of a text, a blank one where blank ones stand, as every output can carry them.

    Lines are counted as an editor counts them; what an unusual sign parts has the same number.
    """
    lines: list[Line] = []
    for number, line in enumerate(_NUMBERED_END.split(text.removeprefix("\ufeff")), start=1):
        if not line:
            if lines and lines[-1][1]:
                lines.append((number, line))
        elif line.isascii() and line.isprintable():
            lines.append((number, line))
        else:
            lines += [(number, part) for part in _carried(number, line, findings).split("\n")]
    return lines


def _carried(number: int, line: str, findings: list[Finding]) -> str:
    if refused := signs.uncarried(line):
        findings.append(Finding(number, ", ".join(refused), why.UNCARRIED))
    if stray := signs.stray_bidi(line):
        names = dict.fromkeys(f"U+{ord(line[at]):04X}" for at in stray)
        findings.append(Finding(number, ", ".join(names), why.STRAY_DIRECTION))
    return signs.carried(signs.balanced(line) if stray else line)


def trimmed(line: str) -> str:
    """The line without blanks and unseen signs at its edges, and without what they leave open."""
    bare = line.strip(_EDGES)
    if bare[:1] in _LETTER_MARKS and not bare.strip(_EDGES + _LETTER_MARKS):
        return ""
    return bare if len(bare) == len(line) or line.isascii() else signs.balanced(bare)


def filled(lines: Iterable[Line]) -> list[Line]:
    """The lines that have words, trimmed."""
    return [(number, bare) for number, line in lines if (bare := trimmed(line))]


def plain(line: str) -> str:
    """The line as the eye sees it, for telling what it is; one too long for that as it stands."""
    return line if len(line) > 5 * LONGEST else signs.bare(line)


def related_title(line: str) -> str | None:
    """The title in the line of a related story, "" where it has none; None if it is no such."""
    match = _RELATED.match(plain(line))
    return match[1].strip() if match else None


def is_sign_off(line: str) -> bool:
    return len(line) <= LONGEST and _SIGN_OFF.fullmatch(signs.bare(line)) is not None


def ranges(numbers: Iterable[int]) -> str:
    """Numbers of lines as a person says them: ``3–5, 8``; a long row is cut."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = [f"{first}–{last}" if last > first else f"{first}" for first, last in runs]
    return ", ".join(said[:_MOST_RANGES]) + (" …" if len(said) > _MOST_RANGES else "")
