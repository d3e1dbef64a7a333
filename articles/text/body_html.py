"""A story's body as HTML: hostile or untidy HTML in, blocks and one canonical spelling out."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import dropwhile, groupby
from typing import NamedTuple

from articles.text import pasted, signs
from articles.text.body_schema import (
    BLOCKS,
    BOUNDARIES,
    BY_TAG,
    LISTS,
    MARKS,
    Block,
    Element,
    Role,
)
from articles.text.html_tokens import Token, attributes, read_text, tokens

# fmt: off
# Tags whose content is no text of the story.
DISCARDED = frozenset([
    "canvas", "embed", "head", "iframe", "math", "noscript", "object", "script", "select",
    "style", "svg", "template", "title",
])
# fmt: on
MAX_NESTING = 6
"""Lists and quotes inside one another; deeper ones are taken apart, their text kept."""

# Deeper blocks and more marks than these are not opened: no text needs them.
_MOST_OPEN = 40
_MOST_MARKS = 20
# Of these, HTML itself leaves the content where a block begins in it.
_LEFT_BY_BLOCKS = ("math", "svg")

_LINE_END = re.compile(r"(?<![ \t])[ \t]*[\r\n][ \t\r\n]*")
_UNUSUAL_END = re.compile("([\v\f\x85\u2028\u2029])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LINK = re.compile(r"(?:https?://[^/?#]|mailto:[^/]|/(?!/)).*", re.IGNORECASE)
_NOT_IN_LINK = re.compile(r"[\x00-\x20\x7f-\xa0\\\s]")
# Stands for a hard break in running text, where no other one is left.
_BREAK = "\v"


def clean(html: str) -> str:
    """The body's canonical HTML: only what the table of body_schema allows, nothing hostile.

    Idempotent. Words are kept, save those of scripts and the like; an empty body is ``""``.
    """
    return render(parse(html))


def parse(html: str) -> tuple[Block, ...]:
    """The blocks of any HTML, cleaned: nothing is taken over but text, and what the table has.

    Text outside a block becomes a paragraph; a block with nothing to read is dropped; a line end in
    the source is a space. Signs that ``signs`` knows as ends of lines and paragraphs part them here
    too; what no output can carry is a blank, and a direction control without its partner goes.
    Every other character is kept as it is.
    """
    reader = _Reader()
    for token in pasted.told(tokens(html)):
        reader.take(token)
    return reader.blocks()


def render(blocks: Iterable[Block]) -> str:
    """HTML of the blocks; ``parse`` gives the same blocks back. KeyError on an unknown kind."""
    return "".join(_render(block) for block in blocks)


def allowed_link(href: str) -> str:
    """The address as a body may carry it, or ``""``: http, https, mailto or a path of this site."""
    href = href.strip().replace(" ", "%20")
    if signs.uncarried(href) or signs.stray_bidi(href) or _NOT_IN_LINK.search(href):
        return ""
    return href if _LINK.fullmatch(href) else ""


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
    kept = list(dropwhile(lambda run: not run.text.strip(edges), runs))
    while kept and not kept[-1].text.strip(edges):
        del kept[-1]
    if kept:
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip(edges))
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(edges))
    return kept


def _without_shortcodes(runs: list[_Run]) -> list[_Run]:
    if not any("[" in run.text for run in runs):
        return runs
    texts = pasted.without_shortcodes([run.text for run in runs])
    return [run._replace(text=text) for run, text in zip(runs, texts, strict=True)]


def _balanced(runs: list[_Run]) -> list[_Run]:
    """Without the direction controls that have no partner in this text."""
    stray = set(signs.stray_bidi("".join(run.text for run in runs)))
    if not stray:
        return runs
    kept, at = [], 0
    for run in runs:
        text = "".join(sign for place, sign in enumerate(run.text, at) if place not in stray)
        kept.append(run._replace(text=text))
        at += len(run.text)
    return kept


class _Open:
    """A block being read; the body itself is one without a kind."""

    def __init__(self, kind: str, given: dict[str, str] | None = None) -> None:
        given = given or {}
        lang, direction = given.get("lang", ""), given.get("dir", "").lower()
        self.kind = kind
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


class _Reader:
    """Makes blocks of tags in any order: open ones are closed, and ends of nothing pass."""

    def __init__(self) -> None:
        self._open = [_Open("")]
        self._leaf: _Open | None = None
        self._runs: list[_Run] = []
        self._marks: list[tuple[str, Element, str]] = []
        self._discarded = ""
        self._depth = 0

    def blocks(self) -> tuple[Block, ...]:
        self._end_text()
        self._close(1)
        return tuple(self._open[0].children)

    def take(self, token: Token) -> None:
        if self._discarded and self._still_discards(token):
            return
        row = BY_TAG.get(token.tag)
        if not token.tag:
            self._take_text(read_text(token.text))
        elif token.tag in DISCARDED:
            if not token.is_end and not token.attributes.endswith("/"):
                self._discarded, self._depth = token.tag, 1
        elif row is None:
            if token.tag in BOUNDARIES:
                self._end_text()
        elif row.role is Role.VOID:
            self._add(_BREAK)
        elif token.is_end:
            self._end(token.tag, row)
        else:
            self._start(token, row)

    def _still_discards(self, token: Token) -> bool:
        """Whether this token too is of an element whose content is no text of the story."""
        if token.tag == self._discarded:
            self._depth += -1 if token.is_end else 1
            if not self._depth:
                self._discarded = ""
            return True
        is_block = token.tag in BY_TAG or token.tag in BOUNDARIES
        if is_block and self._discarded in _LEFT_BY_BLOCKS and not token.is_end:
            self._discarded = ""
        return bool(self._discarded)

    def _start(self, token: Token, row: Element) -> None:
        given = attributes(token.attributes, row.attributes)
        if row.role is Role.MARK:
            self._mark(token.tag, row, given)
            return
        self._end_text()
        if row.role is Role.LEAF:
            self._leaf = _Open(row.kind, given)
            return
        if row.kind == "item" and (at := self._open_item()):
            self._close(at)
        if len(self._open) < _MOST_OPEN:
            self._open.append(_Open(row.kind, given))

    def _end(self, tag: str, row: Element) -> None:
        if row.role is Role.MARK:
            at = next((at for at, mark in enumerate(self._marks) if mark[0] == tag), None)
            if at is not None:
                del self._marks[at]
            return
        self._end_text()
        if row.kind == "item":
            at = self._open_item()
        else:
            places = range(len(self._open) - 1, 0, -1)
            at = next((at for at in places if self._open[at].kind == row.kind), 0)
        if at:
            self._close(at)

    def _mark(self, tag: str, row: Element, given: dict[str, str]) -> None:
        value = row.kind
        if row.attributes:
            value = allowed_link(given.get("href", ""))
            # A link ends where another begins.
            self._marks = [mark for mark in self._marks if mark[1] is not row]
        if len(self._marks) < _MOST_MARKS:
            self._marks.append((tag, row, value))

    def _open_item(self) -> int:
        """Where the item of the innermost list is open; 0 if it has none."""
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].kind == "item":
                return at
            if self._open[at].kind in LISTS:
                break
        return 0

    def _take_text(self, text: str) -> None:
        for piece in _UNUSUAL_END.split(text):
            if piece and piece in signs.PARAGRAPH_ENDS:
                leaf = self._leaf
                self._end_text()
                self._leaf = leaf
            elif piece in ("\v", "\u2028"):
                self._add(_BREAK)
            elif piece:
                self._add(_LINE_END.sub("\n", signs.carried(piece)))

    def _add(self, text: str) -> None:
        values = dict.fromkeys(MARKS, "") | {row: value for _, row, value in self._marks}
        self._runs.append(_Run(text, tuple(values.values())))

    def _end_text(self) -> None:
        leaf, self._leaf = self._leaf or _Open("paragraph"), None
        runs, self._runs = _balanced(_trimmed(_without_shortcodes(self._runs))), []
        if any(signs.is_readable(run.text) for run in runs):
            html = _inline([run for run in runs if run.text])
            self._open[-1].adopt(Block(leaf.kind, html, leaf.lang, leaf.dir))

    def _close(self, at: int) -> None:
        """Close the open blocks from this place on, the innermost first."""
        while len(self._open) > at:
            done = self._open.pop()
            nesting = sum(above.kind != "item" for above in self._open)
            if done.kind != "item" and nesting > MAX_NESTING:
                for child in done.children:
                    self._open[-1].adopt(child)
            elif done.children:
                block = Block(done.kind, "", done.lang, done.dir, tuple(done.children))
                self._open[-1].adopt(block)
