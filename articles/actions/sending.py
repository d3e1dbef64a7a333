"""The only way into the record: number, freeze, project, and tell who must know in the same commit.

These are the functions named in ``settings.ON_DISPATCH`` (see ``upward``): so an app above has rows
of its own written with the Dispatch.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles import upward
from articles.models import Dispatch, Person, PubStatus, Signal, Story
from articles.record import (
    Content,
    digest,
    freeze,
    freeze_hold,
    freeze_lift,
    freeze_withdrawal,
    printable,
    project,
)

COUNT_ON: Final = "UPDATE articles_dispatchcounter SET last = last + 1 WHERE id = 1 RETURNING last"


def _next_number() -> int:
    """Lock the counter until commit and count on."""
    # Whoever publishes too waits from here on: no second statement for the number.
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ON)
        number: int = cursor.fetchone()[0]
    return number


def send(
    story: Story,
    *,
    signal: Signal,
    code: str,
    editors: Sequence[Person],
    notice: Content | None = None,
    embargo: datetime | None = None,
    at: datetime | None = None,
) -> Dispatch:
    """Put the story's text on the record and before the readers. The caller holds its lock.

    Under an ``embargo`` until a time, or while the story is held, it is on the record alone.
    The time is now. Only who fills an empty record with what was sent before, the demo and an
    archive, gives ``at``, in the order of the times; no door passes it on. Raises ``ValueError``
    for a time before the newest Dispatch's or after now.
    """
    number = _next_number()
    at = _time(at)
    latest = story.latest_dispatch
    notices = [*(latest.data["notices"] if latest else [])]
    if notice:
        notices.append({**notice, "at": at.isoformat()})
    first = _first(latest)
    hold = latest.data.get("hold") if latest else None
    content = freeze(
        story,
        at=at,
        code=code,
        editors=editors,
        notices=notices,
        first_at=first.sent_at if first else None,
        published_at=latest.data["published_at"] if latest else None,
        embargo=embargo,
        hold=hold,
    )
    pubstatus = PubStatus.WITHHELD if embargo or hold else PubStatus.USABLE
    return _record(story, number, at, signal, pubstatus, content)


def embargo_on(story: Story, now: datetime) -> datetime | None:
    """The time to come before which readers may not have a story that they don't know yet."""
    until = story.embargo_until
    return until if until and until > now else None


def send_hold(
    story: Story, *, until: datetime | None, reason: str, at: datetime | None = None
) -> Dispatch:
    """Put a hold on the record and take the Article down. The caller holds the lock.

    ``at``: as for ``send``.
    """
    number = _next_number()
    at = _time(at)
    content = freeze_hold(_newest(story).data, at=at, until=until, reason=reason)
    return _record(story, number, at, Signal.HOLD, PubStatus.WITHHELD, content)


def send_lift(story: Story) -> Dispatch:
    """Put what was sent last before the readers, free of embargo and hold. The caller locks."""
    number = _next_number()
    at = timezone.now()
    content = freeze_lift(_newest(story).data, at=at)
    return _record(story, number, at, Signal.LIFT, PubStatus.USABLE, content)


def send_withdrawal(
    story: Story, *, ground: str, reason: str, by: str, at: datetime | None = None
) -> Dispatch:
    """Put the withdrawal on the record and take the Article down. The caller holds the lock.

    ``at``: as for ``send``.
    """
    number = _next_number()
    at = _time(at)
    content = freeze_withdrawal(_newest(story).data, at=at, ground=ground, reason=reason, by=by)
    return _record(story, number, at, Signal.WITHDRAWAL, PubStatus.CANCELED, content)


def _newest(story: Story) -> Dispatch:
    assert story.latest_dispatch is not None  # noqa: S101 - a check constraint keeps it so
    return story.latest_dispatch


def _time(given: datetime | None) -> datetime:
    now = timezone.now()
    if given is None:
        return now
    newest = Dispatch.objects.order_by("number").values_list("sent_at", flat=True).last()
    if given > now or (newest and given < newest):
        raise ValueError(f"{given} is not between the newest Dispatch and now.")
    return given


def _first(latest: Dispatch | None) -> Dispatch | None:
    return latest and Dispatch.objects.get(number=latest.first_number)


def _record(
    story: Story,
    number: int,
    at: datetime,
    signal: Signal,
    pubstatus: PubStatus,
    content: Content,
) -> Dispatch:
    latest = story.latest_dispatch
    # A row of before the doors looked, or a name that is set up, may hold what nothing can carry.
    content = printable(content)
    dispatch = Dispatch.objects.create(
        number=number,
        story_uid=story.uid,
        version=latest.version + 1 if latest else 1,
        first_number=latest.first_number if latest else number,
        signal=signal,
        pubstatus=pubstatus,
        edition=content["edition"]["code"],
        slug=content["slug"],
        content=content,
        digest=digest(content),
        sent_at=at,
    )
    project(dispatch)
    upward.tell(settings.ON_DISPATCH, dispatch)
    return dispatch
