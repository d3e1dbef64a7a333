"""Raw wire copy: one text in, its parts out, and the same characters back.

The layout is that of the agency's house format, section 1: one paragraph a line, the agency code
closing the last one, the sign-off a line of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.text import agency_code, dateline, headlines, marks
from articles.text import findings as why
from articles.text.agency_code import AgencyCode
from articles.text.byline import is_byline
from articles.text.dateline import Dateline
from articles.text.findings import Finding

RELATED_LABELS: Final = {"id": "Baca Juga: ", "en": "Also Read: ", "ar": "اقرأ أيضا: "}

_LINE_END = re.compile(r"\r\n|\n|\r")
_RELATED = re.compile(
    r"(?:baca\s+juga|also\s+read|[اإ]قر[أا]\s+[أا]يض[اًـ]{1,3})\s*[::](.*)",
    re.IGNORECASE | re.DOTALL,
)
_INNER_RELATED = re.compile(r"(?:baca juga|also read|اقرأ أيضا) ?:", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"Mi['’‘`´ʼ]?raj\s+(?:Islamic\s+)?News\s+Agency\s*\(\s*MINA\s*\)\.?"
    r"|وكالة\s+معراج\s+(?:الإسلامية\s+)?للأنباء\s*\(\s*مينا\s*\)\.?",
    re.IGNORECASE,
)
_NAMES_FOR_CODE = re.compile(r"(?:[^\W\d_][^:()]{1,80}\s)?Editor\s*:\s*[^\W\d_][^:()]{1,80}")
_EMPTY_CODE = re.compile(r"\[\s{0,3}\]\s?\.?$")
_MARKUP = re.compile(r"<[a-z/!]", re.IGNORECASE)
_AGENCY_NEAR_START = re.compile(r".{0,80}\b(?:MINA|مينا)\)?\s?[-–—](?!\w)")
# Headlines and sign-offs are no longer than this; nor are the words a finding shows.
_LONGEST = 200
_SHOWN = 80

type _Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Related:
    """A related story's printed title, and how many paragraphs stand before it."""

    title: str
    after: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy's parts; ``source`` is the text itself, to the last character.

    Paragraphs are without the dateline, the closing code and outer blanks. ``code_text`` is what
    was printed, also where it is no code (``[]``, or the editors' names) and ``code`` is None.
    ``byline`` is the whole line. The notes of ``marks.notes`` are no paragraphs: ``is_ai`` and
    ``awaiting_verification`` say that they stood there.
    """

    source: str
    headline: str
    byline: str
    dateline: Dateline | None
    paragraphs: tuple[str, ...]
    related: tuple[Related, ...]
    code: AgencyCode | None
    code_text: str
    sign_off: str
    findings: tuple[Finding, ...]
    is_ai: bool = False
    awaiting_verification: bool = False

    @property
    def text(self) -> str:
        """The copy again, exactly as it came."""
        return self.source


def parse(text: str, *, first_line_is_headline: bool | None = None) -> Copy:
    """The parts of any text; what can't be placed becomes a finding, and nothing raises.

    Unless told, the first line is the headline where it has no dateline, is short, ends in no
    full stop, and a dateline or byline follows.
    """
    lines = [
        (number, line.strip())
        for number, line in enumerate(_LINE_END.split(text.removeprefix("\ufeff")), start=1)
        if line and not line.isspace()
    ]
    findings: list[Finding] = []
    headline, lines = _take_headline(lines, first_line_is_headline)
    body, sign_off, ending = _part_at_sign_off(lines)
    notes = {line for _, line in body if marks.is_ai_note(line) or marks.is_verification_note(line)}
    body = [line for line in body if line[1] not in notes]
    byline, body = _take_byline(body)
    place_and_time, body = _take_dateline(body, findings)
    paragraphs, related = _part_related(body, findings)
    code, code_text, paragraphs = _take_code(paragraphs, findings)
    _examine(paragraphs, findings)
    related += _read_ending(ending, len(paragraphs), findings)
    return Copy(
        source=text,
        headline=headline,
        byline=byline,
        dateline=place_and_time,
        paragraphs=tuple(line for _, line in paragraphs),
        related=tuple(Related(link.title, min(link.after, len(paragraphs))) for link in related),
        code=code,
        code_text=code_text,
        sign_off=sign_off,
        findings=tuple(sorted(findings, key=lambda finding: finding.line)),
        is_ai=any(map(marks.is_ai_note, notes)),
        awaiting_verification=any(map(marks.is_verification_note, notes)),
    )


def compose(
    paragraphs: Sequence[str],
    *,
    language: str,
    headline: str = "",
    byline: str = "",
    dateline: str = "",
    related: Sequence[Related] = (),
    code_text: str = "",
    notes: Sequence[str] = (),
    sign_off: str = "",
) -> str:
    """A copy in the house format, its lines parted by ``\\n``, without one at its end.

    Related stories placed after the last paragraph stand between it and the ``notes`` before the
    sign-off. An unknown language is a KeyError.
    """
    body = [_one_line(paragraph) for paragraph in paragraphs]
    if dateline:
        body[:1] = [f"{dateline} {body[0]}" if body else dateline]
    names = code_text if _NAMES_FOR_CODE.fullmatch(code_text) else ""
    if code_text and not names:
        body[-1:] = [f"{body[-1]} {code_text}" if body else code_text]
    lines = [_one_line(headline), _one_line(byline)]
    for after in range(len(body) + 1):
        lines += body[after - 1 : after] if after else []
        lines += [
            RELATED_LABELS[language] + _one_line(link.title)
            for link in related
            if min(max(link.after, 0), len(body)) == after
        ]
    return "\n".join(filter(None, [*lines, names, *notes, sign_off]))


def headline_from(copy: Copy) -> str:
    """A headline for a copy without one, from its first sentence; empty if it has no paragraph."""
    return headlines.headline_of(copy.paragraphs[0]) if copy.paragraphs else ""


def _take_headline(lines: list[_Line], told: bool | None) -> tuple[str, list[_Line]]:
    if not lines or told is False:
        return "", lines
    first = lines[0][1]
    if told or (_could_be_headline(first) and _opens_story(lines[1:])):
        return first, lines[1:]
    return "", lines


def _could_be_headline(line: str) -> bool:
    return (
        len(line) <= _LONGEST
        and not headlines.closes_with_full_stop(line)
        and not (is_byline(line) or _RELATED.match(line) or _SIGN_OFF.fullmatch(line))
        and not (dateline.parse(line) or agency_code.find_closing(line))
    )


def _opens_story(lines: list[_Line]) -> bool:
    """Whether the first line that is no related story has a byline or a dateline."""
    for _, line in lines:
        if not _RELATED.match(line):
            return is_byline(line) or dateline.parse(line) is not None
    return False


def _part_at_sign_off(lines: list[_Line]) -> tuple[list[_Line], str, list[_Line]]:
    for at, (_, line) in enumerate(lines):
        if _is_sign_off(line):
            return lines[:at], line, lines[at + 1 :]
    return lines, "", []


def _is_sign_off(line: str) -> bool:
    return len(line) <= _LONGEST and _SIGN_OFF.fullmatch(line) is not None


def _take_byline(lines: list[_Line]) -> tuple[str, list[_Line]]:
    if lines and is_byline(lines[0][1]):
        return lines[0][1], lines[1:]
    return "", lines


def _take_dateline(
    lines: list[_Line], findings: list[Finding]
) -> tuple[Dateline | None, list[_Line]]:
    for at, (number, line) in enumerate(lines):
        if _RELATED.match(line):
            continue
        parted = dateline.parse(line)
        if not parted:
            if near := _AGENCY_NEAR_START.match(line):
                findings.append(Finding(number, near[0], why.UNREAD_DATELINE))
            return None, lines
        found, rest = parted
        findings += [Finding(number, found.text, reason) for reason in _doubts(found)]
        return found, [*lines[:at], *([(number, rest)] if rest else []), *lines[at + 1 :]]
    return None, lines


def _doubts(found: Dateline) -> list[str]:
    doubts = {
        why.MARKUP_IN_DATELINE: "<" in found.text,
        why.LOST_PLACE: not found.places,
        why.IMPOSSIBLE_DATE: dateline.has_impossible_date(found),
    }
    return [reason for reason, doubted in doubts.items() if doubted]


def _part_related(lines: list[_Line], findings: list[Finding]) -> tuple[list[_Line], list[Related]]:
    paragraphs: list[_Line] = []
    related: list[Related] = []
    for number, line in lines:
        match = _RELATED.match(line)
        title = match[1].strip() if match else ""
        if title:
            related.append(Related(title, len(paragraphs)))
        elif match:
            findings.append(Finding(number, line, why.UNTITLED_RELATED))
        else:
            paragraphs.append((number, line))
    return paragraphs, related


def _take_code(
    paragraphs: list[_Line], findings: list[Finding]
) -> tuple[AgencyCode | None, str, list[_Line]]:
    """The code that closes the last paragraph, or what stands in its place."""
    if not paragraphs:
        findings.append(Finding(1, "", why.EMPTY))
        return None, "", paragraphs
    number, line = paragraphs[-1]
    names = line if len(line) <= _LONGEST and _NAMES_FOR_CODE.fullmatch(line) else ""
    if names:
        findings.append(Finding(number, names, why.NAMES_FOR_CODE))
        paragraphs = paragraphs[:-1]
        number, line = paragraphs[-1] if paragraphs else (number, "")
    if closing := agency_code.find_closing(line):
        start, end, code = closing
        return code, line[start:end], _shorten_last(paragraphs, line[:start])
    if names:
        return None, names, paragraphs
    if empty := _EMPTY_CODE.search(line, max(0, len(line) - _SHOWN)):
        findings.append(Finding(number, empty[0], why.EMPTY_CODE))
        return None, empty[0], _shorten_last(paragraphs, line[: empty.start()])
    findings.append(Finding(number, _last_words(line), why.NO_CODE))
    return None, "", paragraphs


def _last_words(line: str) -> str:
    return line if len(line) <= _SHOWN else line[-_SHOWN:].partition(" ")[2]


def _shorten_last(paragraphs: list[_Line], rest: str) -> list[_Line]:
    number, rest = paragraphs[-1][0], rest.rstrip()
    return [*paragraphs[:-1], *([(number, rest)] if rest else [])]


def _examine(paragraphs: list[_Line], findings: list[Finding]) -> None:
    """Find what stands in the paragraphs and does not belong there; it stays where it is."""
    for at, (number, line) in enumerate(paragraphs):
        found = [
            (line[start:end], why.EARLIER_CODE) for start, end, _ in agency_code.find_all(line)
        ]
        for pattern, reason in ((_MARKUP, why.MARKUP), (_INNER_RELATED, why.INNER_RELATED)):
            if match := pattern.search(line):
                found.append((line[match.start() :][:_SHOWN], reason))
        if at == 1 and (late := dateline.parse(line)):
            found.append((late[0].text, why.LATE_DATELINE))
        findings += [Finding(number, words, reason) for words, reason in found]


def _read_ending(lines: list[_Line], paragraphs: int, findings: list[Finding]) -> list[Related]:
    """Related stories behind the sign-off; all else there is a finding."""
    stray, related = _part_related(lines, findings)
    findings += [
        Finding(number, line, why.SECOND_SIGN_OFF if _is_sign_off(line) else why.AFTER_SIGN_OFF)
        for number, line in stray
    ]
    return [Related(link.title, paragraphs) for link in related]


def _one_line(text: str) -> str:
    return " ".join(filter(None, map(str.strip, _LINE_END.split(text))))
