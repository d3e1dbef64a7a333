"""The stories among which one works: what waits for an editor, and one's own that are open."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.actions.transitions import Verb
from articles.models import IN_WRITING, Event, Status, Story, User

MOST: Final = 1000
"""What is more is not counted."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A story's place among others, from 1; ``previous`` and ``next`` are keys."""

    place: int
    total: int
    previous: int | None
    next: int | None
    has_more: bool


def dated(stories: QuerySet[Story], *verbs: Verb) -> QuerySet[Any]:
    """When the newest event of ``verbs`` was, whose, and what it noted, or why a rule had it so."""
    events = Event.objects.filter(story=OuterRef("pk"), verb__in=verbs).order_by("-pk")
    return stories.annotate(
        since=Coalesce(Subquery(events.values("at")[:1]), F("updated_at")),
        note=Subquery(events.values("note")[:1]),
        why=Subquery(events.values("data__why")[:1]),
        verb=Subquery(events.values("verb")[:1]),
        actor=Subquery(events.values("actor")[:1]),
    )


def waiting(stories: QuerySet[Story]) -> QuerySet[Any]:
    """Those of ``stories`` that wait for an editor, the longest waiting first."""
    submitted = stories.filter(status=Status.SUBMITTED)
    return dated(submitted, Verb.SUBMIT, Verb.VOID).order_by("since", "pk")


def queue_of(user: User, story: Story) -> Queue | None:
    """Where a story stands for ``user``; None where they have no work with it."""
    keys = _keys(user, story)
    if story.pk not in keys:
        return None
    at = keys.index(story.pk)
    return Queue(
        place=at + 1,
        total=min(len(keys), MOST),
        previous=keys[at - 1] if at else None,
        next=keys[at + 1] if at + 1 < len(keys) else None,
        has_more=len(keys) > MOST,
    )


def following(user: User, story: Story) -> int | None:
    """The story that waits next for an editor, round to the first; None where none does."""
    keys = _keys(user, story) if story.status == Status.SUBMITTED else []
    if story.pk not in keys or len(keys) == 1:
        return None
    return keys[(keys.index(story.pk) + 1) % len(keys)]


def _keys(user: User, story: Story) -> list[int]:
    visible = Story.objects.visible_to(user)
    if story.status == Status.SUBMITTED and user.has_perm("articles.review_story"):
        found = waiting(visible)
    elif story.status in IN_WRITING and story.is_own(user):
        found = Story.objects.own(user).filter(status__in=IN_WRITING)
        found = found.order_by("-updated_at", "-pk")
    else:
        return []
    return list(found.values_list("pk", flat=True)[: MOST + 1])
