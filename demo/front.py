"""The demo's front pages: what is pinned, and how often what was read."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from articles.actions import front
from articles.models import Article, Edition, ReadCount, Story, User

# Long enough to be there for who looks at the demo on another day.
PINNED_FOR: Final = timedelta(days=5)
PINS: Final = (
    ("id", "editor", "id/gelombang-tinggi.txt"),
    ("id", "editor", "id/dapur-umum-gaza.txt"),
    ("id", "editor", "id/naskah-kuno-digital.txt"),
    ("en", "ratna", "en/olive-harvest-ramallah.txt"),
    ("ar", "yazid", "ar/manuscripts.txt"),
)
"""Edition, who pins, and what: the first of an edition leads it."""

HOURS: Final = 24
MOST_AN_HOUR: Final = 90


def make_front(stories: Mapping[str, Story], now: datetime, staff: Mapping[str, User]) -> None:
    """Pin what the table says, and let readers have read the last day."""
    for code, editor, file in PINS:
        front.pin(
            edition=Edition.objects.get(pk=code),
            story_uid=stories[file].uid,
            by=staff[editor],
            lapses_at=now + PINNED_FOR,
        )
    ReadCount.objects.bulk_create(_read(now))


def _read(now: datetime) -> list[ReadCount]:
    """Some stories are liked more than others, all of them most when they are new."""
    chance = random.Random(7)  # noqa: S311 - a demo, not a secret
    this_hour = now.replace(minute=0, second=0, microsecond=0)
    rows = []
    for article in Article.objects.order_by("first_number"):
        liked = chance.paretovariate(1.5)
        for ago in range(HOURS):
            hour = this_hour - timedelta(hours=ago)
            age = (hour - article.published_at) / timedelta(hours=1)
            if age > -1 and (count := round(liked * chance.random() * MOST_AN_HOUR / (4 + age))):
                rows.append(
                    ReadCount(
                        edition_id=article.edition_id,
                        hour=hour,
                        story_uid=article.pk,
                        count=min(count, 10 * MOST_AN_HOUR),
                    )
                )
    return rows
