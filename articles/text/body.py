"""A story's body as blocks: to and from JSON, plain text, and plain copy.

The door to the body; the table is in body_schema, its HTML in body_html, its editor in body_editor.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.text.body_editor import editor_extensions
from articles.text.body_html import clean, parse, render
from articles.text.body_schema import BLOCKS, Block

__all__ = [
    "LONGEST",
    "LONGEST_HTML",
    "MOST_PARAGRAPHS",
    "MOST_TAGS",
    "Block",
    "TooLongError",
    "clean",
    "editor_extensions",
    "fit",
    "from_data",
    "from_paragraphs",
    "is_oversized",
    "parse",
    "plain",
    "plain_paragraphs",
    "render",
    "to_data",
]

LONGEST: Final = 250_000
"""Bytes of the words of a story, in UTF-8: what everything after a form is made for."""
LONGEST_HTML: Final = 500_000
"""Characters of a text as it comes in, with what is taken out of it."""
MOST_PARAGRAPHS: Final = 5_000
# Each costs as much as a long sentence.
MOST_TAGS: Final = 12_000

# What parts a text into pieces.
_PIECES = ("<", "\v", "\f", "\x85", "\u2028", "\u2029")
_TAG = re.compile(r"<[^<>]*>")
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
    return [
        {"kind": block.kind}
        | {name: text for name in ("html", "lang", "dir") if (text := getattr(block, name))}
        | ({"children": to_data(block.children)} if block.children else {})
        for block in blocks
    ]


def from_data(data: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """The blocks that ``to_data`` wrote. ValueError on an unknown kind, field or type of value."""
    return tuple(_from_datum(datum) for datum in data)


def plain(block: Block) -> str:
    """The text of a block; hard breaks and the ends of blocks inside it are line ends."""
    if block.children:
        return "\n".join(plain(child) for child in block.children)
    return unescape(_TAG.sub("", block.html.replace("<br>", "\n")))


def plain_paragraphs(blocks: Iterable[Block]) -> list[str]:
    """The body as wire copy, one text a paragraph; items begin with ``- `` or their number.

    A hard break is a line end inside its paragraph.
    """
    texts: list[str] = []
    for block in blocks:
        match block.kind:
            case "bullets":
                texts += _marked_items(block, ["- "] * len(block.children))
            case "numbers":
                texts += _marked_items(block, [f"{n}. " for n, _ in enumerate(block.children, 1)])
            case "quote" | "item":
                texts += plain_paragraphs(block.children)
            case _:
                texts.append(plain(block))
    return texts


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


def _from_datum(datum: Mapping[str, Any]) -> Block:
    if not isinstance(datum, Mapping):
        # One kind of error for whatever is wrong with stored data.
        raise ValueError(f"Not a block of a story: {datum!r}")  # noqa: TRY004
    fields = dict(datum)
    children = fields.pop("children", [])
    texts = {name: fields.pop(name, "") for name in ("kind", "html", "lang", "dir")}
    if fields or not isinstance(children, list):
        raise ValueError(f"Not the fields of a block: {datum!r}")
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError(f"Not the texts of a block: {datum!r}")
    if texts["kind"] not in BLOCKS:
        raise ValueError(f"Not a kind of block: {texts['kind']!r}")
    return Block(**texts, children=from_data(children))


def _marked_items(block: Block, marks: Sequence[str]) -> list[str]:
    texts: list[str] = []
    for mark, item in zip(marks, block.children, strict=True):
        first, *rest = plain_paragraphs(item.children) or [""]
        texts += [mark + first, *rest]
    return texts


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
