"""Raw wire copy: one text in, its parts out, and the same characters back.

The layout is that of the agency's house format, section 1: one paragraph a line, the agency code
closing the last one, the sign-off a line of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.text import (
    agency_code,
    copy_head,
    dateline,
    headlines,
    mail,
    marks,
    opening,
    signs,
    telephone,
    wire_header,
    wrapping,
)
from articles.text import findings as why
from articles.text.agency_code import AgencyCode
from articles.text.byline import is_byline
from articles.text.copy_lines import (
    LONGEST,
    SHOWN,
    Line,
    is_sign_off,
    plain,
    read,
    related_title,
    trimmed,
)
from articles.text.dateline import Dateline
from articles.text.findings import Finding

RELATED_LABELS: Final = {"id": "Baca Juga: ", "en": "Also Read: ", "ar": "اقرأ أيضا: "}

_INNER_RELATED = re.compile(r"(?:baca juga|also read|اقرأ أيضا) ?:", re.IGNORECASE)
_NAMES_FOR_CODE = re.compile(r"(?:[^\W\d_][^:()]{1,80}\s)?Editor\s*:\s*[^\W\d_][^:()]{1,80}")
_EMPTY_CODE = re.compile(r"\[\s{0,3}\]\s?\.?$")
_MARKUP = re.compile(r"<[a-z/!]", re.IGNORECASE)
_AGENCY_NEAR_START = re.compile(
    r".{0,80}(?:\b(?:MINA|مينا)\)?\s?[-–—](?!\w)|\((?:MINA|مينا|معراج)\)|[,،]\s?(?:MINA|مينا)\b)"
)
# How far below a dateline or the agency's name is looked for.
_LOOKED_AT = 6


@dataclass(frozen=True, slots=True)
class Related:
    """A related story's printed title, and how many paragraphs stand before it."""

    title: str
    after: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy's parts; ``source`` is the text itself, to the last character.

    Paragraphs are without the dateline, the closing code and outer blanks. ``code_text`` is what
    was printed, also where it is no code (``[]``, or the editors' names) and ``code`` is None;
    code, dateline and sign-off are without signs that no eye sees. ``byline`` is the whole line.
    The notes of ``marks.notes`` are no paragraphs: ``is_ai``, ``awaiting_verification`` and
    ``sponsor`` say that they stood there. ``slugline`` and ``ednote`` stood above all.
    """

    source: str
    headline: str
    standfirst: str
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
    sponsor: str = ""
    slugline: str = ""
    ednote: str = ""

    @property
    def text(self) -> str:
        """The copy again, exactly as it came."""
        return self.source


def parse(text: str, *, first_line_is_headline: bool | None = None) -> Copy:
    """The parts of any text; what can't be placed becomes a finding, and nothing raises.

    What mail and wires put round a copy is undone first, and said in findings. Unless told, the
    first line is the headline where ``opening.take`` says so.
    """
    findings: list[Finding] = []
    lines = mail.undo(read(text, findings), findings)
    lines = telephone.undo(lines, findings)
    head, lines = copy_head.take(wire_header.take(lines, findings))
    lines = wrapping.join(lines, findings, first_is_headline=first_line_is_headline)
    headline, standfirst, lines = opening.take(lines, findings, told=first_line_is_headline)
    body, sign_off, ending = _part_at_sign_off(lines)
    sponsor = next(filter(None, (marks.sponsor_of(line) for _, line in body)), "")
    notes = {line for _, line in body if marks.is_note(line)}
    body = [line for line in body if line[1] not in notes]
    byline, body = _take_byline(body)
    place_and_time, body = _take_dateline(body, findings)
    paragraphs, related = _part_related(body, findings)
    code, code_text, paragraphs = _take_code(paragraphs, findings)
    _examine(paragraphs, findings, has_dateline=place_and_time is not None)
    if paragraphs and not headline and headlines.is_cut(paragraphs[0][1]):
        words = headlines.headline_of(paragraphs[0][1])
        findings.append(Finding(paragraphs[0][0], _last_words(words), why.HEADLINE_CUT))
    related += _read_ending(ending, len(paragraphs), findings)
    return Copy(
        source=text,
        headline=headline,
        standfirst=standfirst,
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
        sponsor=sponsor,
        slugline=head.slugline,
        ednote=head.ednote,
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
    slugline: str = "",
    ednote: str = "",
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
    linked: list[list[str]] = [[] for _ in range(len(body) + 1)]
    for link in related:
        at = min(max(link.after, 0), len(body))
        linked[at].append(RELATED_LABELS[language] + _one_line(link.title))
    head = copy_head.lines(language, slugline=_one_line(slugline), ednote=_one_line(ednote))
    lines = [*head, _one_line(headline), _one_line(byline), *linked[0]]
    for line, links in zip(body, linked[1:], strict=True):
        lines += [line, *links]
    return "\n".join(filter(None, [*lines, names, *notes, sign_off]))


def identity(text: str) -> str:
    """The text by which one copy is told from another: which line ends it has is no difference."""
    return "\n".join(signs.LINE_END.split(text.removeprefix("\ufeff"))).rstrip("\n")


def headline_from(copy: Copy) -> str:
    """A headline for a copy without one, from its first sentence; empty if it has no paragraph."""
    return headlines.headline_of(copy.paragraphs[0]) if copy.paragraphs else ""


def _part_at_sign_off(lines: list[Line]) -> tuple[list[Line], str, list[Line]]:
    for at, (_, line) in enumerate(lines):
        if is_sign_off(line):
            return lines[:at], signs.bare(line), lines[at + 1 :]
    return lines, "", []


def _take_byline(lines: list[Line]) -> tuple[str, list[Line]]:
    if lines and is_byline(plain(lines[0][1])):
        return plain(lines[0][1]), lines[1:]
    return "", lines


def _take_dateline(
    lines: list[Line], findings: list[Finding]
) -> tuple[Dateline | None, list[Line]]:
    for at, (number, line) in enumerate(lines):
        if related_title(line) is not None:
            continue
        parted = dateline.parse_hidden(line)
        if not parted:
            return None, lines
        found, rest, hid = parted
        reasons = [*_doubts(found), *([why.UNSEEN_SIGNS] if hid else [])]
        findings += [Finding(number, found.text, reason) for reason in reasons]
        rest = trimmed(rest)
        return found, [*lines[:at], *([(number, rest)] if rest else []), *lines[at + 1 :]]
    return None, lines


def _doubts(found: Dateline) -> list[str]:
    doubts = {
        why.MARKUP_IN_DATELINE: "<" in found.text,
        why.LOST_PLACE: not found.places,
        why.IMPOSSIBLE_DATE: dateline.has_impossible_date(found),
    }
    return [reason for reason, doubted in doubts.items() if doubted]


def _part_related(lines: list[Line], findings: list[Finding]) -> tuple[list[Line], list[Related]]:
    paragraphs: list[Line] = []
    related: list[Related] = []
    for number, line in lines:
        title = related_title(line)
        if title:
            related.append(Related(title, len(paragraphs)))
        elif title is not None:
            findings.append(Finding(number, line, why.UNTITLED_RELATED))
        else:
            paragraphs.append((number, line))
    return paragraphs, related


def _take_code(
    paragraphs: list[Line], findings: list[Finding]
) -> tuple[AgencyCode | None, str, list[Line]]:
    """The code that closes the last paragraph, or what stands in its place."""
    if not paragraphs:
        findings.append(Finding(1, "", why.EMPTY))
        return None, "", paragraphs
    number, line = paragraphs[-1]
    names = line if len(line) <= LONGEST and _NAMES_FOR_CODE.fullmatch(plain(line)) else ""
    if names:
        findings.append(Finding(number, names, why.NAMES_FOR_CODE))
        paragraphs = paragraphs[:-1]
        number, line = paragraphs[-1] if paragraphs else (number, "")
    if closing := agency_code.find_closing(line):
        start, end, code = closing
        printed = agency_code.plain(line[start:end])
        if agency_code.hides(line[start:end]):
            findings.append(Finding(number, printed, why.UNSEEN_SIGNS))
        return code, printed, _shorten_last(paragraphs, line[:start])
    if names:
        return None, names, paragraphs
    if empty := _EMPTY_CODE.search(line, max(0, len(line) - SHOWN)):
        findings.append(Finding(number, empty[0], why.EMPTY_CODE))
        return None, empty[0], _shorten_last(paragraphs, line[: empty.start()])
    findings.append(Finding(number, _last_words(line), why.NO_CODE))
    return None, "", paragraphs


def _last_words(line: str) -> str:
    return line if len(line) <= SHOWN else line[-SHOWN:].partition(" ")[2]


def _shorten_last(paragraphs: list[Line], rest: str) -> list[Line]:
    number, rest = paragraphs[-1][0], trimmed(rest)
    return [*paragraphs[:-1], *([(number, rest)] if rest else [])]


def _examine(paragraphs: list[Line], findings: list[Finding], *, has_dateline: bool) -> None:
    """Find what stands in the paragraphs and does not belong there; it stays where it is."""
    for number, line in paragraphs:
        found = [
            (line[start:end], why.EARLIER_CODE) for start, end, _ in agency_code.find_all(line)
        ]
        for pattern, reason in ((_MARKUP, why.MARKUP), (_INNER_RELATED, why.INNER_RELATED)):
            if match := pattern.search(line):
                found.append((line[match.start() :][:SHOWN], reason))
        findings += [Finding(number, words, reason) for words, reason in found]
    for at, (number, line) in enumerate(paragraphs[:2] if has_dateline else paragraphs):
        late = dateline.parse(plain(line)) if at else None
        near = None if has_dateline or at >= _LOOKED_AT else _AGENCY_NEAR_START.match(line)
        if late or near:
            words = late[0].text if late else near[0] if near else ""
            findings.append(
                Finding(number, words, why.LATE_DATELINE if late else why.UNREAD_DATELINE)
            )
            break


def _read_ending(lines: list[Line], paragraphs: int, findings: list[Finding]) -> list[Related]:
    """Related stories behind the sign-off; all else there is a finding."""
    stray, related = _part_related(lines, findings)
    findings += [
        Finding(number, line, why.SECOND_SIGN_OFF if is_sign_off(line) else why.AFTER_SIGN_OFF)
        for number, line in stray
    ]
    return [Related(link.title, paragraphs) for link in related]


def _one_line(text: str) -> str:
    return " ".join(filter(None, map(str.strip, signs.LINE_END.split(text))))
