"""The notes on a story: as with the newsdesk's rows, each shape of them is rendered once."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from django import template
from django.template import Context
from django.template.defaultfilters import linebreaksbr, truncatechars
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from articles.models import Story, User
from articles.text import signs
from articles.text.holes import filled, hole
from editorial.story.notes import Said, Thread
from editorial.templatetags.times import ago

register = template.Library()

QUOTED: Final = 240
"""As many characters of a passage stand over its note."""

OWN: Final = {
    name: SafeString(hole(name))
    for name in (
        *("key", "by", "at", "when", "ago", "changed_when", "text", "typed"),
        *("part", "letters", "before", "after", "quote", "version"),
        *("said", "answers", "resolver", "resolved_ago", "reply"),
    )
}
"""What a note or its thread has of its own, as their templates name it."""


class SaidShape(NamedTuple):
    """What notes and replies share that are the same but for what is their own."""

    is_changed: bool
    is_own: bool
    is_typed: bool


class ThreadShape(NamedTuple):
    """What threads share that are the same but for what is their own."""

    has_part: bool
    fits: bool
    is_of_another_version: bool
    is_resolved: bool
    may_resolve: bool
    is_typed: bool


@register.simple_tag(takes_context=True)
def threads(context: Context, shown: Sequence[Thread]) -> SafeString:
    """The notes in their order with their replies, each an ``<li>``, on the story of the page."""
    story: Story = context["story"]
    shapes: dict[tuple[str, NamedTuple], str] = {}

    def printed(shape: NamedTuple, name: str, own: dict[str, str]) -> str:
        if (name, shape) not in shapes:
            fixed = {"shape": shape, "own": OWN, "story": story, "LANGUAGE_CODE": get_language()}
            shapes[name, shape] = render_to_string(f"editorial/story/{name}.html", fixed)
        return filled(shapes[name, shape], own)

    def said(each: Said) -> str:
        return printed(_shape_of_said(each), "note", _said(each))

    made = []
    for thread in shown:
        notes = {"said": said(thread.said), "answers": "".join(map(said, thread.answers))}
        shape = _shape_of_thread(thread, story)
        made.append(printed(shape, "note_thread", _thread(thread) | notes))
    return SafeString("".join(made))


def _shape_of_said(said: Said) -> SaidShape:
    return SaidShape(
        is_changed=said.note.changed_at is not None,
        is_own=said.is_own,
        is_typed=bool(said.typed),
    )


def _shape_of_thread(thread: Thread, story: Story) -> ThreadShape:
    note = thread.said.note
    return ThreadShape(
        has_part=bool(note.part),
        fits=thread.fits,
        is_of_another_version=note.version != story.version,
        is_resolved=note.resolved_at is not None,
        may_resolve=thread.may_resolve,
        is_typed=bool(thread.typed),
    )


def _said(said: Said) -> dict[str, str]:
    note = said.note
    own = {"key": said.key, "by": escape(_called(note.by)), "text": linebreaksbr(said.text)}
    own |= {
        "at": localtime(note.at).isoformat(),
        "when": date_format(localtime(note.at), "DATETIME_FORMAT"),
        "ago": ago(note.at),
    }
    if note.changed_at:
        own["changed_when"] = date_format(localtime(note.changed_at), "DATETIME_FORMAT")
    if said.is_own:
        own["typed"] = escape(said.typed or note.text)
    return own


def _thread(thread: Thread) -> dict[str, str]:
    note = thread.said.note
    own: dict[str, str] = {"key": thread.said.key, "reply": escape(thread.typed)}
    if note.part:
        own |= {
            "part": note.part,
            "letters": escape(note.letters),
            "before": escape(note.before),
            "after": escape(note.after),
            "quote": escape(truncatechars(note.quote, QUOTED)),
            "version": str(note.version),
        }
    if note.resolved_at and note.resolved_by:
        own |= {
            "resolver": escape(signs.balanced(_called(note.resolved_by))),
            "resolved_ago": ago(note.resolved_at),
        }
    return own


def _called(user: User) -> str:
    return user.get_full_name() or user.get_username()
