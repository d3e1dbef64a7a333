"""Lines that mail or a terminal broke at a width, joined to the paragraphs they were."""

import re

from articles.text import agency_code, dateline, marks
from articles.text import findings as why
from articles.text.byline import is_byline
from articles.text.copy_lines import Line, is_sign_off, plain, ranges, related_title, trimmed
from articles.text.findings import Finding

NARROWEST, WIDEST = 45, 100
"""Columns at which copy is wrapped: a longer line is a paragraph, a shorter one wraps nothing."""

_ITEM = re.compile(r"[-–—•*·]\s|\(?\w{1,3}[.)]\s")
_OPEN_HYPHEN = re.compile(r"[^\W\d_]-$")
_STOPS = tuple(".!?؟…:;")
_CLOSERS = " \"'”’»)]([“‘«"


def join(
    lines: list[Line], findings: list[Finding], *, first_is_headline: bool | None
) -> list[Line]:
    """The lines, wrapped ones joined and trimmed; what was joined, or looks broken, is a finding.

    Lines are wrapped where sentences run on over their ends and the next word would not have
    fitted. A line that begins something of its own (a dateline, an item) is never joined to the
    one before it.
    """
    filled = [(number, trimmed(line)) for number, line in lines]
    lengths = [len(line) for _, line in filled if " " in line]
    width = max(lengths, default=0)
    first = next((at for at, (_, line) in enumerate(filled) if line), 0)
    headline = first if filled and _is_headline(filled[first][1], first_is_headline) else -1
    # The second of each two that could be one paragraph.
    pairs = [
        at
        for at in range(1, len(filled))
        if filled[at][1]
        and at - 1 != headline
        and _may_go_on(filled[at - 1][1])
        and not _begins(filled[at][1])
    ]
    open_pairs = [at for at in pairs if _runs_on(filled[at - 1][1])]
    full = {at for at in open_pairs if _is_full(lines[at - 1][1], filled[at][1], width)}
    flowing = {at for at in open_pairs if _flows(lines[at - 1][1])}
    sure = full if width >= NARROWEST else flowing
    if width > WIDEST or len(sure) * 2 <= len(open_pairs):
        return _leave(filled, open_pairs, findings)
    words = [at for at, (_, line) in enumerate(filled) if line]
    has_blanks = len(words) <= words[-1] - words[0]
    # Without blank lines a full stop at the end of a line is likely one of a paragraph.
    joinable = set(pairs if has_blanks else open_pairs)
    joined = {at for at in joinable if _is_full(lines[at - 1][1], filled[at][1], width)}
    return _join(filled, joined, findings)


def _leave(filled: list[Line], open_pairs: list[int], findings: list[Finding]) -> list[Line]:
    broken = [filled[at - 1][0] for at in open_pairs if filled[at][1][:1].islower()]
    if broken:
        findings.append(Finding(broken[0], ranges(broken), why.BROKEN_LINES))
    return [line for line in filled if line[1]]


def _join(filled: list[Line], joined: set[int], findings: list[Finding]) -> list[Line]:
    paragraphs: list[tuple[int, list[str]]] = []
    for at, (number, line) in enumerate(filled):
        if at in joined:
            # A word that has a hyphen of its own was parted behind it.
            hyphened = _OPEN_HYPHEN.search(filled[at - 1][1]) and line[:1].islower()
            paragraphs[-1][1].append(line if hyphened else f" {line}")
        elif line:
            paragraphs.append((number, [line]))
    touched = [filled[near][0] for at in joined for near in (at - 1, at)]
    findings.append(Finding(min(touched), ranges(touched), why.WRAPPED_LINES))
    return [(number, "".join(parts)) for number, parts in paragraphs]


def _is_full(before: str, line: str, width: int) -> bool:
    """Whether the line before had no room for this one's first word, or says that it flows on."""
    return _flows(before) or len(trimmed(before)) + 1 + len(line.split(maxsplit=1)[0]) > width


def _flows(line: str) -> bool:
    """Whether a blank at its end says that the paragraph goes on (RFC 3676, 4.1)."""
    return line.endswith(" ") and len(line) <= WIDEST and bool(line.strip())


def _runs_on(line: str) -> bool:
    """Whether a line ends in the middle of a sentence."""
    return line.rstrip(_CLOSERS)[-1:] not in _STOPS


def _may_go_on(line: str) -> bool:
    short = 0 < len(line) <= WIDEST
    return short and not _stands_alone(line) and agency_code.find_closing(line) is None


def _is_headline(line: str, told: bool | None) -> bool:
    return bool(told) or (told is None and dateline.parse(line) is None)


def _stands_alone(line: str) -> bool:
    return (
        related_title(line) is not None
        or is_sign_off(line)
        or is_byline(plain(line))
        or marks.is_ai_note(line)
        or marks.is_verification_note(line)
    )


def _begins(line: str) -> bool:
    """Whether a line begins something of its own."""
    return bool(_ITEM.match(line)) or _stands_alone(line) or dateline.parse(plain(line)) is not None
