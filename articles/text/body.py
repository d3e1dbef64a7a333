"""A story's body as blocks: to and from JSON, plain text, and plain copy.

The door to the body; the table is in body_schema, its HTML in body_html, its editor in body_editor.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape
from typing import Any

from articles.text.body_editor import editor_extensions
from articles.text.body_html import clean, parse, render
from articles.text.body_schema import BLOCKS, Block

__all__ = [
    "Block",
    "clean",
    "editor_extensions",
    "from_data",
    "from_paragraphs",
    "parse",
    "plain",
    "plain_paragraphs",
    "render",
    "to_data",
]

_TAG = re.compile(r"<[^>]*>")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


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
