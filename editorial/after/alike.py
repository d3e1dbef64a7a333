"""The same correction in another story: the old words replaced where it says them as they stood."""

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from articles.models import Story
from articles.text.statements import Kind, Text
from editorial.after.taken import statement_of

_TAG = re.compile(r"(<[^>]*>)")


def corrected(story: Story, taken: Sequence[dict[str, Any]], language: str) -> dict[str, str]:
    """The fields of ``story`` that such a correction changes, with their new text.

    Only in the same language, and only what was replaced by something: a number with the same
    thing counted, names and quotes as they stand.
    """
    if story.edition_id != language:
        return {}
    found = {}
    for field in ("headline", "standfirst"):
        old = getattr(story, field)
        if (new := _replaced(old, taken, language, str)) != old:
            found[field] = new
    pieces = _TAG.split(story.body)
    # Tags stand at the odd places.
    pieces[::2] = [_replaced(each, taken, language, _escaped) for each in pieces[::2]]
    if (html := "".join(pieces)) != story.body:
        found["body"] = html
    return found


def _replaced(
    text: str, taken: Sequence[dict[str, Any]], language: str, written: Callable[[str], str]
) -> str:
    for each in taken:
        if not each["new"]:
            continue
        old = statement_of(each)
        quotes = [each["old"]]
        if old.kind is Kind.NUMBER:
            same = Text((text,), language).numbers
            quotes = [number.quote for number in same if number.key == old.key]
        for quote in dict.fromkeys(quotes):
            # As a template its backslashes would be signs.
            new = written(each["new"]).replace("\\", r"\\")
            text = _whole(written(quote)).sub(new, text)
    return text


def _whole(quote: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(quote)}(?!\w)")


def _escaped(text: str) -> str:
    return escape(text, quote=False)
