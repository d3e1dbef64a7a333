"""A story as it prints: body, dateline, code and related links in their places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from articles.text import body
from articles.text.body import Block
from articles.text.related_slots import place


@dataclass(frozen=True, slots=True)
class Related:
    """A related link to print: its words, and an address unless there is only a printed title.

    ``after`` is the editor's place, a number of paragraphs, or None for anywhere.
    """

    title: str
    url: str = ""
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a printed story: safe HTML, or a related link."""

    html: str = ""
    related: Related | None = None


def follows(link: dict[str, Any]) -> bool:
    """Whether a Dispatch's link has no words of its own: it says what its story is called now."""
    # A Dispatch of before links said so has none.
    return bool(link.get("follows"))


def parts(
    content: dict[str, Any], *, chosen: Sequence[Related] = (), spare: Sequence[Related] = ()
) -> list[Part]:
    """The body of a Dispatch's ``content`` from top to bottom.

    ``chosen`` links stand where the editor put them, ``spare`` ones fill the places left free.
    The dateline opens the first paragraph and the agency code closes the last one.
    """
    links = [*chosen, *spare]
    pieces = layout(content, [link.after for link in chosen], len(spare))
    return [
        Part(piece) if isinstance(piece, str) else Part(related=links[piece]) for piece in pieces
    ]


def layout(
    content: dict[str, Any], chosen: Sequence[int | None], spare: int
) -> Iterator[str | int]:
    """The pieces of ``parts``: safe HTML, and in its place which of the links stands there.

    ``chosen`` has the place of each of the editor's links, ``spare`` is how many others there are.
    """
    blocks = body.from_data(content["body"])
    slots: dict[int, list[int]] = {}
    for slot in place(blocks, chosen, spare):
        slots.setdefault(slot.after, []).append(slot.which)
    dressed, before, after = _dress(blocks, content["dateline"], content["code"])
    if before:
        yield before
    for index, block in enumerate(dressed):
        yield body.render([block]) + (after if index == len(dressed) - 1 else "")
        yield from slots.get(index, [])


def _dress(blocks: Sequence[Block], dateline: str, code: str) -> tuple[list[Block], str, str]:
    """The blocks with dateline and code, and each of the two alone where no paragraph takes it."""
    dressed = list(blocks)
    before = after = ""
    if dateline:
        words = f'<b class="dateline">{escape(dateline)}</b>'
        if dressed and _takes_words(dressed[0]):
            dressed[0] = replace(dressed[0], html=f"{words} {dressed[0].html}")
        else:
            before = f"<p>{words}</p>"
    if code:
        words = f'<bdi class="agency-code">{escape(code)}</bdi>'
        if dressed and _takes_words(dressed[-1]):
            dressed[-1] = replace(dressed[-1], html=f"{dressed[-1].html} {words}")
        else:
            after = f"<p>{words}</p>"
    return dressed, before, after


def _takes_words(block: Block) -> bool:
    # A verse in another language keeps its paragraph to itself.
    return block.kind == "paragraph" and not (block.lang or block.dir)
