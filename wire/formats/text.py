"""A Dispatch as plain wire copy in the house format."""

from collections.abc import Mapping
from itertools import accumulate, chain
from typing import Any, Final

from articles.record.printing.prose import follows
from articles.text import body, marks, raw_copy
from articles.text.related_slots import place
from wire.formats import notes
from wire.formats.item import Item

MEDIA_TYPE: Final = "text/plain; charset=utf-8"


def text(item: Item) -> bytes:
    """The copy with all that the desk must know above it; of what is taken back, that alone."""
    ednote = " ".join(notes.ednote(item))
    if item.has_text:
        return copy_text(item.content, live=item.live, ednote=ednote).encode()
    told = raw_copy.compose(
        [], language=item.language, headline=notes.headline(item), ednote=ednote
    )
    return f"{told}\n".encode()


def copy_text(
    content: dict[str, Any], *, live: Mapping[str, str] | None, ednote: str | None = None
) -> str:
    """The copy of a story, ending in a line end.

    ``live`` has the headlines of live stories by uid; links to others are left out. Without it
    links print as they were sent. ``ednote`` is what stands above it in place of the editors' own.
    """
    blocks = body.from_data(content["body"])
    links = content["related"]
    titles = [link["title"] for link in links]
    if live is not None:
        links = [link for link in links if link["story"] is None or link["story"] in live]
        titles = [live[link["story"]] if follows(link) else link["title"] for link in links]
    # How many lines of copy there are up to the end of each block.
    language = content["edition"]["code"]
    # A Dispatch of before pictures stood in texts has none.
    captions = body.captions(content.get("pictures", {}))
    texts = [
        body.copy_paragraphs([block], language=language, pictures=captions) for block in blocks
    ]
    lines = list(accumulate(map(len, texts)))
    related = [
        raw_copy.Related(titles[slot.which], lines[slot.after])
        for slot in place(blocks, [link["after"] for link in links], 0)
    ]
    text = raw_copy.compose(
        [*chain.from_iterable(texts)],
        language=language,
        headline=marks.headline(content["headline"], content.get("label", ""), language),
        byline=content["byline"],
        dateline=content["dateline"],
        related=related,
        code_text=content["code"],
        notes=marks.notes(
            language,
            is_ai=content.get("is_ai", False),
            verification=content.get("verification_note", ""),
            sponsor=content.get("sponsor", ""),
        ),
        sign_off=content["sign_off"],
        slugline=content.get("slugline", ""),
        ednote=content.get("ednote", "") if ednote is None else ednote,
    )
    return f"{text}\n"
