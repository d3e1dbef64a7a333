"""The blocks of a story's text in NITF's elements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from articles.text import body, embeds
from articles.text.body import Block
from articles.text.body_plain import COPY
from articles.text.raw_copy import RELATED_LABELS
from wire.formats import notes, pictures, related
from wire.formats.item import Item
from wire.formats.markup import LANG, Element, Maker, Part, absolute, inline, table
from wire.formats.pictures import Shown
from wire.formats.xhtml import end_with, is_running

NITF: Final = "http://iptc.org/std/NITF/2006-10-18/"
# NITF has no attribute for it; this one is W3C's, and NITF lets others' in.
ITS: Final = "http://www.w3.org/2005/11/its"
DIRECTION: Final = f"{{{ITS}}}dir"
TAGS: Final = {
    "paragraph": "p",
    "heading2": "hl2",
    "heading3": "hl2",
    "bullets": "ul",
    "numbers": "ol",
    "item": "li",
}
LEVEL: Final = {"heading3": "level-3"}

make = Maker(NITF, {"its": ITS})


def content(item: Item) -> list[Element]:
    """The text with its pictures, the code at its end and the related links below it."""
    if not item.has_text:
        return []
    writer = _Writer(item)
    return [*writer.lead(), *writer.text(), *writer.ending(), *writer.related()]


@dataclass(frozen=True, slots=True)
class _Writer:
    item: Item

    def lead(self) -> Iterator[Element]:
        for picture in pictures.shown(self.item)[:1]:
            if picture.key == pictures.LEAD:
                yield self._media(picture)

    def text(self) -> list[Element]:
        blocks = body.from_data(self.item.content["body"])
        made = [(block, self._block(block)) for block in blocks]
        shown = [(block, element) for block, element in made if element is not None]
        elements = [element for _, element in shown]
        if code := self.item.content["code"]:
            said = make("classifier", {"type": "agency-code"}, code)
            if shown and is_running(shown[-1][0]):
                end_with(elements[-1], said)
            else:
                elements.append(make("p", {}, said))
        return elements

    def ending(self) -> Iterator[Element]:
        for line in notes.ending(self.item):
            yield make("p", {"class": "note"}, make("em", {}, line))

    def related(self) -> Iterator[Element]:
        items = [
            make("li", {}, make("a", {"href": link.uri, "rel": link.relation}, link.title))
            for link in related.links(self.item)
            if link.relation == related.SEE_ALSO
        ]
        if items:
            label = RELATED_LABELS[self.item.language].strip()
            yield make(
                "block", {"class": "related"}, make("hl2", {}, label), make("ul", {}, *items)
            )

    def _block(self, block: Block) -> Element | None:
        match block.kind:
            case "picture":
                picture = pictures.in_text(self.item, block)
                return self._media(picture, block) if picture else None
            case "gallery":
                media = self._blocks(block.children)
                return make("block", {"class": "gallery"}, *media) if media else None
            case "table":
                return table(make, block, self._run)
            case "quote":
                return make("bq", _tongue(block), make("block", {}, *self._blocks(block.children)))
            case "pullquote":
                return self._quoted(block, "pull-quote", "speaker")
            case "verse":
                return self._quoted(block, "verse", "reference")
            case "exchange":
                return self._exchange(block)
            case "embed":
                return self._embed(block)
        told = {**_tongue(block), "class": LEVEL.get(block.kind, "")}
        inner: list[Part] = [*self._blocks(block.children)] if block.children else self._run(block)
        return make(TAGS[block.kind], told, *inner)

    def _blocks(self, blocks: Iterable[Block]) -> list[Element]:
        return [made for block in blocks if (made := self._block(block)) is not None]

    def _media(self, picture: Shown, block: Block | None = None) -> Element:
        data = picture.data
        told = {
            "licence": pictures.licence(self.item, picture),
            "kind": data["kind"],
            "ai": "picture" if data.get("is_ai") else "",
            "sha256": data["checksum"],
        }
        references = (
            make(
                "media-reference",
                {
                    "source": file.href,
                    "name": file.name,
                    "mime-type": file.media_type,
                    "width": file.width,
                    "height": file.height,
                    "units": "pixels",
                    "alternate-text": data["alternative"],
                    "source-credit": data["credit"],
                    "copyright": data["agency"],
                },
            )
            for file in pictures.files(self.item, picture)
        )
        words: list[Part] = self._run(block) if block and block.html else [data["caption"]]
        return make(
            "media",
            {"media-type": "image"},
            *(
                make("media-metadata", {"name": name, "value": said})
                for name, said in told.items()
                if said
            ),
            *references,
            make("media-caption", {}, *words),
            make("media-producer", {}, data["credit"]) if data["credit"] else None,
        )

    def _quoted(self, block: Block, name: str, closing: str) -> Element:
        words = [child for child in block.children if child.kind != closing]
        ends = [child for child in block.children if child.kind == closing]
        return make(
            "bq",
            {"class": name},
            make("block", {}, *self._blocks(words)),
            *(make("credit", _tongue(end), *self._run(end)) for end in ends),
        )

    def _exchange(self, block: Block) -> Element:
        question, *answer = block.children
        label = COPY[self.item.language].question
        asked = make("em", {"class": "strong"}, label, *self._run(question))
        return make(
            "block",
            {"class": "exchange"},
            make("p", {"class": "question", **_tongue(question)}, asked),
            *self._blocks(answer),
        )

    def _embed(self, block: Block) -> Element:
        address = body.address_of(block)
        link = make("a", {"href": address}, body.plain(block))
        return make("p", {"class": "embed"}, link, f" ({embeds.source(address)})")

    def _run(self, block: Block) -> list[Part]:
        return inline(block, self._mark, lambda: make("br"))

    def _mark(self, kind: str, value: str, inner: list[Part]) -> Element:
        if kind == "link":
            return make("a", {"href": absolute(self.item.base, value)}, *inner)
        return make("em", {"class": "strong" if kind == "strong" else ""}, *inner)


def _tongue(block: Block) -> dict[str, str]:
    return {LANG: block.lang, DIRECTION: block.dir}
