"""Elements, and the running text of a story in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, cast

from lxml import etree

from articles.text.body import Block
from articles.text.body_runs import BREAK, Run, runs
from articles.text.body_schema import MARKS

type Element = etree._Element  # noqa: SLF001 - lxml has no other name for it
type Part = str | Element
type Dress = Callable[[str, str, list[Part]], Element]
"""Makes the element of a mark: of its kind, its address if it has one, and what is in it."""

LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
NO_MARK: Final = len(MARKS)


class Maker:
    """Makes the elements of one namespace, "" for none."""

    def __init__(self, namespace: str = "", prefixes: Mapping[str | None, str] | None = None):
        self._prefix = f"{{{namespace}}}" if namespace else ""
        named = {None: namespace, **(prefixes or {})} if namespace else {}
        # lxml takes None for the prefix of what has none, and its stubs know only names.
        self._prefixes = cast("Mapping[str, str]", named)

    def __call__(
        self, tag: str, attributes: Mapping[str, object] | None = None, *parts: Part | None
    ) -> Element:
        """An element with those of the attributes and parts that say something."""
        given = {name: str(value) for name, value in (attributes or {}).items() if value}
        element = etree.Element(self._prefix + tag, given, nsmap=self._prefixes or None)
        add(element, parts)
        return element


def add(element: Element, parts: Iterable[Part | None]) -> None:
    """Put text and elements at the end of an element, in their order."""
    for part in parts:
        if part is None:
            continue
        if not isinstance(part, str):
            element.append(part)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + part
        else:
            element.text = (element.text or "") + part


def inline(block: Block, dress: Dress, line_end: Callable[[], Element]) -> list[Part]:
    """The running text of a block."""
    return list(_inline(runs(block.html), dress, line_end, 0))


def _inline(
    told: Sequence[Run], dress: Dress, line_end: Callable[[], Element], depth: int
) -> Iterator[Part]:
    if depth == NO_MARK:
        yield from lines("".join(run.text for run in told), line_end, BREAK)
        return
    for value, group in groupby(told, key=lambda run: run.marks[depth]):
        inner = list(_inline(list(group), dress, line_end, depth + 1))
        if value:
            yield dress(MARKS[depth].kind, value, inner)
        else:
            yield from inner


def lines(text: str, line_end: Callable[[], Element], parted_by: str = "\n") -> Iterator[Part]:
    """A text with an element where its lines end."""
    first, *others = text.split(parted_by)
    yield first
    for line in others:
        yield line_end()
        yield line


def table(make: Maker, block: Block, run: Callable[[Block], list[Part]]) -> Element:
    """A table by the names that XHTML gives its parts, its first row the head."""
    named = [child for child in block.children if child.kind == "caption"]
    head, *rows = [child for child in block.children if child.kind == "row"]

    def row(told: Block) -> Element:
        tags = {"head": "th", "cell": "td"}
        return make("tr", {}, *(make(tags[cell.kind], {}, *run(cell)) for cell in told.children))

    return make(
        "table",
        {},
        *(make("caption", {}, *run(child)) for child in named),
        make("thead", {}, row(head)),
        make("tbody", {}, *map(row, rows)) if rows else None,
    )


def absolute(base: str, href: str) -> str:
    """An address in a text, which may be a path of this site."""
    return base + href if href.startswith("/") else href
