"""A Dispatch as plain wire copy in the house format."""

from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from articles.text import body, marks, raw_copy
from articles.text.related_slots import place
from articles.wire.printed import follows


def copy_text(content: dict[str, Any], *, live: Mapping[str, str]) -> str:
    """The copy of a story, ending in a line end.

    ``live`` has the headlines of live stories by uid; links to others are left out.
    """
    blocks = body.from_data(content["body"])
    links = [link for link in content["related"] if link["story"] is None or link["story"] in live]
    titles = [live[link["story"]] if follows(link) else link["title"] for link in links]
    # How many lines of copy there are up to the end of each block.
    lines = list(accumulate(len(body.plain_paragraphs([block])) for block in blocks))
    related = [
        raw_copy.Related(titles[slot.which], lines[slot.after])
        for slot in place(blocks, [link["after"] for link in links], 0)
    ]
    language = content["edition"]["code"]
    text = raw_copy.compose(
        body.plain_paragraphs(blocks),
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
    )
    return f"{text}\n"
