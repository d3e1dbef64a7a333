"""What another wire puts round a story: the lines of IPTC 7901 and its like, above and below."""

import re

from articles.text import dateline
from articles.text import findings as why
from articles.text.copy_lines import Line, trimmed
from articles.text.findings import Finding

# "qqx0042 4 i 212 xyz 0311": service and number, priority, category, words, slug, time.
_HEADER = re.compile(r"[A-Za-z]{1,5}\d{3,5}(?:\s{1,4}[\w./:-]{1,12}){2,9}")
_BEGINS = re.compile(r"ZCZC(?: .{1,60})?|\+{3,}")
_ENDS = re.compile(r"NNNN|-\s?30\s?-|#{1,5}|=+|(?:END|SELESAI)\s?/{2,3}")
_KEYWORDS = re.compile(r"(?:[^\W_][\w&’' -]{0,30}/){1,6}(?:[A-Z0-9][\w-]{0,30})?")
_CAPITAL_KEYWORDS = re.compile(r"[A-Z0-9]{2,20}(?:-[A-Z0-9]{1,20}){1,6}")
# "110915 Mar 26": day, hour and minute, month, year.
_SENT_AT = re.compile(
    r"(?:[A-Z]{2,6}\s)?\d{6}(?:\s?(?:Z|GMT|UTC|WIB|WITA|WIT))?\s[^\W\d_]{3,9}\.?\s\d{2}(?:\d{2})?"
)
_INITIALS = re.compile(r"[a-z]{2,4}(?:[ /-][a-z]{2,4}){0,3}")
_LONGEST = 100
_MOST_ABOVE = 8
_MOST_BELOW = 6


def take(lines: list[Line], findings: list[Finding]) -> list[Line]:
    """The lines without a wire's own, each of which becomes a finding with its words."""
    lines, had_header = _take_above(lines, findings)
    return _take_below(lines, findings, had_header=had_header)


def _take_above(lines: list[Line], findings: list[Finding]) -> tuple[list[Line], bool]:
    rest = list(lines)
    had_header = False
    seen = 0
    for at, (number, line) in enumerate(lines):
        words = trimmed(line)
        if not words:
            continue
        seen += 1
        if seen > _MOST_ABOVE or len(words) > _LONGEST or dateline.parse(words):
            break
        if _is_above(words, is_first=seen == 1, had_header=had_header):
            had_header = had_header or bool(_HEADER.fullmatch(words))
            findings.append(Finding(number, words, why.WIRE_HEADER))
            rest[at] = (number, "")
        elif words.endswith("=") and words.rstrip("= \t"):
            findings.append(Finding(number, words, why.WIRE_END_SIGN))
            rest[at] = (number, words.rstrip("= \t"))
    return rest, had_header


def _is_above(words: str, *, is_first: bool, had_header: bool) -> bool:
    if _BEGINS.fullmatch(words) or (is_first and _HEADER.fullmatch(words)):
        return True
    if _KEYWORDS.fullmatch(words):
        return had_header or words.endswith("/")
    return had_header and bool(_CAPITAL_KEYWORDS.fullmatch(words))


def _take_below(lines: list[Line], findings: list[Finding], *, had_header: bool) -> list[Line]:
    rest = list(lines)
    is_signed = had_header
    seen = 0
    for at in range(len(lines) - 1, -1, -1):
        number, line = lines[at]
        words = trimmed(line)
        if not words:
            continue
        seen += 1
        dated = len(words) <= _LONGEST and bool(_SENT_AT.fullmatch(words))
        is_signed = is_signed or dated
        initials = is_signed and _INITIALS.fullmatch(words)
        if seen > _MOST_BELOW or not (dated or _ENDS.fullmatch(words) or initials):
            break
        findings.append(Finding(number, words, why.WIRE_TRAILER))
        rest[at] = (number, "")
    return rest
