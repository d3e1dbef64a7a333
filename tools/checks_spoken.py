"""How often each check speaks of the stories that there are, and of copy that is given.

``python -m tools.checks_spoken [DAY FILE ...]`` looks at every story of the newsroom of this folder
that was not withdrawn, on the day when it went out, and at each file as if the desk filed it on a
day (2024-01-16). It prints the table of docs/checks.md and every finding, to be judged. Nothing is
kept.
"""

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import django

CODE: Final = "(T/R1/P2)"


def main(given: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.db import transaction  # noqa: PLC0415 - after the settings
    from django.utils import translation  # noqa: PLC0415 - as above

    with translation.override("en"), transaction.atomic():
        stories, spoken, told = 0, Counter[str](), defaultdict[str, list[str]](list)
        for headline, found in _looked_at(given[:1], given[1:]):
            stories += 1
            spoken.update({name for name, _ in found})
            for name, words in found:
                told[name].append(f"{words} [{headline}]")
        transaction.set_rollback(True)
    print(f"{stories} stories\n\n| check | speaks of | findings |\n|---|--:|--:|")  # noqa: T201 - what it is for
    for name, count in spoken.most_common():
        print(f"| `{name}` | {count} | {len(told[name])} |")  # noqa: T201 - as above
    for name, lines in told.items():
        print(f"\n{name}\n  " + "\n  ".join(lines))  # noqa: T201 - as above


def _looked_at(days: list[str], files: list[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each story's headline, and what was found, by which check."""
    from django.utils import timezone  # noqa: PLC0415 - after the settings

    from articles.actions.importing import import_copy  # noqa: PLC0415 - as above
    from articles.models import Edition, Status, Story  # noqa: PLC0415 - as above
    from editorial.checks.table import findings_of  # noqa: PLC0415 - as above

    stories = []
    # One that was withdrawn goes nowhere any more.
    sendable = Story.objects.exclude(status=Status.WITHDRAWN)
    for story in sendable.select_related("edition", "desk__parent", "latest_dispatch"):
        sent = story.latest_dispatch
        stories.append((story, timezone.localdate(sent.sent_at if sent else None)))
    for file in files:
        source = Path(file).read_text(encoding="utf-8")
        edition = Edition.objects.get(pk="id")
        filed = import_copy(source=source, by=None, edition=edition).story
        stories.append((filed, date.fromisoformat(days[0])))
    for story, day in stories:
        found = findings_of(story, story.code_text or CODE, day=day)
        yield story.headline, [(each.check.name, each.words) for each in found]


if __name__ == "__main__":
    main(sys.argv[1:])
