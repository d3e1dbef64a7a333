"""What a story's body may hold: one table, read by the editor, the sanitizer and the renderers."""

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    LEAF = "leaf"  # a block of running text
    CONTAINER = "container"  # a block of blocks
    MARK = "mark"  # round running text, inside a leaf
    VOID = "void"  # in running text, holds nothing


LANGUAGE = ("lang", "dir")


@dataclass(frozen=True, slots=True)
class Element:
    """A row of the table; ``extension`` is the editor's name for it, ``reads`` tags read as it."""

    kind: str
    tag: str
    extension: str
    role: Role
    attributes: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()


# Marks nest in the order of their rows, the outermost first.
ELEMENTS = (
    Element("paragraph", "p", "Paragraph", Role.LEAF, LANGUAGE),
    Element("heading2", "h2", "Heading", Role.LEAF, LANGUAGE, reads=("h1",)),
    Element("heading3", "h3", "Heading", Role.LEAF, LANGUAGE, reads=("h4", "h5", "h6")),
    Element("quote", "blockquote", "Blockquote", Role.CONTAINER, LANGUAGE),
    Element("bullets", "ul", "BulletList", Role.CONTAINER),
    Element("numbers", "ol", "OrderedList", Role.CONTAINER),
    Element("item", "li", "ListItem", Role.CONTAINER, LANGUAGE),
    Element("link", "a", "Link", Role.MARK, ("href",)),
    Element("strong", "strong", "Bold", Role.MARK, reads=("b",)),
    Element("em", "em", "Italic", Role.MARK, reads=("i",)),
    Element("break", "br", "HardBreak", Role.VOID),
)

BLOCKS = {row.kind: row for row in ELEMENTS if row.role in (Role.LEAF, Role.CONTAINER)}
MARKS = tuple(row for row in ELEMENTS if row.role is Role.MARK)
BY_TAG = {tag: row for row in ELEMENTS for tag in (row.tag, *row.reads)}
LISTS = ("bullets", "numbers")
# Tags that are never kept but end a paragraph, so that the words on both sides stay apart.
# fmt: off
BOUNDARIES = frozenset([
    "address", "article", "aside", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "main", "nav", "pre",
    "section", "summary", "table", "td", "th", "tr",
])
# fmt: on
SCHEMES = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body.

    ``html`` is the inline HTML of a paragraph or heading; quotes, lists and items have none and
    hold ``children`` instead (a list holds items only, and an item stands nowhere else).
    ``lang`` and ``dir`` are empty where the story's own language and direction apply.
    """

    kind: str
    html: str = ""
    lang: str = ""
    dir: str = ""
    children: tuple["Block", ...] = ()
