"""Undoing what mail does to a copy: its headers, its encoding, its quoting, a signature."""

import re
from itertools import takewhile

from articles.text import agency_code, mail_parts, signs
from articles.text import findings as why
from articles.text.copy_lines import LONGEST, Line, is_sign_off, ranges, trimmed
from articles.text.findings import Finding

_HEADER = re.compile(
    r"(?P<name>from|to|cc|bcc|subject|date|sent|sender|reply-to|return-path|received|message-id"
    r"|in-reply-to|references|delivered-to|mime-version|content-[a-z-]{4,30}|x-[a-z-]{2,40}"
    r"|(?:arc|authentication|auto|autocrypt|dkim|domainkey|feedback|list|received|resent|thread|user)"
    r"-[a-z-]{2,40}|organization|precedence|importance|priority|dari|kepada|ke|tembusan|perihal|subjek|tanggal|dikirim|terkirim"
    r"|balas ke|lampiran|attachments?|من|إلى|الى|نسخة|الموضوع|التاريخ)[ \t]?:(?:\s|$)(?P<value>.*)",
    re.IGNORECASE,
)
_NAMES_ALONE = ("from", "subject", "dari", "perihal", "subjek", "من", "الموضوع")
_FORWARDED = re.compile(
    r"(?:[-_=]{2,}\s?)?(?:(?:begin )?forwarded message|original message|pesan asli"
    r"|pesan (?:yang )?(?:diteruskan|terusan)|pesan teruskan|الرسالة الأصلية"
    r"|رسالة (?:معاد توجيهها|مُعاد توجيهها))(?:\s?[-_=]{2,}|:)",
    re.IGNORECASE,
)
_WROTE = re.compile(r".{0,200}(?:\bmenulis|\bwrote|كتبت?(?:\s[^:]{1,80})?)\s?:", re.IGNORECASE)
_WROTE_BEGINS = re.compile(r"(?:pada|on|في)\s", re.IGNORECASE)
_QUOTED = re.compile(r"[ \t]?(?:>[ \t]?)+")
_DEVICE = re.compile(
    r"(?:dikirim|terkirim)\s(?:dari|melalui|via)\s.{2,60}|sent\s(?:from|via)\s.{2,60}"
    r"|(?:get|dapatkan)\soutlook\s(?:for|untuk)\s.{2,30}|أ?رسلت?\sمن\s.{2,60}",
    re.IGNORECASE,
)
_MOST_SIGNED = 10

_ESCAPE = re.compile(r"(?:=[0-9A-F]{2})+", re.IGNORECASE)
_SOFT_END = re.compile(r"=[ \t]*$")
# A letter beyond ASCII in UTF-8, an escaped =, or a blank kept at the end of a line: what no
# address or sum holds.
_SURELY_ENCODED = re.compile(
    r"=(?:C[2-9A-F]|D[0-9A-F]|E[0-9A-F]|F[0-4])=[89AB][0-9A-F]|=3D|=20$", re.IGNORECASE
)


def undo(lines: list[Line], findings: list[Finding]) -> list[Line]:
    """The lines as they were before they were mailed; each thing undone becomes a finding.

    Lines that mail wrapped are still apart: ``wrapping.join`` joins them.
    """
    lines, headers = _take_headers(lines, findings)
    headers = headers or mail_parts.opening(lines)
    said = " ".join(trimmed(line) for _, line in headers).lower()
    packed = mail_parts.is_packed(said)
    is_html = False
    if packed:
        lines, said, is_html = mail_parts.take(headers, lines, findings)
    lines = _decode(lines, findings, headers=said)
    if is_html:
        lines = mail_parts.read_html(lines)
    unquoted = _unquote(lines, findings)
    if unquoted is not lines or packed or not headers:
        unquoted, _ = _take_headers(unquoted, findings)
    return _take_signature(unquoted, findings)


