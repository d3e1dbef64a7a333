"""What stands above a copy's dateline: its headline, a kicker over it, a standfirst under it."""

import re

from articles.text import agency_code, dateline, headlines
from articles.text import findings as why
from articles.text.byline import is_byline
from articles.text.copy_lines import LONGEST, Line, is_sign_off, plain, related_title
from articles.text.findings import Finding

_MOST_LINES = 4
_LONGEST_STANDFIRST = 300
_KICKER_WORDS = 3
_GREETING = re.compile(
    r"(?:kepada )?(?:yth\b|dear|halo|hai|hi|salam|assalamu|السلام).{0,100}[,،]", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{4,}")


def take(
    lines: list[Line], findings: list[Finding], *, told: bool | None
) -> tuple[str, str, list[Line]]:
    """The headline, the standfirst and the other lines.

    Unless ``told`` that the first line is the headline (or isn't), it is where it is short, ends
    in no full stop, and a dateline or byline follows, with at most two short lines between. Those
    are the standfirst; a kicker is left out. Both become findings.
    """
    if not lines or told is False:
        return "", "", lines
    above = _above_opening(lines)
    if not above:
        return (lines[0][1], "", lines[1:]) if told else ("", "", lines)
    if len(above) > 1 and not told and _is_kicker(above[0][1], above[1][1]):
        findings.append(Finding(*above[0], why.KICKER))
        lines, above = [line for line in lines if line != above[0]], above[1:]
    headline, *under = above
    standfirst = " ".join(line for _, line in under)
    if len(standfirst) > _LONGEST_STANDFIRST:
        return headline[1], "", [line for line in lines if line != headline]
    findings += [Finding(*line, why.STANDFIRST) for line in under]
    return headline[1], standfirst, [line for line in lines if line not in above]


def _above_opening(lines: list[Line]) -> list[Line]:
    """The lines before the dateline or byline, if all are such as stand there."""
    above: list[Line] = []
    for number, line in lines[: 3 * _MOST_LINES]:
        if related_title(line) is not None:
            continue
        if is_byline(plain(line)) or dateline.parse(plain(line)):
            return above
        if len(above) == _MOST_LINES or not _may_stand_above(line, is_first=not above):
            return []
        above.append((number, line))
    return []


def _may_stand_above(line: str, *, is_first: bool) -> bool:
    longest = LONGEST if is_first else _LONGEST_STANDFIRST
    return (
        len(line) <= longest
        and not (is_first and (headlines.closes_with_full_stop(line) or _GREETING.fullmatch(line)))
        and not (is_sign_off(line) or agency_code.find_closing(line))
    )


def _is_kicker(line: str, under: str) -> bool:
    """Whether a line is a word or two over the headline, not the headline over a standfirst."""
    if headlines.closes_with_full_stop(under):
        return False
    if line.isupper() and not under.isupper():
        return True
    words, words_under = line.split(), under.split()
    if len(words) > _KICKER_WORDS or len(words_under) <= len(words):
        return False
    if line.endswith(":"):
        return True
    long_words: list[str] = _WORD.findall(under)
    # Headlines capitalize their words, standfirsts don't.
    capitals = sum(word[0].isupper() for word in long_words)
    return capitals * 2 > len(long_words)
