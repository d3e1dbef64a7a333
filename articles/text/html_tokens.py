"""Any HTML as a stream of tags and text, read once from beginning to end, as browsers read it.

The steps are those of the HTML standard's tokenizer (13.2.5). Unlike the parsers at hand this one
never looks back, so a text of any shape takes time as its length does.
"""

import re
import sys
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

# Every repetition is possessive: what was read is not read again.
_BLANK = r"[ \t\n\f\r]"
_VALUE = r"""\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+"""
_ATTRIBUTE = rf"=?+[^ \t\n\f\r/>=]*+(?:{_BLANK}*+={_BLANK}*+(?:{_VALUE})?+)?+"
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^ \t\n\f\r/>]*+)"
    rf"(?P<attributes>(?:[ \t\n\f\r/]++|(?!>){_ATTRIBUTE})*+)>"
)
_NAMED_VALUE = re.compile(
    rf"(?P<name>=?+[^ \t\n\f\r/>=]++)(?:{_BLANK}*+={_BLANK}*+(?P<value>{_VALUE})?+)?+"
)
_TEXT = re.compile(r"(?:[^<]|<(?![a-zA-Z/!?]))++")
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_BOGUS_COMMENT = re.compile(r"<(?:[!?]|/(?![a-zA-Z]))[^>]*+(?:>|\Z)")
_REFERENCE = re.compile(
    r"&(?:\#(?:[xX](?P<hex>[0-9a-fA-F]++)|(?P<decimal>[0-9]++));?+|[a-zA-Z][a-zA-Z0-9]{0,31}+;?+)"
)
# No code of a character has more digits.
_MOST_DIGITS = 8
# fmt: off
RAW: Final = frozenset([
    "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp",
])
"""Elements whose content is text up to their end tag, whatever it looks like."""
# fmt: on
LONGEST_VALUE: Final = 2_000
"""Of an attribute; a longer one is no language and no address, and counts as empty."""


class Token(NamedTuple):
    """``tag`` in small letters and whether it ends; or, where that is "", ``text``.

    Text is as written, and so are ``attributes``.
    """

    tag: str = ""
    is_end: bool = False
    attributes: str = ""
    text: str = ""


def tokens(html: str) -> Iterator[Token]:
    """The tags and texts of any HTML; comments, and a tag that is never closed, are left out."""
    at = 0
    while at < len(html):
        if match := _TEXT.match(html, at):
            yield Token(text=match[0])
        elif match := _TAG.match(html, at):
            name, is_end = match["name"].lower(), bool(match["end"])
            yield Token(name, is_end, match["attributes"])
            if name in RAW and not is_end:
                at = _end_of(name, html, match.end())
                yield Token(text=html[match.end() : at])
                continue
        else:
            match = _COMMENT.match(html, at) or _BOGUS_COMMENT.match(html, at)
        if match is None:
            # A tag that nothing behind it closes: all that follows is in it.
            return
        at = match.end()


def attributes(written: str, names: tuple[str, ...]) -> dict[str, str]:
    """The values of some attributes, read; the first of each name."""
    found: dict[str, str] = {}
    if not written or not names:
        return found
    for match in _NAMED_VALUE.finditer(written):
        name = match["name"].lower()
        if name in names and name not in found:
            value = match["value"] or ""
            if value[:1] in ('"', "'"):
                value = value[1:].removesuffix(value[0])
            found[name] = read_text(value) if len(value) <= LONGEST_VALUE else ""
    return found


def read_text(written: str) -> str:
    """A text as it is written in HTML, its character references read.

    A code that is no character's stays in it as the sign that it is, if there is one.
    """
    return _REFERENCE.sub(_referred, written) if "&" in written else written


def _referred(match: re.Match[str]) -> str:
    digits = match["hex"] or match["decimal"]
    if not digits:
        return unescape(match[0])
    digits = digits.lstrip("0") or "0"
    code = int(digits, 16 if match["hex"] else 10) if len(digits) <= _MOST_DIGITS else -1
    return chr(code) if 0 <= code <= sys.maxunicode else "\ufffd"


def _end_of(name: str, html: str, start: int) -> int:
    match = re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE).search(html, start)
    return match.start() if match else len(html)
