"""Who is told of what: rows, and mails, written in the transaction of what happened.

Whether somebody may still see the story is asked when they look.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models.functions import Lower

from articles.actions.transitions import Verb
from articles.actions.translations import STOPPED_BY
from articles.models import EMBARGO, Complaint, Event, Status, Story, User
from articles.text import mentions
from editorial import mail
from editorial.models import InboxEntry, InboxKind, Note
from editorial.readers import readers_of, writers_of

# What takes an approved story off its schedule, and does not send it out.
_FALLS = frozenset({Verb.VOID, Verb.UNSCHEDULE, Verb.RETURN, Verb.SPIKE})

_WITHHOLDS = {Verb.EMBARGO: InboxKind.EMBARGOED, Verb.HOLD: InboxKind.HELD}


def on_event(event: Event) -> None:
    """Tell those whom a step of a story concerns, but for who took it (``settings.ON_EVENT``).

    ``event`` is fresh: its ``data`` has times, not their spelling.
    """
    for kind, people in _told_of(event):
        tell(
            people if event.actor_id is None else people - {event.actor_id},
            kind=kind,
            story=event.story,
            key=f"event {event.pk}",
            event=event,
            time=event.data.get("publish_at") or event.data.get("until"),
        )


def on_complaint(complaint: Complaint) -> None:
    """Tell the writers of the story that a reader complains of (``settings.ON_COMPLAINT``)."""
    if complaint.story_uid is None:
        return
    stories = Story.objects.select_related("writer").filter(uid=complaint.story_uid)
    if story := stories.first():
        tell(
            writers_of(story),
            kind=InboxKind.COMPLAINT,
            story=story,
            key=f"complaint {complaint.pk}",
            complaint=complaint,
        )


def on_note(note: Note) -> None:
    """Tell those whom a note names, and those whose story or note it is on; nobody twice."""
    key = f"note {note.pk}"
    told = named_in(note) - {note.by_id}
    tell(told, kind=InboxKind.MENTIONED, story=note.story, key=key, note=note)
    if note.answers:
        replies = Note.objects.filter(answers=note.answers).values_list("by", flat=True)
        kind, people = InboxKind.ANSWERED, {note.answers.by_id, *replies}
    else:
        kind, people = InboxKind.NOTED, writers_of(note.story)
    tell(people - told - {note.by_id}, kind=kind, story=note.story, key=key, note=note)


def on_changed_note(note: Note) -> None:
    """Tell those whom a note names by now; who was told of it before is not told again."""
    key = f"note {note.pk}"
    told = named_in(note) - {note.by_id}
    told -= set(InboxEntry.objects.filter(key=key, to__in=told).values_list("to", flat=True))
    tell(told, kind=InboxKind.MENTIONED, story=note.story, key=key, note=note)


def tell(people: Iterable[int], *, kind: InboxKind, story: Story, key: str, **about: Any) -> None:
    """Write down that they are told of a thing, of which nobody has told them.

    ``key`` names the thing; the caller sees to it that it is told once. ``about`` are other
    columns of the row.
    """
    entries = [
        InboxEntry(to_id=to, kind=kind, story=story, key=key, **about) for to in sorted(people)
    ]
    if entries:
        mail.enclose(entries)
        InboxEntry.objects.bulk_create(entries)


def named_in(note: Note) -> set[int]:
    """The accounts that a note names and that may see its story."""
    names = mentions.named(note.text)
    if not names:
        return set()
    people = readers_of(note.story).annotate(small=Lower("username")).filter(small__in=names)
    return set(people.values_list("pk", flat=True))


def read(user: User, *, up_to: int, only: int | None = None) -> None:
    """Mark what ``user`` was told as read: up to an entry, or that entry ``only``."""
    entries = InboxEntry.objects.unread().filter(to=user, pk__lte=up_to)
    (entries.filter(pk=only) if only else entries).update(is_read=True)


def _told_of(event: Event) -> Iterator[tuple[InboxKind, set[int]]]:
    story, verb = event.story, event.verb
    if STOPPED_BY in event.data:
        # Its people are told of the withdrawal (``after.translations``).
        return
    if verb == Verb.RETURN:
        yield InboxKind.RETURNED, writers_of(story)
    elif verb == Verb.APPROVE and event.data.get("publish_at"):
        yield InboxKind.APPROVED, writers_of(story)
    elif verb == Verb.PUBLISH:
        yield InboxKind.PUBLISHED, writers_of(story)
    elif verb == Verb.CLAIM:
        yield InboxKind.HANDED, _named(event, "given")
        yield InboxKind.TAKEN, _named(event, "lost")
    elif verb in _WITHHOLDS:
        yield _WITHHOLDS[Verb(verb)], writers_of(story) | _approvers(story)
    elif verb == Verb.LIFT:
        is_new = event.from_status in EMBARGO
        kind = InboxKind.PUBLISHED if is_new else InboxKind.LIFTED
        yield kind, writers_of(story) | _approvers(story)
    if verb in _FALLS and event.from_status == Status.APPROVED:
        returned = writers_of(story) if verb == Verb.RETURN else set()
        yield InboxKind.FALLEN, (writers_of(story) | _approvers(story)) - returned


def _named(event: Event, name: str) -> set[int]:
    """The account that an event's data names, if it does."""
    return {event.data[name]} if name in event.data else set()


def answering_for(story: Story) -> set[int]:
    """Who approved the story last, and who put it on hold since."""
    return _approvers(story) | _last(story, Verb.HOLD)


def _approvers(story: Story) -> set[int]:
    """Who approved it last; the event has forgotten it, for its approval is gone."""
    return _last(story, Verb.APPROVE)


def _last(story: Story, verb: Verb) -> set[int]:
    events = Event.objects.filter(story=story, verb=verb, actor__isnull=False)
    return set(events.order_by("-pk").values_list("actor", flat=True)[:1])
