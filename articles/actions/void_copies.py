"""A file by which a cache in front of the site knows that the copies it has are void.

A copy that nobody asked for since a withdrawal or a hold is otherwise shown again while the
application is down, for nothing can tell the cache: the story's own page, and every list, feed and
sitemap that names it (docs/decisions/micro-cache.md).
"""

from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.crypto import get_random_string

from articles.models import Dispatch, Signal

FILE: Final = "taken-down/newest.txt"
"""Under MEDIA_ROOT. Its first line names the newest Dispatch which took a story down."""

# nginx tells files apart by their second and their length.
SHORTEST: Final = 64
LENGTHS: Final = 1000


def mark(dispatch: Dispatch) -> None:
    """Void what was kept before ``dispatch``, which took a story down; again, it does no harm."""
    file = Path(settings.MEDIA_ROOT, FILE)
    # A number may come again after a backup is restored, and its moment does not.
    name = f"{dispatch.number}-{dispatch.sent_at:%Y%m%dT%H%M%S}\n"
    former = file.read_text() if file.exists() else ""
    if former.startswith(name):
        return
    # Another length each time, so that none comes again within a second. Of two at once the elder
    # may come last, and then what was kept between them is void too. Two that take the same have
    # both been committed by then, and what is kept under it knows of both.
    length = SHORTEST + (len(former) + 1) % LENGTHS
    file.parent.mkdir(parents=True, exist_ok=True)
    # Moved over the former, so that there is one at every moment.
    made = file.with_suffix(f".{get_random_string(8)}")
    made.write_text(name.ljust(length, "."))
    made.replace(file)


def mark_newest() -> None:
    """The same for the last that there was: what a crash or a restored backup left out."""
    taken_down = Dispatch.objects.filter(signal__in=(Signal.WITHDRAWAL, Signal.HOLD))
    if newest := taken_down.order_by("number").last():
        mark(newest)
