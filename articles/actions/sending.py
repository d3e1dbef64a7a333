"""The only way into the record: number, freeze, project."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from articles.models import Dispatch, DispatchCounter, Person, PubStatus, Signal, Story
from articles.snapshot import Content, digest, freeze, freeze_withdrawal, printable, project


def _next_number() -> int:
    """Lock the counter until commit and count on."""
    DispatchCounter.objects.filter(pk=1).update(last=F("last") + 1)
    return DispatchCounter.objects.values_list("last", flat=True).get(pk=1)


def send(
    story: Story,
    *,
    signal: Signal,
    code: str,
    editors: Sequence[Person],
    notice: Content | None = None,
    at: datetime | None = None,
) -> Dispatch:
    """Put the story's text on the record and before the readers. The caller holds its lock.

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
    content = freeze(
        story,
        at=at,
        code=code,
        editors=editors,
        notices=notices,
        published_at=first.sent_at if first else None,
    )
    return _record(story, number, at, signal, PubStatus.USABLE, content)


def send_withdrawal(
    story: Story, *, ground: str, reason: str, by: str, at: datetime | None = None
) -> Dispatch:
    """Put the withdrawal on the record and take the Article down. The caller holds the lock.

    ``at``: as for ``send``.
    """
    number = _next_number()
    assert story.latest_dispatch is not None  # noqa: S101 - a check constraint keeps it so
    at = _time(at)
    content = freeze_withdrawal(
        story.latest_dispatch.data, at=at, ground=ground, reason=reason, by=by
    )
    return _record(story, number, at, Signal.WITHDRAWAL, PubStatus.CANCELED, content)


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
    return dispatch
