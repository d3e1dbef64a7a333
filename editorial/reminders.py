"""The worker tells of times: that a story goes out or is free soon, and that one is not."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.duty import Duty
from articles.actions.transitions import Verb
from articles.models import Event, Status, Story
from editorial.inbox import answering_for, tell
from editorial.models import InboxEntry, InboxKind
from editorial.models.inbox import LATE
from editorial.readers import writers_of

SOON: Final = timedelta(minutes=15)
TIME: Final = Coalesce("lift_at", "publish_at")
"""When a scheduled or withheld story is to go out, or to be free."""
_BY_THE_CLOCK: Final = frozenset({Verb.PUBLISH, Verb.EMBARGO, Verb.LIFT})


def on_event(event: Event) -> None:
    """Tell that the clock came late, and that nobody was told meanwhile (``settings.ON_EVENT``).

    So it is where the worker had stopped: who tells of a time that went by had stopped with it.
    """
    if event.actor_id is not None or event.verb not in _BY_THE_CLOCK:
        return
    story = event.story
    time = event.data["due"] if event.verb == Verb.LIFT else story.publish_at
    told = InboxEntry.objects.filter(story=story, time=time, kind=InboxKind.MISSED)
    if time and event.at - time >= LATE and not told.exists():
        _tell(story, InboxKind.MISSED, time, event=event)


def late(stories: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    """Those of the stories whose time went by: they were to go out, or to be free, and are not."""
    return _by(stories, now - LATE).order_by("time", "pk")


def unsaid(now: datetime) -> QuerySet[Any]:
    """Stories of which nobody was told that their time comes, or that it went by."""
    told = InboxEntry.objects.filter(story=OuterRef("pk"), time=OuterRef("time"))
    soon = Q(time__gt=now) & ~Exists(told.filter(kind=InboxKind.SOON))
    missed = Q(time__lte=now - LATE) & ~Exists(told.filter(kind=InboxKind.MISSED))
    return _by(Story.objects.all(), now + SOON).filter(soon | missed).order_by("time", "pk")


def _by(stories: QuerySet[Any], latest: datetime) -> QuerySet[Any]:
    """Scheduled and withheld stories whose ``time`` comes at the latest then."""
    scheduled = Q(status=Status.APPROVED, publish_at__lte=latest)
    # No other state has this time.
    withheld = Q(lift_at__lte=latest)
    found: QuerySet[Any] = stories.filter(scheduled | withheld).annotate(time=TIME)
    return found


@transaction.atomic
def _remind(pk: int) -> None:
    now = timezone.now()
    waiting = unsaid(now).select_related("writer").filter(pk=pk)
    story = waiting.select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if story is None:
        return
    time: datetime = story.time
    _tell(story, InboxKind.SOON if time > now else InboxKind.MISSED, time)


def _tell(story: Story, kind: InboxKind, time: datetime, *, event: Event | None = None) -> None:
    tell(
        writers_of(story) | answering_for(story),
        kind=kind,
        story=story,
        key=f"{kind} {story.pk} {time.isoformat()}",
        time=time,
        event=event,
    )


REMIND: Final = Duty(
    name="remind",
    title=_("Tell that a story goes out soon"),
    waiting=unsaid,
    do=_remind,
    pace=2.0,
    thread="desk",
    about=Story,
    called=F("headline"),
)
