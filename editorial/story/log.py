"""The log of a story, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.actions.refused import say
from articles.actions.transitions import REMARKS, Verb
from articles.models import ON_HOLD, Event, Story
from articles.record.versions import Version
from articles.record.versions import name_of as kept_name
from articles.record.versions import versions as versions_of

SHOWN = 12
# The event keeps a text that was not saved.
REFUSED = Q(data__has_key="refused")

PAST = {
    Verb.FILE: _("filed"),
    Verb.EDIT: _("edited"),
    Verb.NAME: _("version named"),
    Verb.KEEP: _("unsaved text kept"),
    Verb.TAKE_OVER: _("taken over"),
    Verb.CLAIM: _("taken on"),
    Verb.RELEASE: _("given back to all editors"),
    Verb.OVERRULE: _("sent anyway"),
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
    Verb.SETTLE: _("settled what follows"),
    Verb.SHARE: _("made a link to show it outside"),
    Verb.UNSHARE: _("revoked a link"),
    Verb.TRANSLATE: _("translation begun"),
    Verb.FOLLOW: _("brought up to its original"),
    Verb.EMBARGO: _("sent under embargo"),
    Verb.HOLD: _("put on hold"),
    Verb.LIFT: _("embargo lifted"),
}
LIFTED = _("hold lifted")
UNTIL = {
    Verb.EMBARGO: _("sent under embargo until %(time)s"),
    Verb.HOLD: _("put on hold until %(time)s"),
    Verb.UPDATE: _("update sent under embargo until %(time)s"),
    Verb.CORRECT: _("correction sent under embargo until %(time)s"),
}
FOR = {
    Verb.APPROVE: _("approved for %(time)s"),
    Verb.RESCHEDULE: _("moved to another time: %(time)s"),
}
FROM = {
    Verb.TAKE_OVER: _("taken over from %(name)s"),
    Verb.CLAIM: _("taken on, from %(name)s"),
}
HANDED = _("handed over to %(name)s")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log, for a template.

    ``event`` has of its data only what a line says: ``why``, ``whose``, ``to``, ``until``,
    ``time`` and ``kept``.
    """

    event: Any
    what: str
    who: str
    note: str


def past(verb: str, whose: str | None = None) -> str:
    """What was done, as the log says it; to whom, where it was taken from somebody."""
    if verb not in Verb:
        return verb
    if whose and Verb(verb) in FROM:
        return str(FROM[Verb(verb)]) % {"name": whose}
    return str(PAST[Verb(verb)])


def _what(event: Any) -> str:
    if event.refused:
        return str(_("not saved"))
    if event.verb == Verb.CLAIM and event.to:
        return str(HANDED) % {"name": event.to}
    for words, time in ((UNTIL, event.until), (FOR, event.time)):
        if time and event.verb in words:
            local = timezone.localtime(datetime.fromisoformat(time))
            said = {"time": date_format(local, "DATETIME_FORMAT")}
            return str(words[Verb(event.verb)]) % said
    if event.verb == Verb.LIFT and event.from_status in ON_HOLD:
        return str(LIFTED)
    return past(event.verb, event.whose)


def note(words: str, why: Mapping[str, Any] | None) -> str:
    """What a person wrote, or the rule's reason (``data["why"]``) in the reader's language."""
    return words or (say(why) if why else "")


def lines(story: Story, *, most: int | None = SHOWN) -> list[Line]:
    """The log, newest first, without the texts it keeps."""
    return [_line(event) for event in _annotated(Event.objects.filter(story=story))[:most]]


def line(pk: int) -> Line:
    """That of one event."""
    return _line(_annotated(Event.objects.filter(pk=pk)).get())


def versions(story: Story, *, before: int | None = None, most: int) -> list[Version]:
    """``record.versions.versions``, each under a name that the reader can read."""
    found = versions_of(story, before=before, most=most)
    for version in found:
        if not isinstance(version.name, str):
            version.name = say(version.name)
    return found


def name_of(story: Story, number: int) -> str:
    """What a version is called, as the reader can read it; "" of one without a name."""
    name = kept_name(story, number)
    return name if isinstance(name, str) else say(name)


def last_return(story: Story) -> Event | None:
    """Who returned the story last, and why."""
    return Event.objects.filter(story=story, verb=Verb.RETURN).defer("data").first()


def last_saved(story: Story) -> Event | None:
    """The event that left the text as it is stored; refused texts and remarks don't count."""
    kept = Event.objects.filter(story=story).exclude(REFUSED).exclude(verb__in=REMARKS)
    return kept.defer("data").first()


def _annotated(events: QuerySet[Event]) -> QuerySet[Any]:
    """Without the texts they keep."""
    kept = {"why": "why", "whose": "from", "to": "to", "until": "until", "kept": "kept"}
    kept |= {"time": "publish_at"}
    said = {name: F(f"data__{key}") for name, key in kept.items()}
    return events.defer("data").annotate(refused=REFUSED, **said)


def _line(event: Any) -> Line:
    return Line(
        event,
        what=_what(event),
        who=event.actor_name or str(_("the clock")),
        note=note(event.note, event.why),
    )
