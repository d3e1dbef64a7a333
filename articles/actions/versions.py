"""A version gets a name, an old one is the present one again, an unsaved text is kept as one."""

from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import Refused, Words
from articles.actions.saving import Saved, save_story
from articles.actions.transitions import Verb, check_version, in_words, lock, may_edit, record
from articles.models import Event, Story, User
from articles.record import Content, working_text
from articles.record.versions import as_typed, text_of
from articles.text import signs

LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Restored:
    """What was saved, and what could not be brought back, for its row is gone."""

    saved: Saved
    gone: list[Any]


@transaction.atomic
def name_version(*, story: Story, by: User, name: str, seen: int | None) -> Event:
    """Give the present version a name in the log; the last one counts. Raises ``Refused``.

    ``seen`` is the version that the person had before them.
    """
    story = lock(story)
    if not may_edit(by, story):
        raise Refused("permission", _("You may not edit this story in its present state."))
    check_version(story, seen)
    name = signs.printable(name)[:LONGEST_NAME].strip()
    if not signs.is_readable(name):
        raise Refused("name", _("A name is required."))
    return record(story, verb=Verb.NAME, by=by, before=story.status, note=name, data={"name": name})


def restore_version(*, story: Story, by: User, number: int, seen: int) -> Restored:
    """Save the text of version ``number`` as a new version (see ``save_story``).

    Raises ``Refused``, also for a version of which no text was kept.
    """
    text = text_of(story, number)
    if text is None:
        raise Refused("version", _("The text of this version was not kept."))
    typed, gone = as_typed(text)
    why = Words(_("Restored from version %(number)s."), number=number)
    return Restored(
        save_story(user=by, story=story, seen=seen, text=typed, why=why), in_words(gone)
    )


def hand_over(
    *, story: Story, by: User, of: User, text: Content | None, note: str, why: Words | None
) -> Event:
    """Log that ``by`` took the writing of a story over, which the caller has locked.

    ``text`` is what ``of`` had typed and not saved, if anything. It becomes a version with a name.
    The stored text, which it leaves alone, is the newest version again.
    """
    name = of.get_full_name() or of.get_username()
    data: dict[str, Any] = {"from": name}
    if text is not None:
        stored, time = working_text(story), timezone.localtime().strftime("%H:%M")
        called = Words(_("Taken over from %(name)s, %(time)s"), name=name, time=time).reason
        story.version += 1
        kept = {"text": text, "name": called, "why": called}
        record(story, verb=Verb.KEEP, by=by, before=story.status, data=kept)
        data |= {"kept": story.version, "text": stored}
        story.version += 1
        story.save(update_fields=["version"])
    said = {"why": why.reason} if why else {}
    return record(
        story, verb=Verb.TAKE_OVER, by=by, before=story.status, note=note, data=data | said
    )
