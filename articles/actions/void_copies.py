"""A link by which a cache in front of the site knows that the copies it has are void.

A copy that nobody asked for since a withdrawal or a hold is otherwise shown again while the
application is down, for nothing can tell the cache: the story's own page, and every list, feed and
sitemap that names it (docs/decisions/micro-cache.md).
"""

from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.crypto import get_random_string

from articles.models import Dispatch, Signal

FOLDER: Final = "taken-down"
NEWEST: Final = "newest"
"""The link, to a folder that is named after the newest Dispatch which took a story down."""


def mark(dispatch: Dispatch) -> None:
    """Void what was kept before ``dispatch``, which took a story down; again, it does no harm."""
    folder = Path(settings.MEDIA_ROOT, FOLDER)
    # A number may come again after a backup is restored, and its moment does not.
    stem = f"{dispatch.number}-{dispatch.sent_at:%Y%m%dT%H%M%S}"
    link = folder / NEWEST
    if link.is_symlink() and link.readlink().stem == stem:
        return
    # Never one that was there before: of two at once the elder may come last, and what was kept
    # between them is void too. The former stay: the cache may be reading one.
    name = f"{stem}.{get_random_string(8)}"
    (folder / name).mkdir(parents=True)
    # Moved over the former, so that there is one at every moment.
    made = folder / f"{name}.link"
    made.symlink_to(name)
    made.replace(link)


def mark_newest() -> None:
    """The same for the last that there was: what a crash or a restored backup left out."""
    taken_down = Dispatch.objects.filter(signal__in=(Signal.WITHDRAWAL, Signal.HOLD))
    if newest := taken_down.order_by("number").last():
        mark(newest)
