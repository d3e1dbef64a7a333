"""Notes on a story: written, answered, changed by who wrote them, resolved and opened again.

They are the newsroom's alone: nothing that goes out is made of them.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused
from articles.actions.transitions import reviews
from articles.models import Story, User
from articles.text import anchors, signs
from articles.text.anchors import Anchor
from articles.text.body import parse, plain
from editorial import inbox
from editorial.models.note import LONGEST_NOTE, LONGEST_QUOTE, Note, Part
from editorial.readers import readers_of


@dataclass(frozen=True, slots=True)
class Passage:
    """What was selected in a part of a text, and what stands before and behind it."""

    part: Part
    quote: str
    before: str
    after: str


def letters_of(story: Story) -> dict[str, str]:
    """The letters of each part of the stored text in which a passage may stand."""
    blocks = parse(story.body)
    return {
        Part.HEADLINE: anchors.letters(story.headline),
        Part.STANDFIRST: anchors.letters(story.standfirst),
        Part.BODY: anchors.letters("\n".join(map(plain, blocks))),
    }


@transaction.atomic
def write(*, story: Story, by: User, text: str, on: Passage | None = None) -> Note:
    """Note something on the whole story, or on a passage of it. Raises ``Refused``.

    A passage that the stored text doesn't have is kept as it was selected.
    """
    _require_sight(story, by)
    note = Note(story=story, by=by, text=_tidy(text), version=story.version)
    if on:
        passage = _anchored(story, on)
        note.part, note.quote = on.part, signs.printable(on.quote, lines=True)
        note.letters, note.before, note.after = passage.quote, passage.before, passage.after
    note.save()
    inbox.on_note(note)
    return note


@transaction.atomic
def answer(*, note: Note, by: User, text: str) -> Note:
    """Reply under a note, also under one that is resolved. Raises ``Refused``."""
    _require_sight(note.story, by)
    under = note.answers or note
    reply = Note(story=note.story, answers=under, by=by, version=note.story.version)
    reply.text = _tidy(text)
    reply.save()
    inbox.on_note(reply)
    return reply


@transaction.atomic
def change(*, note: Note, by: User, text: str) -> Note:
    """Put other words in the place of one's own. Raises ``Refused``."""
    note = _locked(note, by)
    if note.by_id != by.pk:
        raise Refused("permission", _("Only who wrote a note changes it."))
    if (text := _tidy(text)) != note.text:
        note.text, note.changed_at = text, timezone.now()
        note.save(update_fields=["text", "changed_at"])
        inbox.on_changed_note(note)
    return note


@transaction.atomic
def resolve(*, note: Note, by: User) -> Note:
    """Lay a note aside: what it asks is done. Raises ``Refused``, also when somebody did so."""
    note = _locked(note, by)
    _require_say(note, by)
    if note.resolved_by is not None:
        name = note.resolved_by.get_full_name() or note.resolved_by.get_username()
        raise Refused("state", _("%(name)s has resolved this note already."), name=name)
    note.resolved_at, note.resolved_by = timezone.now(), by
    note.save(update_fields=["resolved_at", "resolved_by"])
    return note


@transaction.atomic
def reopen(*, note: Note, by: User) -> Note:
    """Take up a resolved note again. Raises ``Refused``, also when it is open."""
    note = _locked(note, by)
    _require_say(note, by)
    if note.resolved_at is None:
        raise Refused("state", _("This note is open already."))
    note.resolved_at = note.resolved_by = None
    note.save(update_fields=["resolved_at", "resolved_by"])
    return note


def resolves(user: User, note: Note) -> bool:
    """Who wrote a note, whose story it is, and who reviews, resolve it and open it again."""
    return note.by_id == user.pk or note.story.is_own(user) or reviews(user, note.story)


def _require_sight(story: Story, by: User) -> None:
    if not readers_of(story).filter(pk=by.pk).exists():
        raise Refused("permission", _("Notes are for those who may see the story."))


def _require_say(note: Note, by: User) -> None:
    if note.answers_id:
        raise Refused("state", _("A reply is resolved with its note."))
    if not resolves(by, note):
        raise Refused(
            "permission",
            _("A note is resolved by who wrote it, by the story’s reporter and by editors."),
        )


def _locked(note: Note, by: User) -> Note:
    # Without who resolved it: a row that is joined is the one of before the wait for the lock.
    notes = Note.objects.select_related("story__writer")
    note = notes.select_for_update(of=("self",)).get(pk=note.pk)
    _require_sight(note.story, by)
    return note


def _tidy(text: str) -> str:
    text = signs.printable(text, lines=True).strip()
    if not text:
        raise Refused("text", _("Write the note first."))
    if len(text) > LONGEST_NOTE:
        raise Refused("size", _("A note has at most %(most)s letters."), most=LONGEST_NOTE)
    return text


def _anchored(story: Story, on: Passage) -> Anchor:
    if len(on.quote) > LONGEST_QUOTE:
        raise Refused(
            "size",
            _("A passage has at most %(most)s letters: choose a shorter one."),
            most=LONGEST_QUOTE,
        )
    passage = anchors.anchor(on.quote, on.before, on.after)
    if not signs.is_readable(passage.quote):
        raise Refused("passage", _("Nothing is selected."))
    held = letters_of(story)[on.part]
    place = anchors.find(held, passage)
    if place is None:
        return passage
    return anchors.at(held, place, place + len(passage.quote))
