"""A save that another came before: both texts merged, and what both have changed is asked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.actions.refused import Refused
from articles.models import Story
from articles.record import Content, working_text
from articles.record.fields import FIELDS, Field
from articles.record.versions import text_of
from articles.text import body, merging
from articles.text.merging import Chunk, Side
from editorial.admin.base import staff
from editorial.story import log
from editorial.story.access import Seen, context_of, seen_on, shown
from editorial.story.differences import blocks_of, in_line
from editorial.story.form import StoryForm
from editorial.story.links import Links
from editorial.story.refused import pairs

SEEN_FIRST: Final = "seen_first"
TAKE: Final = "take-"
# What the page that asks says anew.
AGAIN: Final = (SEEN_FIRST, "seen_version")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that both changed, and the sides that may be taken for it."""

    key: str
    mine: SafeString
    theirs: SafeString
    sides: tuple[str, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Part:
    """A field, or blocks of the text: who changed it and what it says now, or the question.

    Blocks that nobody changed are counted and folded.
    """

    html: SafeString | None = None
    changed_by: Side | None = None
    question: Question | None = None
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """A field that is another in the two texts."""

    called: str
    parts: list[Part]
    is_written: bool
    value: Any
    """What it says merged; None while something is asked."""

    @property
    def is_open(self) -> bool:
        return any(part.question and not part.question.chosen for part in self.parts)


class Merge:
    """What was typed into two clean forms, and what others have stored since it was begun."""

    def __init__(self, request: HttpRequest, story: Story, form: StoryForm, links: Links) -> None:
        self._reader = staff(request)
        # The sides that were taken were taken of the version that the page showed.
        is_answer = SEEN_FIRST in request.POST and seen_on(request).version == story.version
        self._taken = {
            name.removeprefix(TAKE): str(side)
            for name, side in request.POST.items()
            if is_answer and name.startswith(TAKE) and side in set(Side)
        }
        self._base = text_of(story, seen_first(request).version)
        mine, stored = _typed(form, links), working_text(story)
        self.fields: dict[str, Merged] = {}
        for field in FIELDS:
            theirs = _plain(field, stored)
            if mine.get(field.name, theirs) != theirs:
                merge = self._body if field.name == "body" else self._field
                parts, value = merge(field, mine[field.name], theirs)
                merged = Merged(str(field.called), parts, field.is_written, value)
                self.fields[field.name] = merged

    def text(self) -> Content | None:
        """What to save, as ``saving.save_story`` takes it; None while something is asked.

        Raises ``Refused`` where both texts together are longer than a story.
        """
        if any(merged.is_open for merged in self.fields.values()):
            return None
        text = {name: merged.value for name, merged in self.fields.items()}
        if "body" in text:
            try:
                text["body"] = body.fit(text["body"])
            except body.TooLongError as error:
                raise Refused("size", error.message, limit=error.limit) from error
        return text

    def _field(self, field: Field, mine: Any, theirs: Any) -> tuple[list[Part], Any]:
        base = field.empty if self._base is None else _plain(field, self._base)
        values = {Side.MINE: mine, Side.THEIRS: theirs}
        html = {
            side: in_line(field.name, base, value, reader=self._reader)
            for side, value in values.items()
        }
        if self._base is not None and base in (mine, theirs):
            side = Side.THEIRS if mine == base else Side.MINE
            return [Part(html[side], side)], values[side]
        question = self._question(field.name, html[Side.MINE], html[Side.THEIRS], tuple(values))
        chosen = question.chosen
        return [Part(question=question)], values[Side(chosen)] if chosen else None

    def _body(self, field: Field, mine: str, theirs: str) -> tuple[list[Part], Any]:
        sides = [body.parse(text) for text in (mine, theirs)]
        if self._base is None:
            chunks = merging.merge_two(*sides)
        else:
            chunks = merging.merge(body.parse(_plain(field, self._base)), *sides)
        parts = list(self._parts(chunks))
        taken = [part.question.chosen for part in parts if part.question]
        if not all(taken):
            return parts, None
        return parts, body.render(merging.settle(chunks, [Side(side) for side in taken]))

    def _parts(self, chunks: list[Chunk]) -> Iterator[Part]:
        asked = 0
        for is_changed, group in groupby(chunks, lambda chunk: chunk.changed_by is not None):
            if not is_changed:
                blocks = [block for chunk in group for block in chunk.base]
                yield Part(blocks_of(blocks, blocks), folded=len(blocks))
                continue
            for chunk in group:
                if chunk.settled is not None:
                    yield Part(blocks_of(chunk.base, chunk.settled), chunk.changed_by)
                    continue
                mine, theirs = (blocks_of(chunk.base, s) for s in (chunk.mine, chunk.theirs))
                sides = tuple(Side) if chunk.mine and chunk.theirs else (Side.MINE, Side.THEIRS)
                yield Part(question=self._question(f"body-{asked}", mine, theirs, sides))
                asked += 1

    def _question(
        self, key: str, mine: SafeString, theirs: SafeString, sides: tuple[Side, ...]
    ) -> Question:
        taken = self._taken.get(key, "")
        return Question(
            TAKE + key, mine, theirs, tuple(map(str, sides)), taken if taken in sides else ""
        )


def seen_first(request: HttpRequest) -> Seen:
    """What was on the page on which it was typed, however often it was asked since."""
    number = request.POST.get(SEEN_FIRST, "")
    seen = seen_on(request)
    if number.isdecimal() and len(number) < 10:
        return replace(seen, version=int(number))
    return seen


def page(
    request: HttpRequest, story: Story, merge: Merge, *, is_unanswered: bool = False
) -> HttpResponse:
    """The merged text with what is asked; nothing is saved yet, and all that was typed is in it."""
    typed = [(n, v) for n, v in pairs(request.POST) if n not in AGAIN and not n.startswith(TAKE)]
    context = context_of(
        request,
        title=_("Not saved yet"),
        story=story,
        seen=shown(story),
        seen_first=seen_first(request).version,
        merge=merge,
        typed=typed,
        saved=log.last_saved(story),
        is_unanswered=is_unanswered,
    )
    return TemplateResponse(request, "editorial/story/merging.html", context, status=409)


def _typed(form: StoryForm, links: Links) -> Content:
    """All that stands in clean forms and can be changed there, as it would be stored."""
    plain = form.whole() | {"related": links.links()}
    return {field.name: field.tidy(plain[field.name]) for field in FIELDS if field.name in plain}


def _plain(field: Field, text: Content) -> Any:
    return field.as_tidy(text.get(field.name, field.empty))
