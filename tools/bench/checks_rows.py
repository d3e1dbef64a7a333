"""A long story of the demo's own sentences, and how long each check looks at it."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from articles.actions.saving import save_story
from articles.models import Desk, Edition, Story, User
from articles.record import freeze
from articles.text import counts
from editorial.checks import dictionary
from editorial.checks.check import Sent
from editorial.checks.table import CHECKS, findings_of
from editorial.models import StyleRule

WORDS = 3_000
RULES = 300
CODE = "(T/R1/P2)"


def main(rounds: int) -> None:
    """Write the times to standard output, as JSON."""
    story = _story()
    _rules(story)
    all_of_them = _times(lambda: findings_of(story, CODE), rounds)
    sent = Sent(freeze(story, at=timezone.now(), code=CODE, editors=[]), timezone.localdate())
    rows = [
        (check.name, *_times(lambda look=check.look: list(look(sent)), rounds))  # type: ignore[misc]
        for check in CHECKS
    ]
    slowest = sorted(rows, key=lambda row: -row[2])[:6]
    told = {
        "words": counts.words(sent.text),
        "rows": [("all", *all_of_them), *slowest],
        "dictionary": dictionary.is_installed(),
        "rules": StyleRule.objects.count(),
    }
    sys.stdout.write(json.dumps(told))


def _times(look: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """The first, the median of the others, and its processor's part, in milliseconds.

    On a machine that does other things too the last says more.
    """
    times, busy = [], []
    for _ in range(rounds + 1):
        begun, used = time.perf_counter(), time.process_time()
        look()
        times.append((time.perf_counter() - begun) * 1000)
        busy.append((time.process_time() - used) * 1000)
    return times[0], statistics.median(times[1:]), statistics.median(busy[1:])


def _story() -> Story:
    by = User.objects.get_or_create(username="bench-checks", defaults={"is_superuser": True})[0]
    if story := Story.objects.filter(created_by=by).first():
        return story
    lines: list[str] = []
    for path in sorted(Path("demo/copy/id").iterdir()):
        lines += path.read_text().splitlines()[1:]
        if counts.words("\n".join(lines)) > WORDS:
            break
    edition = Edition.objects.get(pk="id")
    desk = Desk.objects.filter(edition=edition)[0]
    text = {
        "desk": desk.pk,
        "headline": "Laporan panjang dari 12 desa contoh",
        "dateline_place": "Jakarta",
        "body": "".join(f"<p>{line}</p>" for line in lines if line.strip()),
    }
    return save_story(user=by, story=None, seen=None, text=text).story


def _rules(story: Story) -> None:
    assert story.created_by  # noqa: S101 - filed right above
    rules = [
        StyleRule(
            wrong=f"bentuk salah {number}",
            right=f"bentuk benar {number}",
            reason="Uji.",
            edition=story.edition,
            by=story.created_by,
            counts=True,
            tried_at=timezone.now(),
        )
        for number in range(RULES)
    ]
    StyleRule.objects.bulk_create(rules, ignore_conflicts=True)
