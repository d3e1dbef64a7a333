"""Every Article projected again from the record alone, while the site is up."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Dispatch, PubStatus, Story
from articles.record.projecting import project

BATCH: Final = 500


def _raise(_number: int, error: Exception) -> None:
    raise error


def rebuild(
    *,
    below: int | None = None,
    report: Callable[[int, int], object] = lambda _count, _number: None,
    failed: Callable[[int, Exception], object] = _raise,
) -> int:
    """Project the newest Dispatch of every story again, newest first; how many Articles there were.

    Each story is one transaction under the lock that publications and withdrawals hold, so what
    is sent meanwhile stands, readers miss nothing, and a run may be killed at any moment:
    ``below`` goes on with what was sent before that number. ``report`` is told after some hundred
    stories how many there were and which number is reached. ``failed`` is told of a Dispatch that
    can't be projected: what readers have of its story stays, and the others are rebuilt.
    """
    count = 0
    while batch := _newest(below):
        for number, story_uid in batch:
            try:
                count += _again(story_uid)
            except Exception as error:
                if not connection.is_usable():
                    raise
                failed(number, error)
        below = batch[-1][0]
        report(count, below)
    spoken_for = Dispatch.objects.filter(story_uid=OuterRef("pk"))
    Article.objects.filter(~Exists(spoken_for)).delete()
    return count


def _newest(below: int | None) -> list[tuple[int, UUID]]:
    newer = Dispatch.objects.filter(
        story_uid=OuterRef("story_uid"), version__gt=OuterRef("version")
    )
    newest = Dispatch.objects.filter(~Exists(newer))
    if below is not None:
        newest = newest.filter(number__lt=below)
    return list(newest.order_by("-number").values_list("number", "story_uid")[:BATCH])


@transaction.atomic
def _again(story_uid: UUID) -> bool:
    # As transitions.lock: who sends this story now is waited for, and what was sent is read after.
    stories = Story.objects.select_for_update(of=("self",), no_key=True)
    list(stories.filter(uid=story_uid).values_list("pk"))
    newest = Dispatch.objects.filter(story_uid=story_uid).order_by("-version")[0]
    if newest.pubstatus == PubStatus.USABLE:
        # Only what did not come from the record has another story's address or Dispatch.
        at_address = Q(edition=newest.edition, slug=newest.slug)
        strangers = Article.objects.filter(at_address | Q(dispatch=newest))
        strangers.exclude(pk=story_uid).delete()
    return project(newest) is not None
