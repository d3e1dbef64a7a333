"""A story's body as HTML: hostile or untidy HTML in, blocks and one canonical spelling out."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from html import escape

from articles.text import embeds, pasted, signs
from articles.text.body_forms import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    leaves,
    plainer,
    put_together,
    table,
    titled,
)
from articles.text.body_runs import BREAK, Run, balanced, inline, trimmed, without_shortcodes
from articles.text.body_schema import (
    ALONE,
    BLOCKS,
    BOUNDARIES,
    BY_TAG,
    CELLS,
    FORMS,
    LISTS,
    MARKS,
    PICTURE,
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
_KEY = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
_LINKED = next(at for at, row in enumerate(MARKS) if row.kind == "link")


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
    return _parsed(html)


@lru_cache(maxsize=4)
def _parsed(html: str) -> tuple[Block, ...]:
    # Whoever opens, prints or saves a story asks for the blocks of one text several times.
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
    if block.picture:
        return f'<{tag} {PICTURE}="{block.picture}">{block.html}</{tag}>'
    lang = f' lang="{escape(block.lang)}"' if block.lang else ""
    direction = f' dir="{escape(block.dir)}"' if block.dir else ""
    return f"<{tag}{lang}{direction}>{block.html}{render(block.children)}</{tag}>"


class _Open:
    """A block being read; the body itself is one without a kind."""

    def __init__(self, kind: str, given: dict[str, str] | None = None) -> None:
        given = given or {}
        lang, direction = given.get("lang", ""), given.get("dir", "").lower()
        self.kind = kind
        self.lang = lang if _LANGUAGE.fullmatch(lang) else ""
        self.dir = direction if direction in ("ltr", "rtl") else ""
        key = given.get(PICTURE, "")
        self.picture = int(key) if _KEY.fullmatch(key) else 0
        self.spans = (
            _span(given.get("colspan", ""), MOST_COLUMNS + 1),
            _span(given.get("rowspan", ""), MOST_ROWS),
        )
        self.children: list[Block] = []
        self.cells: list[Cell] = []
        self.rows: list[list[Cell]] = []
        self.caption: list[Block] = []
        self.has_table = False

    def adopt(self, block: Block) -> None:
        holds = BLOCKS[self.kind].holds if self.kind else ()
        if self.kind == "table":
            self.rows.append([Cell(Block("cell", children=(block,)))])
        elif self.kind == "row":
            self.cells.append(Cell(Block("cell", children=(block,))))
        elif block.kind == "item" and self.kind not in LISTS:
            self.children.extend(block.children)
        elif block.kind != "item" and self.kind in LISTS:
            self.children.append(Block("item", children=(plainer(block),)))
        elif holds and block.kind not in holds:
            for leaf in leaves(block):
                self.children.append(replace(leaf, kind="paragraph"))
        else:
            self.children.append(block if block.kind in holds else plainer(block))


def _span(written: str, most: int) -> int:
    return min(int(written), most) if _KEY.fullmatch(written) else 1


class _Reader:
    """Makes blocks of tags in any order: open ones are closed, and ends of nothing pass."""

    def __init__(self) -> None:
        self._open = [_Open("")]
        self._leaf: _Open | None = None
        self._runs: list[Run] = []
        self._marks: list[tuple[str, Element, str]] = []
        self._discarded = ""
        self._depth = 0
        # Forms inside others, which are no forms: only their ends are waited for.
        self._inner = dict.fromkeys(FORMS, 0)

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
            self._add(BREAK)
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
        if row.role is Role.FORM and len(self._open) > 1:
            self._inner[row.kind] += 1
            self._open[1].has_table |= row.kind == "table"
            return
        if row.role is Role.PART and not self._makes_room(row):
            return
        if row.kind == "item" and (at := self._open_item()):
            self._close(at)
        if len(self._open) < _MOST_OPEN:
            self._open.append(_Open(row.kind, given))

    def _makes_room(self, row: Element) -> bool:
        """Whether a table is open for this part of one, with what stood before the part closed."""
        if self._inner["table"] or len(self._open) < 2 or self._open[1].kind != "table":
            return False
        if row.kind not in CELLS:
            self._close(2)
        elif len(self._open) > 2 and self._open[2].kind == "row":
            self._close(3)
        else:
            self._close(2)
            self._open.append(_Open("row"))
        return True

    def _end(self, tag: str, row: Element) -> None:
        if row.role is Role.MARK:
            at = next((at for at, mark in enumerate(self._marks) if mark[0] == tag), None)
            if at is not None:
                del self._marks[at]
            return
        self._end_text()
        if row.role is Role.FORM and self._inner[row.kind]:
            self._inner[row.kind] -= 1
            return
        if row.role is Role.PART and self._inner["table"]:
            return
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
                self._leaf = None if leaf and leaf.kind in ALONE else leaf
            elif piece in ("\v", "\u2028"):
                self._add(BREAK)
            elif piece:
                self._add(_LINE_END.sub("\n", signs.carried(piece)))

    def _add(self, text: str) -> None:
        values = dict.fromkeys(MARKS, "") | {row: value for _, row, value in self._marks}
        self._runs.append(Run(text, tuple(values.values())))

    def _end_text(self) -> None:
        leaf, self._leaf = self._leaf or _Open("paragraph"), None
        runs, self._runs = balanced(trimmed(without_shortcodes(self._runs))), []
        if any(signs.is_readable(run.text) for run in runs):
            self._adopt(_of_text(leaf, [run for run in runs if run.text]))
        elif leaf.kind == "picture" and leaf.picture:
            self._adopt(Block(leaf.kind, picture=leaf.picture))

    def _adopt(self, block: Block) -> None:
        inner = self._open[-1]
        if block.kind in ALONE and not (block.kind == "picture" and inner.kind == "gallery"):
            # Nothing else has it inside: it stands before what is open.
            self._open[0].children.append(block)
        else:
            inner.adopt(block)

    def _close(self, at: int) -> None:
        """Close the open blocks from this place on, the innermost first."""
        while len(self._open) > at:
            done = self._open.pop()
            for block in self._made(done):
                self._adopt(block)

    def _made(self, done: _Open) -> Iterable[Block]:
        """What becomes of a block that was read to its end, for the one round it to adopt."""
        within = self._open[-1]
        if done.kind == "caption":
            within.caption += done.children
        elif done.kind in CELLS:
            columns, rows = done.spans
            within.cells.append(
                Cell(Block(done.kind, children=tuple(done.children)), columns, rows)
            )
        elif done.kind == "row":
            within.rows.append(done.cells)
        elif done.kind == "table":
            return table(done.caption, done.rows, has_another=done.has_table)
        elif done.kind in FORMS:
            return put_together(done.kind, done.children)
        elif done.kind != "item" and self._nesting() > MAX_NESTING:
            return done.children
        elif done.children:
            return [Block(done.kind, "", done.lang, done.dir, tuple(done.children))]
        return ()

    def _nesting(self) -> int:
        return sum(above.kind != "item" for above in self._open)


def _of_text(leaf: _Open, runs: list[Run]) -> Block:
    """A block of running text; an embed without an address that is known is a paragraph."""
    if leaf.kind == "embed":
        link = next((run for run in runs if embeds.address(_href(run))), None)
        if link and (html := titled(_leading_to(embeds.address(_href(link))), runs)):
            return Block("embed", html)
    known = leaf.kind != "embed" and (leaf.kind != "picture" or leaf.picture)
    kind = leaf.kind if known else "paragraph"
    return Block(kind, inline(runs), leaf.lang, leaf.dir, picture=leaf.picture)


def _href(run: Run) -> str:
    return run.marks[_LINKED]


def _leading_to(address: str) -> Run:
    return Run("", tuple(address if at == _LINKED else "" for at, _ in enumerate(MARKS)))
