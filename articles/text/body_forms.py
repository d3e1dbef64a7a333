"""What a block of its own form is made of, put in order once it has been read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from articles.text.body_runs import BREAK, Run, inline, runs
from articles.text.body_schema import ONCE, Block

MOST_COLUMNS: Final = 20
"""A wider table is the layout of a page; no screen shows it."""
MOST_ROWS: Final = 500

EMPTY: Final = Block("cell")


class Cell(NamedTuple):
    """A cell as it was read, and how many columns and rows it takes."""

    block: Block
    columns: int = 1
    rows: int = 1


def put_together(kind: str, children: Sequence[Block]) -> list[Block]:
    """The form of what was read in it, or the blocks themselves where they make none."""
    if kind == "gallery":
        pictures = tuple(child for child in children if child.kind == "picture")
        words = [child for child in children if child.kind != "picture"]
        return [*words, *([Block(kind, children=pictures)] if len(pictures) > 1 else pictures)]
    part = next((child for child in children if child.kind in ONCE), None)
    rest = [plainer(child) for child in children if child is not part]
    if kind == "exchange":
        return [Block(kind, children=(part, *rest))] if part else rest
    if not rest:
        return [plainer(part)] if part else []
    return [Block(kind, children=(*rest, *([part] if part else ())))]


def table(
    caption: Sequence[Block], rows: Sequence[Sequence[Cell]], *, has_another: bool = False
) -> list[Block]:
    """A table of cells that were read with blocks in them; its first row heads the columns.

    One that lays out a page is taken apart: without a head, and of one row or column, or with more
    in a cell than running text. A cell over several columns or rows is followed by empty ones, so
    that each stands in its own.
    """
    has_head = bool(rows) and any(cell.block.kind == "head" for cell in rows[0])
    grid = list(_grid(rows))
    widest = max(map(len, grid), default=0)
    inside = [block for row in grid for cell in row for block in cell.children]
    is_odd = has_another or len(grid) < 2 or widest < 2
    is_page = is_odd or any(block.kind != "paragraph" for block in inside)
    if not inside or (is_page and not has_head) or len(grid) > MOST_ROWS or widest > MOST_COLUMNS:
        return [*caption, *inside]
    kinds = ["head", *["cell"] * (len(grid) - 1)]
    lines = [
        Block("row", children=tuple(Block(kind, _joined(cell)) for cell in row))
        for kind, row in zip(kinds, grid, strict=True)
    ]
    name = " ".join(_on_one_line(runs(leaf.html)) for block in caption for leaf in leaves(block))
    named = [Block("caption", inline([Run(name)]))] if name else []
    return [Block("table", children=(*named, *lines))]


def titled(link: Run, runs: Sequence[Run]) -> str:
    """The HTML of an embed: all the words, on one line, in one link without other marks."""
    words = _on_one_line(runs)
    return inline([link._replace(text=words)]) if words else ""


def plainer(block: Block) -> Block:
    """The block, or a paragraph of what stands in a form alone."""
    return replace(block, kind="paragraph") if block.kind in ONCE else block


def leaves(block: Block) -> Iterator[Block]:
    """The blocks of running text in a block, or itself."""
    if not block.children:
        yield block
    for child in block.children:
        yield from leaves(child)


def _grid(rows: Sequence[Sequence[Cell]]) -> Iterator[list[Block]]:
    """The cells of each row in their columns, without empty ones at its end and empty rows.

    A head that is still empty stays.
    """
    below: dict[int, int] = {}
    for at, row in enumerate(rows):
        line: list[Block] = []
        for cell in row:
            while below.get(len(line), 0):
                line.append(EMPTY)
            if len(line) > MOST_COLUMNS:
                # It is taken apart anyway.
                line.append(cell.block)
                continue
            across = range(len(line), len(line) + cell.columns)
            below |= dict.fromkeys(across, cell.rows)
            line += [cell.block, *[EMPTY] * (cell.columns - 1)]
        below = {column: left - 1 for column, left in below.items() if left > 1}
        while line and not line[-1].children:
            line.pop()
        if line or (not at and any(cell.block.kind == "head" for cell in row)):
            yield line or [EMPTY]


def _joined(cell: Block) -> str:
    return "<br>".join(leaf.html for block in cell.children for leaf in leaves(block))


def _on_one_line(runs: Sequence[Run]) -> str:
    text = "".join(run.text for run in runs)
    return text.replace("\n", " ").replace(BREAK, " ").strip(" ")
