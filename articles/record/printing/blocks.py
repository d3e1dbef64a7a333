"""The blocks of a body as readers see them: those with a form of their own by their templates."""

import re
from collections.abc import Callable
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.record.plain import Content
from articles.text import body, embeds
from articles.text.body import Block

type Context = dict[str, Any]

_NUMBER = re.compile(r"[-+−–]?\s?(?:[^\W\d_]{1,3}\.?\s?)?[\d٠-٩][\d٠-٩.,٫٬\s]*(?:%|[^\W\d_]{1,3})?")


NO_CELL: Final = ("", False)


class Words(NamedTuple):
    """The running text of a block, and its language and direction as attributes."""

    html: SafeString
    attributes: SafeString


def printed(block: Block, content: Content) -> str:
    """The HTML of a block; "" for pictures that the Dispatch has none of."""
    told = TELL.get(block.kind)
    if told is None:
        return body.render([block])
    context = told(block, content)
    if context is None:
        return ""
    return get_template(f"articles/printed/blocks/{block.kind}.html").render(context)


def _picture(block: Block, content: Content) -> Context | None:
    # A Dispatch of before pictures stood in texts has none.
    data = content.get("pictures", {}).get(str(block.picture))
    if data is None:
        return None
    return {"picture": {**data, "caption": _safe(block.html) or data["caption"]}}


def _gallery(block: Block, content: Content) -> Context | None:
    told = [each for child in block.children if (each := _picture(child, content))]
    return {"pictures": [each["picture"] for each in told]} if told else None


def _table(block: Block, _content: Content) -> Context:
    caption, *_rest = [*_of(block, "caption"), None]
    rows = [row.children for row in block.children if row.kind == "row"]
    widest = max(map(len, rows), default=0)
    head, *others = [[*map(_cell, row), *[NO_CELL] * (widest - len(row))] for row in rows]
    # A heading stands as the numbers below it.
    numbers = [all(is_number for _, is_number in column) for column in zip(*others, strict=True)]
    words = [words for words, _ in head]
    return {
        "caption": caption and _words(caption).html,
        "head": list(zip_longest(words, numbers, fillvalue=False)),
        "rows": others,
    }


def _cell(block: Block) -> tuple[SafeString | str, bool]:
    return _words(block).html, bool(_NUMBER.fullmatch(body.plain(block).strip()))


def _pullquote(block: Block, _content: Content) -> Context:
    return _with_part(block, "speaker")


def _verse(block: Block, _content: Content) -> Context:
    return _with_part(block, "reference")


def _exchange(block: Block, _content: Content) -> Context:
    return _with_part(block, "question")


def _embed(block: Block, _content: Content) -> Context:
    address = body.address_of(block)
    return {"title": body.plain(block), "address": address, "source": embeds.source(address)}


TELL: Final[dict[str, Callable[[Block, Content], Context | None]]] = {
    "picture": _picture,
    "gallery": _gallery,
    "table": _table,
    "pullquote": _pullquote,
    "verse": _verse,
    "exchange": _exchange,
    "embed": _embed,
}


def _with_part(block: Block, kind: str) -> Context:
    """What a form says once, under its kind, and the rest as ``text``."""
    parts = [_words(part) for part in _of(block, kind)]
    rest = [child for child in block.children if child.kind != kind]
    return {kind: parts[0] if parts else None, "text": _safe(body.render(rest))}


def _of(block: Block, kind: str) -> list[Block]:
    return [child for child in block.children if child.kind == kind]


def _words(block: Block) -> Words:
    lang = format_html(' lang="{}"', block.lang) if block.lang else ""
    direction = format_html(' dir="{}"', block.dir) if block.dir else ""
    return Words(_safe(block.html), format_html("{}{}", lang, direction))


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - text.body made it
