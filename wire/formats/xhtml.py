"""The text of an item as HTML without dress, for the formats that carry HTML."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from articles.text import body, embeds
from articles.text.body import Block
from articles.text.body_plain import COPY
from wire.formats import notes, pictures
from wire.formats.item import Item
from wire.formats.markup import LANG, Element, Maker, Part, absolute, inline, lines, table
from wire.formats.pictures import Shown

XHTML: Final = "http://www.w3.org/1999/xhtml"
TAGS: Final = {
    "paragraph": "p",
    "heading2": "h2",
    "heading3": "h3",
    "quote": "blockquote",
    "bullets": "ul",
    "numbers": "ol",
    "item": "li",
}
MARK_TAGS: Final = {"link": "a", "strong": "strong", "em": "em"}


def fragment(item: Item, *, lead: bool) -> str:
    """The text as it prints, from its notices to its sign-off, in one ``div``.

    ``lead`` has the story's own picture above it.
    """
    make = Maker()
    attributes = {"lang": item.language, "dir": item.direction}
    made = make("div", attributes, *_Writer(item, make).all(lead=lead))
    return etree.tostring(made, encoding="unicode", method="html")


def document(item: Item, *, prefix: str) -> Element:
    """The same as a whole XHTML document, with the story's own picture.

    ``prefix`` stands before the ids of pictures, which others in one file have too.
    """
    make = Maker(XHTML)
    attributes = {LANG: item.language, "lang": item.language, "dir": item.direction}
    return make(
        "html",
        attributes,
        make("head", {}, make("title", {}, notes.headline(item))),
        make("body", {}, *_Writer(item, make, prefix=prefix).all(lead=True)),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    item: Item
    make: Maker
    prefix: str = ""
    named: set[str] = field(default_factory=set)
    """The pictures that have their id, which the first place of each has."""

    def all(self, *, lead: bool) -> list[Element]:
        item, make = self.item, self.make
        if not item.has_text:
            return [make("p", {"class": "ednote"}, line) for line in notes.ednote(item)]
        parts = [self._notice(notice) for notice in notes.notices(item)]
        own = pictures.shown(item)[:1] if lead else []
        parts += [self._figure(picture) for picture in own if picture.key == pictures.LEAD]
        if byline := item.content["byline"]:
            parts.append(make("p", {"class": "byline"}, byline))
        parts += self._body()
        for line in notes.ending(item):
            parts.append(make("p", {"class": "note"}, make("em", {}, line)))
        if sign_off := item.content["sign_off"]:
            parts.append(make("p", {"class": "sign-off"}, sign_off))
        return parts

    def _notice(self, notice: notes.Notice) -> Element:
        at = notes.stamp(notice.at, self.item.language)
        said = self.make("strong", {}, f"{notice.name} ({at}):")
        return self.make("p", {"class": "notice"}, said, " ", *lines(notice.text, self._break))

    def _body(self) -> list[Element]:
        """The blocks; the dateline opens the first paragraph, the code closes the last."""
        blocks = body.from_data(self.item.content["body"])
        made = [(block, self._block(block)) for block in blocks]
        shown = [(block, element) for block, element in made if element is not None]
        elements = [element for _, element in shown]
        dateline, code = self.item.content["dateline"], self.item.content["code"]
        if dateline:
            said = self.make("b", {"class": "dateline"}, dateline)
            if shown and is_running(shown[0][0]):
                first = elements[0]
                said.tail, first.text = f" {first.text or ''}", None
                first.insert(0, said)
            else:
                elements.insert(0, self.make("p", {}, said))
        if code:
            said = self.make("bdi", {"class": "agency-code"}, code)
            if shown and is_running(shown[-1][0]):
                end_with(elements[-1], said)
            else:
                elements.append(self.make("p", {}, said))
        return elements

    def _block(self, block: Block) -> Element | None:
        match block.kind:
            case "picture":
                picture = pictures.in_text(self.item, block)
                return self._figure(picture, block) if picture else None
            case "gallery":
                made = [self._block(child) for child in block.children]
                figures = [figure for figure in made if figure is not None]
                return self.make("div", {"class": "gallery"}, *figures) if figures else None
            case "table":
                return table(self.make, block, self._run)
            case "pullquote":
                return self._quoted(block, "pull-quote", "speaker")
            case "verse":
                return self._quoted(block, "verse", "reference")
            case "exchange":
                return self._exchange(block)
            case "embed":
                return self._embed(block)
        attributes = {"lang": block.lang, "dir": block.dir}
        inner: list[Part] = [*self._blocks(block.children)] if block.children else self._run(block)
        return self.make(TAGS[block.kind], attributes, *inner)

    def _blocks(self, blocks: Iterable[Block]) -> list[Element]:
        return [made for block in blocks if (made := self._block(block)) is not None]

    def _figure(self, picture: Shown, block: Block | None = None) -> Element:
        make, data = self.make, picture.data
        file = pictures.files(self.item, picture)[0]
        image = make(
            "img", {"src": file.href, "width": file.width, "height": file.height, "alt": ""}
        )
        # Also where there is none: it then says that nothing is lost without the picture.
        image.set("alt", data["alternative"])
        own: list[Part] = self._run(block) if block and block.html else [data["caption"]]
        credit = make("small", {}, data["credit"]) if data["credit"] else None
        caption = make("figcaption", {}, *own, " " if credit is not None else None, credit)
        name = "" if picture.part in self.named else f"{self.prefix}{picture.part}"
        self.named.add(picture.part)
        return make("figure", {"id": name}, image, caption)

    def _quoted(self, block: Block, name: str, closing: str) -> Element:
        words = [child for child in block.children if child.kind != closing]
        ends = [child for child in block.children if child.kind == closing]
        return self.make(
            "figure",
            {"class": name},
            self.make("blockquote", {}, *self._blocks(words)),
            *(self.make("figcaption", _tongue(end), *self._run(end)) for end in ends),
        )

    def _exchange(self, block: Block) -> Element:
        question, *answer = block.children
        asked = self.make("strong", {}, COPY[self.item.language].question, *self._run(question))
        said = self._blocks(answer)
        return self.make(
            "div",
            {"class": "exchange"},
            self.make("p", {"class": "question", **_tongue(question)}, asked),
            *said,
        )

    def _embed(self, block: Block) -> Element:
        address = body.address_of(block)
        link = self.make("a", {"href": address}, body.plain(block))
        return self.make("p", {"class": "embed"}, link, f" ({embeds.source(address)})")

    def _run(self, block: Block) -> list[Part]:
        return inline(block, self._mark, self._break)

    def _mark(self, kind: str, value: str, inner: list[Part]) -> Element:
        href = absolute(self.item.base, value) if kind == "link" else ""
        return self.make(MARK_TAGS[kind], {"href": href}, *inner)

    def _break(self) -> Element:
        return self.make("br")


def is_running(block: Block) -> bool:
    """Whether it takes the dateline or the code in: a verse in another language takes none."""
    return block.kind == "paragraph" and not (block.lang or block.dir)


def end_with(element: Element, last: Element) -> None:
    """Put an element behind the running text of another."""
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''} "
    else:
        element.text = f"{element.text or ''} "
    element.append(last)


def _tongue(block: Block) -> dict[str, str]:
    return {"lang": block.lang, "dir": block.dir}
