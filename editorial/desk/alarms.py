"""What the newsdesk says at the top: that the worker has stopped, that a time was missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max
from django.utils import timezone

from articles.actions.clock import PUBLISH
from articles.models import DutyRun, Story, User
from editorial.reminders import late

STOPPED: Final = timedelta(minutes=1)
"""A worker that has nothing to do says so every ten seconds."""
MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Missed:
    """A story that was to go out, or to be free, at a time, and did not."""

    pk: int
    headline: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Alarms:
    """``is_stopped``: nobody publishes what is scheduled, since ``last`` if that is known."""

    is_stopped: bool = False
    last: datetime | None = None
    missed: Sequence[Missed] = ()


def alarms_of(user: User) -> Alarms:
    """What ``user`` is to know at once; nothing for who has nothing to do with the schedule."""
    now = timezone.now()
    last = DutyRun.objects.filter(duty=PUBLISH.name).aggregate(last=Max("at"))["last"]
    rows = late(Story.objects.visible_to(user), now).values_list("pk", "headline", "time")
    return Alarms(
        is_stopped=last is None or now - last > STOPPED,
        last=last,
        missed=[Missed(pk, headline, at) for pk, headline, at in rows[:MOST]],
    )
