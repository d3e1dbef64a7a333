"""What a story's body may hold: one table, read by the editor, the sanitizer and the renderers."""

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    LEAF = "leaf"  # a block of running text
    CONTAINER = "container"  # a block of blocks
    FORM = "form"  # a block of blocks that stand in it alone, and itself in no other
    PART = "part"  # what a form is made of, a block of blocks while it is read
    MARK = "mark"  # round running text, inside a leaf
    VOID = "void"  # in running text, holds nothing


LANGUAGE = ("lang", "dir")
PICTURE = "data-picture"


@dataclass(frozen=True, slots=True)
class Element:
    """A row of the table; ``extension`` is the editor's name for it, ``reads`` tags read as it.

    ``holds`` are the kinds that a form is made of; what else is put into one is made one of these,
    or stands beside it.
    """

    kind: str
    tag: str
    extension: str
    role: Role
    attributes: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


LISTS = ("bullets", "numbers")
# A tag that HTML doesn't have is in nothing that other programs write.
# Marks nest in the order of their rows, the outermost first.
ELEMENTS = (
    Element("paragraph", "p", "Paragraph", Role.LEAF, LANGUAGE),
    Element("heading2", "h2", "Heading", Role.LEAF, LANGUAGE, reads=("h1",)),
    Element("heading3", "h3", "Heading", Role.LEAF, LANGUAGE, reads=("h4", "h5", "h6")),
    Element("quote", "blockquote", "Blockquote", Role.CONTAINER, LANGUAGE),
    Element("bullets", "ul", "BulletList", Role.CONTAINER),
    Element("numbers", "ol", "OrderedList", Role.CONTAINER),
    Element("item", "li", "ListItem", Role.CONTAINER, LANGUAGE),
    Element("picture", "body-picture", "Picture", Role.LEAF, (PICTURE,)),
    Element("gallery", "body-gallery", "Gallery", Role.FORM, holds=("picture",)),
    Element("table", "table", "Table", Role.FORM, holds=("caption", "row")),
    Element("caption", "caption", "Table", Role.PART),
    Element("row", "tr", "TableRow", Role.PART, holds=("head", "cell")),
    Element("head", "th", "TableHeader", Role.PART, ("colspan", "rowspan")),
    Element("cell", "td", "TableCell", Role.PART, ("colspan", "rowspan")),
    Element("pullquote", "body-pullquote", "PullQuote", Role.FORM, holds=("paragraph", "speaker")),
    Element("speaker", "body-speaker", "Speaker", Role.LEAF, LANGUAGE),
    Element("verse", "body-verse", "Verse", Role.FORM, holds=("paragraph", "reference")),
    Element("reference", "body-reference", "Reference", Role.LEAF, LANGUAGE),
    Element(
        *("exchange", "body-exchange", "Exchange", Role.FORM),
        holds=("question", "paragraph", "quote", *LISTS),
    ),
    Element("question", "body-question", "Question", Role.LEAF, LANGUAGE),
    Element("embed", "body-embed", "Embed", Role.LEAF),
    Element("link", "a", "Link", Role.MARK, ("href",)),
    Element("strong", "strong", "Bold", Role.MARK, reads=("b",)),
    Element("em", "em", "Italic", Role.MARK, reads=("i",)),
    Element("break", "br", "HardBreak", Role.VOID),
)

BLOCKS = {row.kind: row for row in ELEMENTS if row.role not in (Role.MARK, Role.VOID)}
FORMS = {row.kind: row for row in ELEMENTS if row.role is Role.FORM}
MARKS = tuple(row for row in ELEMENTS if row.role is Role.MARK)
BY_TAG = {tag: row for row in ELEMENTS for tag in (row.tag, *row.reads)}
CELLS = ("head", "cell")
ALONE = ("picture", "embed")
"""Kinds that stand between the paragraphs of a story, and a picture in a gallery too."""
ONCE = ("speaker", "reference", "question")
"""Kinds of which a form has one, and nothing else has any."""
# Tags that are never kept but end a paragraph, so that the words on both sides stay apart.
# fmt: off
BOUNDARIES = frozenset([
    "address", "article", "aside", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "main", "nav", "pre",
    "section", "summary",
])
# fmt: on
SCHEMES = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body.

    ``html`` is the inline HTML of running text; containers and forms have none and hold
    ``children`` instead (a list holds items only, and an item stands nowhere else). A picture is
    ``picture``, the key of its row, and its ``html`` the story's own caption if it has one.
    ``lang`` and ``dir`` are empty where the story's own language and direction apply.
    """

    kind: str
    html: str = ""
    lang: str = ""
    dir: str = ""
    children: tuple["Block", ...] = ()
    picture: int = 0
