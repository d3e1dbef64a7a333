"""What a check is, what it reads and what it finds."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Words
from articles.record import Content
from articles.text import body
from editorial.story.names import Names, house_names

KEY: Final = 16
"""Hexadecimal digits of a finding's key: two of one story are never the same."""


class Owner(StrEnum):
    """Who in the house answers for what a check says, and mends it where it is wrong."""

    DESK = "desk", _("the desk")
    PHOTO = "photo", _("the photo desk")
    CHIEF = "chief", _("the chief editor")

    label: str | Promise

    def __new__(cls, value: str, label: str | Promise) -> "Owner":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @property
    def is_another(self) -> bool:
        """Whether a reader is told whom to ask; the desk is who reads it, or whom it goes to."""
        return self is not Owner.DESK


@dataclass(frozen=True)
class Sent:
    """What would be sent, as a Dispatch holds it, on a day."""

    content: Content
    day: date
    names: Names = field(default_factory=house_names)

    @property
    def language(self) -> str:
        code: str = self.content["edition"]["code"]
        return code

    @cached_property
    def paragraphs(self) -> list[str]:
        return body.plain_paragraphs(body.from_data(self.content["body"]))

    @cached_property
    def text(self) -> str:
        """All that a person wrote for readers, a paragraph a line."""
        return "\n".join([self.content["headline"], self.content["standfirst"], *self.paragraphs])

    def get(self, name: str) -> Any:
        return self.content.get(name)


@dataclass(frozen=True, slots=True)
class Instead:
    """Words as they stand in a text, and what the house writes; by which rule, if by one.

    ``also`` are the same words in another case, with what is written for them: one answer is for
    all of them.
    """

    found: str
    right: str
    rule: int | None = None
    also: tuple[tuple[str, str], ...] = ()

    @property
    def pairs(self) -> str:
        """All of them with what is written instead, as JSON for a script."""
        return json.dumps([(self.found, self.right), *self.also])


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a check has to say; ``field`` is where it would be mended.

    ``instead`` is what would be written in the place of words of the text, where that is known.
    ``quote`` are the words that it is about, as they stand there: the list leads to them.
    """

    words: Words
    field: str = "body"
    instead: Instead | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A small function with a name and an owner.

    What one with ``refuses`` finds holds the story up; what another finds is asked once, and the
    answer is kept in the log.
    """

    name: str
    owner: Owner
    look: Callable[[Sent], Iterable[Found]]
    refuses: bool = False


@dataclass(frozen=True)
class Finding:
    """What was found, and by which check."""

    check: Check
    found: Found

    @property
    def refuses(self) -> bool:
        return self.check.refuses

    @property
    def words(self) -> str:
        return str(self.found.words)

    @property
    def left_as(self) -> tuple[str, str]:
        """What it would be left as (``WordAnswer``): its check, and the words of the text."""
        return self.check.name, self.found.instead.found.casefold() if self.found.instead else ""

    @cached_property
    def key(self) -> str:
        """What it is known by: another, where the text has it say something else."""
        told = [self.check.name, self.found.field, self.found.words.reason]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:KEY]
