"""A body without dress: the words of its blocks, for search, for mail, and as wire copy."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import chain, repeat
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from articles.text import embeds
from articles.text.body_runs import runs
from articles.text.body_schema import MARKS, Block

_TAG = re.compile(r"<[^<>]*>")


class Caption(NamedTuple):
    """What is printed beside a picture, by its row."""

    words: str
    credit: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How copy says what a block says by its form."""

    picture: str
    question: str
    answer: str


COPY: Final = {
    "id": Manner("Foto: ", "Tanya: ", "Jawab: "),
    "en": Manner("Photo: ", "Q: ", "A: "),
    "ar": Manner("صورة: ", "سؤال: ", "جواب: "),
}
BETWEEN_CELLS: Final = " | "
CLOSINGS: Final = {"speaker": "– {}", "reference": "({})"}
NO_PICTURES: Final[Mapping[int, Caption]] = MappingProxyType({})


def captions(pictures: Mapping[str, Mapping[str, Any]]) -> dict[int, Caption]:
    """Those of the pictures that a Dispatch has in its text, by their keys."""
    return {int(key): Caption(data["caption"], data["credit"]) for key, data in pictures.items()}


def plain(block: Block) -> str:
    """The text of a block; hard breaks and the ends of blocks inside it are line ends."""
    if block.children:
        return "\n".join(plain(child) for child in block.children)
    return unescape(_TAG.sub("", block.html.replace("<br>", "\n")))


def plain_paragraphs(
    blocks: Iterable[Block], pictures: Mapping[int, Caption] = NO_PICTURES
) -> list[str]:
    """The words of a body, one text a paragraph; items begin with ``- `` or their number.

    A hard break is a line end inside its paragraph, and a row of a table is a paragraph. A picture
    is its caption, of the story or else of ``pictures``.
    """
    return _Writer(pictures).texts(blocks)


def copy_paragraphs(
    blocks: Iterable[Block], *, language: str, pictures: Mapping[int, Caption] = NO_PICTURES
) -> list[str]:
    """The body as wire copy: ``plain_paragraphs``, and what a line can't be seen to be it says.

    A picture has its credit, an embed its address. KeyError for a language that no copy is in.
    """
    return _Writer(pictures, COPY[language]).texts(blocks)


def address_of(embed: Block) -> str:
    """Where an embed leads."""
    link = next(at for at, row in enumerate(MARKS) if row.kind == "link")
    return next((run.marks[link] for run in runs(embed.html) if run.marks[link]), "")


@dataclass(frozen=True, slots=True)
class _Writer:
    pictures: Mapping[int, Caption]
    manner: Manner | None = None

    def texts(self, blocks: Iterable[Block]) -> list[str]:
        return [text for block in blocks for text in self._of(block)]

    def _of(self, block: Block) -> list[str]:
        match block.kind:
            case "bullets" | "numbers":
                return self._list(block)
            case "row":
                cells = [plain(cell).replace("\n", " ") for cell in block.children]
                return [BETWEEN_CELLS.join(cells)]
            case "pullquote" | "verse":
                return _closed(self.texts(block.children), CLOSINGS.get(block.children[-1].kind))
            case "exchange":
                return self._exchange(block)
            case "picture":
                return self._picture(block)
            case "embed" if self.manner:
                address = address_of(block)
                return [f"{plain(block)} ({embeds.source(address)}: {address})"]
        return self.texts(block.children) if block.children else [plain(block)]

    def _list(self, block: Block) -> list[str]:
        marks = ["- "] * len(block.children)
        if block.kind == "numbers":
            marks = [f"{number}. " for number, _ in enumerate(block.children, 1)]
        texts: list[str] = []
        for mark, item in zip(marks, block.children, strict=True):
            first, *rest = self.texts(item.children) or [""]
            texts += [mark + first, *rest]
        return texts

    def _exchange(self, block: Block) -> list[str]:
        texts = self.texts(block.children)
        if not self.manner:
            return texts
        marks = chain([self.manner.question, self.manner.answer], repeat(""))
        return [mark + text for mark, text in zip(marks, texts, strict=False)]

    def _picture(self, block: Block) -> list[str]:
        known = self.pictures.get(block.picture)
        words = plain(block) or (known.words if known else "")
        if self.manner and words:
            credit = f" ({known.credit})" if known and known.credit else ""
            words = f"{self.manner.picture}{words}{credit}"
        return [words] if words else []


def _closed(texts: list[str], form: str | None) -> list[str]:
    """The texts with the last of them behind the one before, in its form."""
    if form is None or len(texts) < 2:
        return texts
    *others, words, last = texts
    if last.startswith("("):
        form = "{}"
    return [*others, f"{words} {form.format(last)}"]