def _take_headers(lines: list[Line], findings: list[Finding]) -> tuple[list[Line], list[Line]]:
    """The headers of mail that open the lines, or follow the line that says it was forwarded."""
    start = next((at for at, (_, line) in enumerate(lines) if trimmed(line)), len(lines))
    for at in range(start, len(lines)):
        words = trimmed(lines[at][1])
        if len(words) <= LONGEST and _FORWARDED.fullmatch(words):
            findings.append(Finding(lines[at][0], words, why.MAIL_HEADER))
            lines = [*lines[:at], *lines[at + 1 :]]
            start = next((i for i in range(at, len(lines)) if trimmed(lines[i][1])), len(lines))
            break
    end = start
    names: list[str] = []
    while end < len(lines):
        line = lines[end][1]
        if match := _HEADER.match(signs.bare(line.lstrip("\ufeff")[: 2 * LONGEST])):
            names.append(match["name"].lower())
        elif not (names and line[:1] in (" ", "\t") and trimmed(line)):
            break
        end += 1
    closed = end < len(lines) and not trimmed(lines[end][1])
    if len(names) < 2 and not (names and names[0] in _NAMES_ALONE and closed):
        return lines, []
    headers = lines[start:end]
    findings += [Finding(number, trimmed(line), why.MAIL_HEADER) for number, line in headers]
    return [*lines[:start], *lines[end:]], headers


def _decode(lines: list[Line], findings: list[Finding], *, headers: str) -> list[Line]:
    """The lines without quoted-printable (RFC 2045, 6.7), where it is sure that they have it."""
    told = "quoted-printable" in headers
    encoded = [number for number, line in lines if _SURELY_ENCODED.search(line.rstrip(" \t"))]
    if not encoded and not (told and any(_ESCAPE.search(line) for _, line in lines)):
        return lines
    codec = mail_parts.codec(headers)
    decoded: list[Line] = []
    touched: list[int] = []
    parts: list[str] = []
    first = 0
    for number, line in lines:
        first = first if parts else number
        soft = _SOFT_END.search(line)
        if soft or _ESCAPE.search(line):
            touched.append(number)
        parts.append(line[: soft.start()] if soft else line)
        if not soft:
            decoded += [(first, part) for part in _plain("".join(parts), codec).split("\n")]
            parts = []
    if parts:
        decoded += [(first, part) for part in _plain("".join(parts), codec).split("\n")]
    findings.append(Finding(touched[0], ranges(touched), why.QUOTED_PRINTABLE))
    return decoded


def _plain(line: str, codec: str) -> str:
    return signs.carried(_ESCAPE.sub(lambda match: _letters(match[0], codec), line))


def _letters(escapes: str, codec: str) -> str:
    found = mail_parts.letters(bytes.fromhex(escapes.replace("=", "")), codec)
    return escapes if found is None else found


def _unquote(lines: list[Line], findings: list[Finding]) -> list[Line]:
    """The lines without the ``>`` before them, and without the one that says who wrote them."""
    quoted = {at for at, (_, line) in enumerate(lines) if _QUOTED.match(line)}
    if not quoted:
        return lines
    findings.append(
        Finding(lines[min(quoted)][0], ranges(lines[at][0] for at in quoted), why.QUOTED)
    )
    rest = [
        (number, _QUOTED.sub("", line, count=1) if at in quoted else line)
        for at, (number, line) in enumerate(lines)
    ]
    above = [at for at in range(min(quoted)) if trimmed(lines[at][1])][-2:]
    if above and _WROTE.fullmatch(trimmed(lines[above[-1]][1])[: 2 * LONGEST]):
        begins = _WROTE_BEGINS.match(trimmed(lines[above[-1]][1]))
        for at in above[-1:] if begins else above:
            findings.append(Finding(rest[at][0], trimmed(rest[at][1]), why.MAIL_HEADER))
            rest[at] = (rest[at][0], "")
    return rest


def _take_signature(lines: list[Line], findings: list[Finding]) -> list[Line]:
    """The lines before ``-- `` (RFC 3676, 4.3), and without the line that names a telephone."""
    filled = [at for at, (_, line) in enumerate(lines) if trimmed(line)]
    last = filled[-1 - _MOST_SIGNED :]
    signed: set[int] = set()
    for at in last:
        if lines[at][1].rstrip() == "--" and not any(_is_copy(lines[i][1]) for i in last if i > at):
            signed = {i for i in last if i >= at}
            break
    kept = [at for at in filled if at not in signed]
    signed |= set(takewhile(lambda at: _names_device(lines[at][1]), reversed(kept)))
    findings += [
        Finding(lines[at][0], trimmed(lines[at][1]), why.MAIL_SIGNATURE) for at in sorted(signed)
    ]
    return [line for at, line in enumerate(lines) if at not in signed]


def _names_device(line: str) -> bool:
    return len(line) <= LONGEST and _DEVICE.fullmatch(signs.bare(trimmed(line))) is not None


def _is_copy(line: str) -> bool:
    return is_sign_off(trimmed(line)) or agency_code.find_closing(line) is not None
