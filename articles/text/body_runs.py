"""The running text inside a block: words in one dress after another, to and from HTML."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import dropwhile, groupby
from typing import Final, NamedTuple

from articles.text import pasted, signs
from articles.text.body_schema import BY_TAG, MARKS, Role
from articles.text.html_tokens import attributes, tokens

BREAK: Final = "\v"
"""Stands for a hard break in running text, where no other one is left."""


class Run(NamedTuple):
    """Running text in one dress; a hard break in it is a ``\\v``."""

    text: str
    marks: tuple[str, ...] = ("",) * len(MARKS)
    """One value for each row of MARKS; empty where it isn't set."""


def runs(html: str) -> list[Run]:
    """The running text of a block, whose ``html`` is as ``parse`` made it, by its marks."""
    found: list[Run] = []
    marks = dict.fromkeys(MARKS, "")
    for token in tokens(html):
        row = BY_TAG.get(token.tag)
        if row is None or row.role is Role.VOID:
            found.append(Run(_unescaped(token.text) or BREAK, tuple(marks.values())))
        elif row.role is Role.MARK:
            given = attributes(token.attributes, row.attributes)
            marks[row] = "" if token.is_end else given.get("href", row.kind)
    return found


def _unescaped(text: str) -> str:
    """What ``escape`` made of a text, undone; sooner than all of HTML's references are read."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def inline(runs: Sequence[Run], depth: int = 0) -> str:
    """Running text as HTML; ``runs`` gives the same text and marks back."""
    if depth == len(MARKS):
        text = escape("".join(run.text for run in runs), quote=False)
        return text.replace("\n", " ").replace(BREAK, "<br>")
    row = MARKS[depth]
    parts = []
    for value, group in groupby(runs, key=lambda run: run.marks[depth]):
        inner = inline(list(group), depth + 1)
        if value:
            attribute = "".join(f' {name}="{escape(value)}"' for name in row.attributes)
            inner = f"<{row.tag}{attribute}>{inner}</{row.tag}>"
        parts.append(inner)
    return "".join(parts)


def trimmed(runs: Iterable[Run]) -> list[Run]:
    """Without line ends and hard breaks at the edges; spaces that were typed there stay."""
    edges = "\n" + BREAK
    kept = list(dropwhile(lambda run: not run.text.strip(edges), runs))
    while kept and not kept[-1].text.strip(edges):
        del kept[-1]
    if kept:
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip(edges))
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(edges))
    return kept


def without_shortcodes(runs: list[Run]) -> list[Run]:
    """Without the shortcodes of WordPress; a caption goes with its own."""
    if not any("[" in run.text for run in runs):
        return runs
    texts = pasted.without_shortcodes([run.text for run in runs])
    return [run._replace(text=text) for run, text in zip(runs, texts, strict=True)]


def balanced(runs: list[Run]) -> list[Run]:
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
