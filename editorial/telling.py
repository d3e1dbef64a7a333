"""What somebody is told, in words: for the inbox and for mail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.actions.transitions import Verb
from articles.models import LIVE, Event, Story, User
from editorial.models import InboxEntry, InboxKind
from editorial.models.inbox import LATE
from editorial.story import log

LINES: Final = {
    InboxKind.RETURNED: _("%(who)s returned it to you."),
    InboxKind.APPROVED: _("%(who)s approved it for %(time)s."),
    InboxKind.PUBLISHED: _("%(who)s published it."),
    InboxKind.EMBARGOED: _("%(who)s sent it, under embargo until %(time)s."),
    InboxKind.HELD: _("%(who)s put it on hold: nobody may use it."),
    InboxKind.LIFTED: _("%(who)s lifted the hold: it is before readers again."),
    InboxKind.FALLEN: _("%(who)s took it off the schedule."),
    InboxKind.SOON: _("It goes out at %(time)s."),
    InboxKind.MISSED: _("Its time was %(time)s, and it was not out then."),
    InboxKind.MENTIONED: _("%(who)s speaks to you in a note."),
    InboxKind.ANSWERED: _("%(who)s answered in notes that you wrote in."),
    InboxKind.NOTED: _("%(who)s wrote a note on your story."),
    InboxKind.COMPLAINT: _("A reader asks for something: %(what)s."),
    InboxKind.ORIGINAL: _("%(who)s changed its original: look which paragraphs are stale."),
    InboxKind.TAKEN: _("%(who)s has it in hand now, and not you any more."),
    InboxKind.HANDED: _("%(who)s handed it over to you: you have it in hand."),
}
BY_THE_CLOCK: Final = {
    InboxKind.PUBLISHED: _("It went out at its time."),
    InboxKind.EMBARGOED: _("It went out at its time, under embargo until %(time)s."),
    InboxKind.LIFTED: _("Its hold has ended: it is before readers again."),
    InboxKind.FALLEN: _("It could not go out at its time, and is back with the editors."),
}
_OUT_BY_NOW: Final = _("Its time was %(time)s, and it was not out then. By now it is.")
_WAS_LATE: Final = _("It was late: its time was %(time)s, and it went out at %(at)s.")
BY_THE_LATE_CLOCK: Final = {
    InboxKind.PUBLISHED: _WAS_LATE,
    InboxKind.EMBARGOED: _("It went out late, under embargo until %(time)s."),
    InboxKind.MISSED: _WAS_LATE,
}


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in the present language. ``words`` are what a person wrote, or a rule's reason."""

    entry: InboxEntry
    line: str
    words: str
    address: str


def with_all(entries: QuerySet[InboxEntry]) -> QuerySet[InboxEntry]:
    """The entries with what ``told`` reads of them, in one query."""
    rows = entries.select_related("story__edition", "event", "note__by", "complaint")
    unread = ("body", "copy_source", "findings", "words")
    return rows.defer(*(f"story__{name}" for name in unread))


def told(entry: InboxEntry, reader: User) -> Told:
    """What an entry says to ``reader``, and where it leads."""
    return Told(entry, _line(entry), _words(entry), _address(entry, reader))


def _line(entry: InboxEntry) -> str:
    line = LINES[InboxKind(entry.kind)]
    event = entry.event
    due = None
    if event and not event.actor_name:
        due = _due(event, entry.story)
        is_late = due and event.at - due >= LATE
        lines = BY_THE_CLOCK | BY_THE_LATE_CLOCK if is_late else BY_THE_CLOCK
        line = lines.get(InboxKind(entry.kind), line)
    elif entry.kind == InboxKind.MISSED and entry.story.status in LIVE:
        line = _OUT_BY_NOW
    elif event and event.verb == Verb.WITHDRAW:
        line = _("%(who)s withdrew its original: decide on this translation.")
    elif event and event.verb == Verb.VOID:
        line = _("%(who)s changed it, so it is off the schedule and needs an approval again.")
    elif entry.kind == InboxKind.TAKEN and event and "to" in event.data:
        line = _("%(who)s handed it over to %(to)s; you do not have it in hand any more.")
    what = entry.complaint.kind_name if entry.complaint else ""
    to = event.data.get("to", "") if event else ""
    time, at = _said(entry.time or due), _said(event.at if event else None)
    return str(line) % {"who": _who(entry), "time": time, "at": at, "what": what, "to": to}


def _who(entry: InboxEntry) -> str:
    if entry.note:
        return entry.note.by.get_full_name() or entry.note.by.get_username()
    return entry.event.actor_name if entry.event else ""


def _due(event: Event, story: Story) -> datetime | None:
    """When the clock was to do what it did."""
    due = event.data.get("due")
    return datetime.fromisoformat(due) if due else story.publish_at


def _said(time: datetime | None) -> str:
    return date_format(timezone.localtime(time), "DATETIME_FORMAT") if time else ""


def _words(entry: InboxEntry) -> str:
    if entry.note:
        return entry.note.text
    return log.note(entry.event.note, entry.event.data.get("why")) if entry.event else ""


def _address(entry: InboxEntry, reader: User) -> str:
    if entry.complaint and reader.has_perm("articles.view_complaint"):
        return reverse("admin:articles_complaint_change", args=[entry.complaint.pk])
    address = reverse("admin:articles_story_change", args=[entry.story_id])
    if entry.note:
        return f"{address}#note-{entry.note.answers_id or entry.note.pk}"
    return address
