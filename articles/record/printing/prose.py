"""The body of a story as it prints, with dateline and code, and where its related links stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from articles.record.printing.blocks import printed
from articles.text import body
from articles.text.body import Block
from articles.text.holes import hole
from articles.text.related_slots import Room, place_in, room

# As ``body.render`` writes it; the card of an embed is followed by nobody anyway.
_OUTGOING = re.compile(r'<a href="https?://(?P<host>[^/?#"]+)[^"]*"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Related:
    """A related link to print: its words, and an address unless there is only a printed title.

    ``after`` is the editor's place, a number of paragraphs, or None for anywhere.
    """

    title: str
    url: str = ""
    after: int | None = None


def follows(link: dict[str, Any]) -> bool:
    """Whether a Dispatch's link has no words of its own: it says what its story is called now."""
    # A Dispatch of before links said so has none.
    return bool(link.get("follows"))


def prose(content: dict[str, Any]) -> str:
    """The body's HTML, with a hole behind each block that a related link may stand behind.

    The dateline opens the first paragraph and the agency code closes the last one. Where somebody
    paid for the story, search engines are told so of its links to other sites.
    """
    blocks = body.from_data(content["body"])
    allowed = set(room(blocks).allowed)
    dressed, before, after = _dress(blocks, content["dateline"], content["code"])
    is_paid = content.get("label") or content.get("sponsor")
    pieces = [before]
    for index, block in enumerate(dressed):
        html = printed(block, content)
        pieces.append(_sponsored(html) if is_paid else html)
        if index == len(dressed) - 1:
            pieces.append(after)
        if index in allowed:
            pieces.append(hole(_name(index)))
    return "".join(pieces)


def links(content: dict[str, Any]) -> dict[str, Any]:
    """What of a Dispatch tells which links its page shows, and where: plain data."""
    return {"related": content["related"], **room(body.from_data(content["body"]))._asdict()}


def placed(
    told: Mapping[str, Any], chosen: Sequence[Related], spare: Sequence[Related] = ()
) -> dict[str, Related]:
    """Which link stands in which hole of ``prose``, top to bottom; ``told`` is of ``links``.

    ``chosen`` links stand where the editor put them, ``spare`` ones fill the places left free.
    """
    within = Room(told["allowed"], told["ends"])
    every = [*chosen, *spare]
    slots = place_in(within, [link.after for link in chosen], len(spare))
    return {_name(slot.after): every[slot.which] for slot in slots}


def _name(index: int) -> str:
    return f"after-{index}"


def _sponsored(html: str) -> str:
    house = {urlsplit(settings.SITE_URL).netloc.lower(), *settings.OLD_HOSTS}

    def mark(link: re.Match[str]) -> str:
        host = link["host"].rpartition("@")[2].lower()
        return link[0] if host in house else f'{link[0]} rel="sponsored"'

    return _OUTGOING.sub(mark, html)


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
