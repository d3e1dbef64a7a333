"""The same correction in another story: the old words replaced where it says them as they stood."""

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Final

from articles.models import Story
from articles.text.folding import folded
from articles.text.statements import Kind, Statement, Text
from editorial.after.taken import change_of

# Arabic writes "and", "with" or "for" to a word.
_ARABIC_PREFIX: Final = r"(?<=(?<!\w)[وفبلك])"
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
    """A text with all of it replaced at once, so that nothing that was put in is replaced again."""
    words: dict[str, str] = {}
    for each in taken:
        change = change_of(each)
        if change.new is None:
            continue
        found = {change.old.quote: change.new.quote}
        if change.old.kind is Kind.NUMBER:
            same = [it for it in Text((text,), language).numbers if it.key == change.old.key]
            found = {it.quote: _counting(it, change.new.quote, language) for it in same}
        words = found | words
    if not words:
        return text
    # What says the new thing already stays, also where the old one is a part of it.
    words = {new: new for new in words.values()} | words
    quotes = {written(old): written(new) for old, new in words.items()}
    longest_first = sorted(quotes, key=len, reverse=True)
    any_of_them = "|".join(map(re.escape, longest_first))
    whole = rf"(?:(?<!\w)|{_ARABIC_PREFIX})(?:{any_of_them})(?!\w)"
    return re.sub(whole, lambda match: quotes[match[0]], text)


def _counting(old: Statement, new: str, language: str) -> str:
    """The new number with what the old one counts, as it is written there: in its capitals."""
    said = Text((new,), language).numbers
    is_same = said and folded(said[0].counted).casefold() == folded(old.counted).casefold()
    if not old.counted or not is_same or not old.quote.endswith(old.counted):
        return new
    between = old.quote.removesuffix(old.counted)
    return new.removesuffix(said[0].counted).rstrip() + old.quote[len(between.rstrip()) :]


def _escaped(text: str) -> str:
    return escape(text, quote=False)
