"""A mail that is packed: in base64, in HTML, or in parts; its text, and what was left of it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from typing import Final, NamedTuple

from articles.text import body
from articles.text import findings as why
from articles.text.copy_lines import LONGEST, SHOWN, Line, filled, read, trimmed
from articles.text.findings import Finding

# More than any mail program writes; the package's own work grows faster than these do.
MOST_NESTED: Final = 20
MOST_BOUNDARIES: Final = 200
LONGEST_HEADER: Final = 1_000

_PACKED = re.compile(r"multipart/|content-type:\s*text/html|content-transfer-encoding:\s*base64")
_CONTENT = re.compile(r"^content-[a-z-]+[ \t]*:.*(?:\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(r"^--\S", re.MULTILINE)
_PART_BEGINS = re.compile(r"--([^\s\"]{1,70})")
_CHARSET = re.compile(r"charset\s?=\s?\"?((?:iso-8859|windows)-\d{1,4})")


class Text(NamedTuple):
    """The lines of the part that was taken, still in quoted-printable if ``headers`` say so."""

    lines: list[Line]
    headers: str
    is_html: bool


def is_packed(headers: str) -> bool:
    """Whether the headers of a mail, in small letters, tell of more than one plain text."""
    return _PACKED.search(headers) is not None


def opening(lines: list[Line]) -> list[Line]:
    """The header of a mail whose lines begin with its first part, as it must have been; or none."""
    first, second, *_ = [*filled(lines), (0, ""), (0, "")]
    begins = _PART_BEGINS.fullmatch(first[1].rstrip())
    if not begins or not _CONTENT.match(second[1]):
        return []
    return [(first[0], f'Content-Type: multipart/mixed; boundary="{begins[1]}"')]


def take(headers: list[Line], lines: list[Line], findings: list[Finding]) -> Text:
    """The text of a packed mail: what is plain, else HTML. Which parts there were is said.

    A mail that holds none, or is packed as no mail program does, stays as it is.
    """
    said = _content_of(headers)
    source = "\n".join([*said, "", *(line for _, line in lines)])
    is_whole = all(number >= headers[0][0] for number, _ in filled(lines))
    message = None
    if is_whole and _is_sane(source):
        message = message_from_string(source, EmailMessage, policy=default)
    taken = message and message.get_body(("plain", "html"))
    if not message or not taken:
        findings.append(Finding(headers[0][0], headers[0][1][:LONGEST], why.MAIL_PACKED))
        return Text(lines, " ".join(said).lower(), is_html=False)
    at, text = 0, lines
    for part in message.walk():
        if part.is_multipart():
            beside = filter(None, map(trimmed, (part.preamble or "", part.epilogue or "")))
            findings += [
                Finding(headers[0][0], words[:SHOWN], why.MAIL_PART_LEFT) for words in beside
            ]
            continue
        payload = _payload(part)
        at = _found(lines, at, payload)
        number = lines[at][0] if lines else headers[0][0]
        if part is taken:
            text = _lines(part, lines[at : at + len(payload)], number, findings)
        reason = why.MAIL_PART if part is taken else why.MAIL_PART_LEFT
        findings.append(Finding(number, _named(part), reason))
    told = " ".join(f"{name}: {words}" for name, words in taken.items() if _is_content(name))
    return Text(text, told.lower(), taken.get_content_subtype() == "html")


def read_html(lines: list[Line]) -> list[Line]:
    """The words of lines of HTML, a paragraph a line; of more than a form takes, the lines."""
    html = "\n".join(line for _, line in lines)
    if body.is_oversized(html):
        return lines
    number = lines[0][0] if lines else 1
    blocks = body.parse(html)
    return [
        (number, line) for text in body.plain_paragraphs(blocks) for line in (*text.split("\n"), "")
    ]


def codec(headers: str) -> str:
    """The character set that headers in small letters name, if it is one that needs naming."""
    named = _CHARSET.search(headers)
    return named[1] if named else "cp1252"


def letters(octets: bytes, named: str) -> str | None:
    """What the octets say: mails say one set of letters and mean another, but UTF-8 is sure."""
    for name in ("utf-8", named, "cp1252"):
        try:
            return octets.decode(name).replace("\r\n", "\n").replace("\r", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _content_of(headers: Iterable[Line]) -> list[str]:
    """What the headers say of the content alone: others may be in words that no mail knows."""
    kept: list[str] = []
    is_kept = False
    for _, line in headers:
        is_kept = is_kept if line[:1] in (" ", "\t") else _is_content(line)
        if is_kept:
            kept.append(line)
    return kept


def _is_content(header: str) -> bool:
    return header.lower().startswith("content-")


def _is_sane(source: str) -> bool:
    return (
        source.lower().count("boundary") <= MOST_NESTED
        and len(_BOUNDARY.findall(source)) <= MOST_BOUNDARIES
        and all(len(header) <= LONGEST_HEADER for header in _CONTENT.findall(source))
    )


def _payload(part: EmailMessage) -> list[str]:
    payload = part.get_payload()
    return payload.split("\n") if isinstance(payload, str) else []


def _found(lines: list[Line], start: int, payload: list[str]) -> int:
    """Where the payload begins in the lines, from ``start`` on; there, if it has no words."""
    first = next(filter(trimmed, payload), None)
    skipped = payload.index(first) if first else 0
    places = (at for at in range(start, len(lines)) if lines[at][1] == first)
    return max(next(places, start) - skipped, 0)


def _lines(
    part: EmailMessage, lines: list[Line], number: int, findings: list[Finding]
) -> list[Line]:
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64":
        return lines
    octets = part.get_payload(decode=True)
    charset = codec(f"charset={part.get_content_charset()}")
    text = letters(octets, charset) if isinstance(octets, bytes) else ""
    met: list[Finding] = []
    unpacked = [(number, line) for _, line in read(text or "", met)]
    findings += [replace(finding, line=number) for finding in met]
    return unpacked


def _named(part: EmailMessage) -> str:
    return " ".join(filter(None, [part.get_content_type(), part.get_filename()]))[:LONGEST]
