"""The only way into the record: number, freeze, project."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from articles.models import Dispatch, DispatchCounter, Person, PubStatus, Signal, Story
from articles.snapshot import Content, digest, freeze, freeze_withdrawal, project


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
) -> Dispatch:
    """Put the story's text on the record and before the readers. The caller holds its lock."""
    number = _next_number()
    at = timezone.now()
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


def send_withdrawal(story: Story, *, ground: str, reason: str, by: str) -> Dispatch:
    """Put the withdrawal on the record and take the Article down. The caller holds the lock."""
    number = _next_number()
    assert story.latest_dispatch is not None  # noqa: S101 - a check constraint keeps it so
    at = timezone.now()
    content = freeze_withdrawal(
        story,
        at=at,
        ground=ground,
        reason=reason,
        by=by,
        published_at=story.latest_dispatch.data["published_at"],
    )
    return _record(story, number, at, Signal.WITHDRAWAL, PubStatus.CANCELED, content)


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
    dispatch = Dispatch.objects.create(
        number=number,
        story_uid=story.uid,
        version=latest.version + 1 if latest else 1,
        first_number=latest.first_number if latest else number,
        signal=signal,
        pubstatus=pubstatus,
        edition=story.edition_id,
        slug=story.slug,
        content=content,
        digest=digest(content),
        sent_at=at,
    )
    project(dispatch)
    return dispatch
