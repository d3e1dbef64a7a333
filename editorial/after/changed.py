"""What a correction changes in the words that readers had: for the notice, and for who looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.models import ON_WIRE, Story
from articles.record import Content, working_text
from articles.record.versions import text_sent
from articles.text import body, comparing, notices
from articles.text.body_schema import Block
from articles.text.statements import Change, changes

Side = tuple[str, str]


@dataclass(frozen=True)
class Changed:
    """A text beside what it became, in parts: headline, standfirst, and each paragraph."""

    sides: tuple[Side, ...]
    language: str

    @cached_property
    def changes(self) -> list[Change]:
        """The numbers, names, quotes and words that are stated no more."""
        return changes(self.sides, self.language)

    def draft(self) -> str:
        """A notice that says so, in the story's language; "" where nothing was changed."""
        return notices.draft(self.changes, self.sides, self.language)


def between(old: Content, new: Content, language: str) -> Changed:
    """What is other between two working texts of a story."""
    blocks = (body.parse(text.get("body", "")) for text in (old, new))
    return of_parts(old, new, *blocks, language=language)


def between_sent(old: Content, new: Content) -> Changed:
    """What is other between the contents of two Dispatches of a story."""
    blocks = (body.from_data(content["body"]) for content in (old, new))
    return of_parts(old, new, *blocks, language=new["edition"]["code"])


def of_parts(
    old: Content, new: Content, was: Sequence[Block], now: Sequence[Block], *, language: str
) -> Changed:
    """What is other between two texts whose bodies are read."""
    heads = [(old.get(name, ""), new.get(name, "")) for name in ("headline", "standfirst")]
    blocks = [(_plain(one), _plain(other)) for one, other in comparing.align(was, now)]
    return Changed((*heads, *blocks), language)


def since_it_went_out(story: Story) -> Changed | None:
    """What a correction of a live story would change for its readers."""
    sent = text_sent(story) if story.status in ON_WIRE else None
    return between(sent, working_text(story), story.edition_id) if sent else None


def _plain(block: Block | None) -> str:
    return body.plain(block) if block else ""
