"""A story's body as blocks: to and from JSON, plain text, and plain copy.

The door to the body; the table is in body_schema, its HTML in body_html, its words in body_plain,
its editor in body_editor.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.text.body_editor import editor_extensions
from articles.text.body_html import clean, parse, render
from articles.text.body_plain import (
    Caption,
    address_of,
    captions,
    copy_paragraphs,
    plain,
    plain_paragraphs,
)
from articles.text.body_schema import ALONE, BLOCKS, FORMS, PICTURE, Block

__all__ = [
    "LONGEST",
    "LONGEST_HTML",
    "MOST_PARAGRAPHS",
    "MOST_PICTURES",
    "MOST_TAGS",
    "Block",
    "Caption",
    "TooLongError",
    "address_of",
    "captions",
    "clean",
    "copy_paragraphs",
    "editor_extensions",
    "fit",
    "from_data",
    "from_paragraphs",
    "is_oversized",
    "parse",
    "pictures",
    "pictures_in",
    "plain",
    "plain_paragraphs",
    "render",
    "running",
    "to_data",
]

LONGEST: Final = 250_000
"""Bytes of the words of a story, in UTF-8: what everything after a form is made for."""
LONGEST_HTML: Final = 500_000
"""Characters of a text as it comes in, with what is taken out of it."""
MOST_PARAGRAPHS: Final = 5_000
# Each costs as much as a long sentence.
MOST_TAGS: Final = 12_000

MOST_PICTURES: Final = 60
"""In one story; a page shows each in many sizes."""

# What parts a text into pieces.
_PIECES = ("<", "\v", "\f", "\x85", "\u2028", "\u2029")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class TooLongError(ValueError):
    """A text is no story's: it is too long, or in too many pieces.

    ``str()`` tells the person; ``message`` with ``limit`` in it can be said in any language.
    """

    def __init__(self, message: Promise, limit: int) -> None:
        super().__init__(message)
        self.message = message
        self.limit = limit

    def __str__(self) -> str:
        return str(self.message) % {"limit": self.limit}


def is_oversized(html: str) -> bool:
    """Whether a text is too large to be read at all."""
    return len(html) > LONGEST_HTML or sum(map(html.count, _PIECES)) > MOST_TAGS


def fit(html: str) -> str:
    """The text as ``clean`` has it. Raises ``TooLongError`` where nothing is made for its size."""
    too_long = TooLongError(_("It is longer than a story: over %(limit)s kB."), LONGEST // 1000)
    if is_oversized(html):
        raise too_long
    blocks = parse(html)
    if len([*pictures_in(blocks)]) > MOST_PICTURES:
        raise TooLongError(_("It has more pictures than a story: over %(limit)s."), MOST_PICTURES)
    texts = plain_paragraphs(blocks)
    if len(texts) > MOST_PARAGRAPHS:
        raise TooLongError(
            _("It has more paragraphs than a story: over %(limit)s."), MOST_PARAGRAPHS
        )
    if sum(len(text.encode(errors="replace")) for text in texts) > LONGEST:
        raise too_long
    return render(blocks)


def to_data(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """The blocks as JSON: an object each, with ``kind`` and what else isn't empty."""
    names = ("html", "lang", "dir", "picture")
    return [
        {"kind": block.kind}
        | {name: value for name in names if (value := getattr(block, name))}
        | ({"children": to_data(block.children)} if block.children else {})
        for block in blocks
    ]


def from_data(data: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """The blocks that ``to_data`` wrote. ValueError on an unknown kind, field or type of value."""
    return tuple(_from_datum(datum) for datum in data)


def pictures(html: str) -> list[int]:
    """The keys of the pictures in a body, each once, in their order."""
    if PICTURE not in html:
        return []
    return list(dict.fromkeys(pictures_in(parse(html))))


def pictures_in(blocks: Iterable[Block]) -> Iterator[int]:
    """The keys of the pictures in some blocks, as often as they stand there."""
    for block in blocks:
        if block.picture:
            yield block.picture
        yield from pictures_in(block.children)


def from_paragraphs(texts: Iterable[str], language: str) -> str:
    """Body HTML of plain copy, a ``<p>`` for each text that isn't blank.

    ``language`` is the story's code. In a story that isn't Arabic, a paragraph in Arabic script
    (Latin in brackets, such as a verse reference, aside) is marked ``lang="ar" dir="rtl"``.
    """
    return "".join(
        f"<p{_marking(text, language)}>{escape(text, quote=False)}</p>"
        for text in texts
        if text.strip()
    )


def running(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that are the story's running text: none that stands between its paragraphs."""
    return (block for block in blocks if block.kind not in FORMS and block.kind not in ALONE)


def _from_datum(datum: Mapping[str, Any]) -> Block:
    if not isinstance(datum, Mapping):
        # One kind of error for whatever is wrong with stored data.
        raise ValueError(f"Not a block of a story: {datum!r}")  # noqa: TRY004
    fields = dict(datum)
    children, picture = fields.pop("children", []), fields.pop("picture", 0)
    texts = {name: fields.pop(name, "") for name in ("kind", "html", "lang", "dir")}
    if fields or not isinstance(children, list):
        raise ValueError(f"Not the fields of a block: {datum!r}")
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError(f"Not the texts of a block: {datum!r}")
    if texts["kind"] not in BLOCKS:
        raise ValueError(f"Not a kind of block: {texts['kind']!r}")
    if type(picture) is not int or bool(picture) != (texts["kind"] == "picture"):
        raise ValueError(f"Not the picture of a block: {datum!r}")
    return Block(**texts, children=from_data(children), picture=picture)


def _marking(text: str, language: str) -> str:
    if language.partition("-")[0] == "ar" or not _is_arabic(text):
        return ""
    return ' lang="ar" dir="rtl"'


def _is_arabic(text: str) -> bool:
    # To Unicode the basmala is a symbol, not a letter.
    letters = [char for char in _BRACKETED.sub("", text) if char.isalpha() or char == "﷽"]
    return bool(letters) and all(
        unicodedata.name(char, "").startswith("ARABIC") for char in letters
    )
