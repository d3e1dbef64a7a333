"""The versions of a story: the texts that its log has kept, and where each went."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet
from taggit.models import Tag

from articles.models import Dispatch, Event, Story
from articles.record.fields import FIELDS, Field
from articles.record.plain import Content

KEPT = Q(data__has_key="text")
SENT = Q(data__has_keys=["text", "number"])
NAMED = Q(data__has_key="name")


@dataclass(slots=True)
class Version:
    """A text that was saved: ``made`` is the event that did it, ``sent`` how it went out.

    Its name is as a person gave it, or the words of a rule that did (see ``actions.refused.say``).
    """

    number: int
    made: Event
    name: str | Content = ""
    sent: list[Dispatch] = field(default_factory=list)


def versions(story: Story, *, before: int | None = None, most: int) -> list[Version]:
    """The newest ones of a story, at most so many, newest first; those ``before`` a number."""
    events = Event.objects.filter(KEPT | NAMED, story=story)
    if before is not None:
        events = events.filter(story_version__lt=before)
    numbers = events.order_by("-story_version").values_list("story_version", flat=True)
    wanted = events.filter(story_version__in=list(numbers.distinct()[:most]))
    wanted = wanted.order_by("pk").defer("data")
    wanted = wanted.annotate(sent_as=F("data__number"), named=F("data__name"))
    sent = Dispatch.objects.defer("content").in_bulk([e.sent_as for e in wanted if e.sent_as])
    found: dict[int, Version] = {}
    for event in wanted:
        version = found.setdefault(event.story_version, Version(event.story_version, event))
        version.name = event.named or version.name
        if event.sent_as in sent:
            version.sent.append(sent[event.sent_as])
    return sorted(found.values(), key=lambda version: -version.number)


def version_before(story: Story, number: int) -> int | None:
    """The number of the newest version before another."""
    events = Event.objects.filter(KEPT | NAMED, story=story, story_version__lt=number)
    newest = events.order_by("-story_version").values_list("story_version", flat=True)
    return newest.first()


def name_of(story: Story, number: int) -> str | Content:
    """What a version was called last (``Version.name``); "" of one without a name."""
    named = Event.objects.filter(NAMED, story=story, story_version=number).order_by("-pk")
    return named.values_list("data__name", flat=True).first() or ""


def text_of(story: Story, number: int) -> Content | None:
    """The text of a version as it was kept last; None of one that the log has no text of."""
    return _text(Event.objects.filter(KEPT, story=story, story_version=number))


def text_sent(story: Story) -> Content | None:
    """The text that went out last, as it was before its code was printed on it."""
    return _text(Event.objects.filter(SENT, story=story))


def as_typed(text: Content) -> tuple[Content, list[str]]:
    """A kept text as ``saving.save_story`` takes it, and the fields whose row is gone.

    Those are left out. A tag that was renamed since is called what it is called now.
    """
    typed = {each.name: text.get(each.name, each.empty) for each in FIELDS}
    gone = [each.name for each in FIELDS if each.model and _is_gone(each, typed[each.name])]
    for name in gone:
        del typed[name]
    typed["tags"] = _names(typed["tags"])
    # They follow from the desk and the text.
    del typed["edition"], typed["pictures"]
    return typed, gone


def _text(events: QuerySet[Event]) -> Content | None:
    kept = events.order_by("-pk").first()
    return kept.data["text"] if kept else None


def _is_gone(each: Field, value: Any) -> bool:
    if each.model is None or value is None:
        return False
    rows: Any = each.model
    return not rows.objects.filter(pk=each.tidy(value)).exists()


def _names(tags: list[Any]) -> list[Any]:
    known = Tag.objects.in_bulk([tag["id"] for tag in tags if isinstance(tag, dict)])
    called = {pk: str(tag.name) for pk, tag in known.items()}
    return [called.get(tag["id"], tag["name"]) if isinstance(tag, dict) else tag for tag in tags]
