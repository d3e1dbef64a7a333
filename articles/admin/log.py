"""The log of a story, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import say
from articles.actions.transitions import Verb
from articles.models import Event, Story

SHOWN = 12
# The event keeps a text that was not saved.
REFUSED = Q(data__has_key="refused")

PAST = {
    Verb.FILE: _("filed"),
    Verb.EDIT: _("edited"),
    Verb.SUBMIT: _("submitted"),
    Verb.TAKE_BACK: _("taken back"),
    Verb.RETURN: _("returned"),
    Verb.APPROVE: _("approved"),
    Verb.PUBLISH: _("published"),
    Verb.RESCHEDULE: _("moved to another time"),
    Verb.UNSCHEDULE: _("taken off the schedule"),
    Verb.VOID: _("approval void"),
    Verb.REVISE: _("next version begun"),
    Verb.UPDATE: _("update published"),
    Verb.CORRECT: _("correction published"),
    Verb.DISCARD: _("next version discarded"),
    Verb.SPIKE: _("spiked"),
    Verb.UNSPIKE: _("brought back"),
    Verb.WITHDRAW: _("withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log, for a template."""

    event: Event
    what: str
    who: str
    note: str


def past(verb: str) -> str:
    """What was done, as the log says it."""
    return str(PAST[Verb(verb)]) if verb in Verb else verb


def note(words: str, why: Mapping[str, Any] | None) -> str:
    """What a person wrote, or the rule's reason (``data["why"]``) in the reader's language."""
    return words or (say(why) if why else "")


def lines(story: Story, *, most: int | None = SHOWN) -> list[Line]:
    """The log, newest first, without the texts it keeps."""
    events = Event.objects.filter(story=story).defer("data")
    events = events.annotate(refused=REFUSED, why=F("data__why"))
    return [
        Line(
            event,
            what=str(_("not saved")) if event.refused else past(event.verb),
            who=event.actor_name or str(_("the clock")),
            note=note(event.note, event.why),
        )
        for event in events[:most]
    ]


def last_return(story: Story) -> Event | None:
    """Who returned the story last, and why."""
    return Event.objects.filter(story=story, verb=Verb.RETURN).defer("data").first()


def last_saved(story: Story) -> Event | None:
    """The event that left the text as it is stored; refused texts don't count."""
    kept = Event.objects.filter(story=story).exclude(REFUSED)
    return kept.defer("data").first()
