"""A story's body as HTML: hostile or untidy HTML in, blocks and one canonical spelling out."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

import nh3

from articles.text.body_schema import (
    BLOCKS,
    BY_TAG,
    LISTS,
    MARKS,
    SCHEMES,
    Block,
    Element,
    Role,
)

# Tags that are never kept but end a paragraph, so that the words on both sides stay apart.
# fmt: off
BOUNDARIES = frozenset([
    "address", "article", "aside", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "main", "nav", "pre",
    "section", "summary", "table", "td", "th", "tr",
])
# Tags whose content is no text of the story.
DISCARDED = frozenset([
    "canvas", "embed", "head", "iframe", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "title",
])
# fmt: on
MAX_NESTING = 6
"""Lists and quotes inside one another; deeper ones are taken apart, their text kept."""

# Characters that XML 1.0 can't carry, and so no wire format can.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"(?<![ \t])[ \t]*[\r\n][ \t\r\n]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LINK = re.compile(r"(?:https?://[^/?#]|mailto:[^/]|/(?!/)).*", re.IGNORECASE)
_NOT_IN_LINK = re.compile(r"[\x00-\x20\x7f-\xa0\\\s]")
# Stands for a hard break in running text, where _UNPRINTABLE lets no other one be.
_BREAK = "\v"

_sanitizer = nh3.Cleaner(
    tags=BY_TAG.keys() | BOUNDARIES,
    clean_content_tags=set(DISCARDED),
    # "*" keeps the sanitizer's own generous default out.
    attributes={"*": set()} | {tag: set(row.attributes) for tag, row in BY_TAG.items()},
    url_schemes=set(SCHEMES),
    link_rel=None,
    strip_comments=True,
)


def clean(html: str) -> str:
    """The body's canonical HTML: only what the table of body_schema allows, nothing hostile.

    Idempotent. Words are kept, save those of scripts and the like; an empty body is ``""``.
    """
    return render(parse(html))


def parse(html: str) -> tuple[Block, ...]:
    """The blocks of any HTML, cleaned first.

    Text outside a block becomes a paragraph; empty blocks are dropped; a line end in the source
    is a space, and every other character of the text is kept as it is.
    """
    reader = _Reader()
    reader.feed(_sanitizer.clean(_UNPRINTABLE.sub("", html)))
    reader.close()
    return reader.blocks()


def render(blocks: Iterable[Block]) -> str:
    """HTML of the blocks; ``parse`` gives the same blocks back. KeyError on an unknown kind."""
    return "".join(_render(block) for block in blocks)


def allowed_link(href: str) -> str:
    """The address as a body may carry it, or ``""``: http, https, mailto or a path of this site."""
    href = href.strip().replace(" ", "%20")
    return href if _LINK.fullmatch(href) and not _NOT_IN_LINK.search(href) else ""


def _render(block: Block) -> str:
    tag = BLOCKS[block.kind].tag
    lang = f' lang="{escape(block.lang)}"' if block.lang else ""
    direction = f' dir="{escape(block.dir)}"' if block.dir else ""
    return f"<{tag}{lang}{direction}>{block.html}{render(block.children)}</{tag}>"


class _Run(NamedTuple):
    text: str
    marks: tuple[str, ...]  # one value for each row of MARKS; empty where it isn't set


def _inline(runs: Sequence[_Run], depth: int = 0) -> str:
    if depth == len(MARKS):
        text = escape("".join(run.text for run in runs), quote=False)
        return text.replace("\n", " ").replace(_BREAK, "<br>")
    row = MARKS[depth]
    parts = []
    for value, group in groupby(runs, key=lambda run: run.marks[depth]):
        inner = _inline(list(group), depth + 1)
        if value:
            attribute = "".join(f' {name}="{escape(value)}"' for name in row.attributes)
            inner = f"<{row.tag}{attribute}>{inner}</{row.tag}>"
        parts.append(inner)
    return "".join(parts)


def _trimmed(runs: Iterable[_Run]) -> list[_Run]:
    """Without line ends and hard breaks at the edges; spaces that were typed there stay."""
    edges = "\n" + _BREAK
    kept = list(runs)
    while kept and not (text := kept[0].text.lstrip(edges)):
        del kept[0]
    if kept:
        kept[0] = kept[0]._replace(text=text)
    while kept and not (text := kept[-1].text.rstrip(edges)):
        del kept[-1]
    if kept:
        kept[-1] = kept[-1]._replace(text=text)
    return kept


class _Open:
    """A block being read; the body itself is one without a kind."""

    def __init__(self, kind: str, attrs: dict[str, str | None]) -> None:
        self.kind = kind
        lang, direction = attrs.get("lang") or "", (attrs.get("dir") or "").lower()
        self.lang = lang if _LANGUAGE.fullmatch(lang) else ""
        self.dir = direction if direction in ("ltr", "rtl") else ""
        self.children: list[Block] = []

    def adopt(self, block: Block) -> None:
        if block.kind == "item" and self.kind not in LISTS:
            self.children.extend(block.children)
        elif block.kind != "item" and self.kind in LISTS:
            self.children.append(Block("item", children=(block,)))
        else:
            self.children.append(block)


class _Reader(HTMLParser):
    """Reads what the sanitizer wrote: every tag known, every element closed."""

    def __init__(self) -> None:
        super().__init__()
        self._open = [_Open("", {})]
        self._leaf: _Open | None = None
        self._runs: list[_Run] = []
        self._marks: list[tuple[Element, str]] = []

    def blocks(self) -> tuple[Block, ...]:
        self._end_text()
        return tuple(self._open[0].children)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        row, given = BY_TAG.get(tag), dict(attrs)
        if row is None:
            self._end_text()
        elif row.role is Role.MARK:
            value = allowed_link(given.get("href") or "") if row.attributes else row.kind
            self._marks.append((row, value))
        elif row.role is Role.VOID:
            self._add(_BREAK)
        else:
            self._end_text()
            opened = _Open(row.kind, given)
            if row.role is Role.CONTAINER:
                self._open.append(opened)
            else:
                self._leaf = opened

    def handle_endtag(self, tag: str) -> None:
        row = BY_TAG.get(tag)
        if row is not None and row.role is Role.MARK:
            self._marks.pop()
            return
        self._end_text()
        if row is not None and row.role is Role.CONTAINER:
            self._end_container()

    def handle_data(self, data: str) -> None:
        self._add(_LINE_END.sub("\n", _UNPRINTABLE.sub("", data)))

    def _add(self, text: str) -> None:
        values = dict.fromkeys(MARKS, "") | dict(self._marks)
        self._runs.append(_Run(text, tuple(values.values())))

    def _end_text(self) -> None:
        leaf, self._leaf = self._leaf or _Open("paragraph", {}), None
        runs, self._runs = _trimmed(self._runs), []
        if "".join(run.text for run in runs).strip():
            html = _inline([run for run in runs if run.text])
            self._open[-1].adopt(Block(leaf.kind, html, leaf.lang, leaf.dir))

    def _end_container(self) -> None:
        done = self._open.pop()
        nesting = sum(above.kind != "item" for above in self._open)
        if done.kind != "item" and nesting > MAX_NESTING:
            for child in done.children:
                self._open[-1].adopt(child)
        elif done.children:
            block = Block(done.kind, "", done.lang, done.dir, tuple(done.children))
            self._open[-1].adopt(block)
