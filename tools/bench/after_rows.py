"""How long it takes to find who repeats what a story of an archive took back, in numbers."""

import json
import re
import sys
import time
from typing import Any

from django.db import connection, transaction

from articles.actions import amending
from articles.actions.saving import save_story
from articles.models import Ground, NoticeKind, Status, Story, User
from editorial.after import worklist
from editorial.models import Echo

# A number that a text says, which is not part of a day, a time or another number.
_NUMBER = re.compile(r"(?<![\w./:,(-])([1-9]\d{1,3})(?![\w./:,)-])")


def main(count: int) -> None:
    """Look for ``count`` of each, the newest that say a number, and take all of it back."""
    chief = User.objects.filter(groups__name="chief")[0]
    told: list[dict[str, Any]] = []
    for name, act in (("correction", _correct), ("withdrawal", _withdraw)):
        for story in _with_numbers(count):
            with transaction.atomic():
                act(story, chief)
                told.append({"what": name, **_seek(story)})
                transaction.set_rollback(True)
    sys.stdout.write(json.dumps(told))


def _with_numbers(count: int) -> list[Story]:
    """Each of another text: copies say what their models say."""
    found: dict[str, Story] = {}
    for story in Story.objects.filter(status=Status.PUBLISHED).order_by("-pk")[: 50 * count]:
        if _NUMBER.search(story.body):
            found.setdefault(story.body, story)
    return list(found.values())[:count]


def _correct(story: Story, by: User) -> None:
    text = {"body": _NUMBER.sub(lambda found: str(int(found[1]) + 1), story.body, count=1)}
    saved = save_story(user=by, story=story, seen=None, text=text).story
    amending.correct(story=saved, by=by, kind=NoticeKind.ERROR, note="Angka diperbaiki.")


def _withdraw(story: Story, by: User) -> None:
    amending.withdraw(story=story, by=by, ground=Ground.CHILD, reason="Uji.")


def _seek(story: Story) -> dict[str, Any]:
    story.refresh_from_db()
    number = story.latest_dispatch_id
    assert number is not None  # noqa: S101 - it was sent right above
    queries: list[tuple[float, str]] = []

    def timed(execute: Any, sql: str, *rest: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, *rest)
        finally:
            queries.append((time.perf_counter() - begun, sql))

    begun, used = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(timed):
        worklist.seek(number)
    return {
        "seconds": time.perf_counter() - begun,
        "own": time.process_time() - used,
        "queries": len(queries),
        "slowest": max(queries),
        "found": Echo.objects.filter(aftermath=number).count(),
    }
