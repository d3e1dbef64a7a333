"""Folders by which a cache in front of the site knows that its copies of an address are void.

A copy that nobody asked for since a withdrawal or a hold is otherwise shown again while the
application is down, for nothing can tell the cache (docs/decisions/micro-cache.md).
"""

from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse

from articles.models import Dispatch, Signal

HERE = "_"
"""What stands in the folder of an address taken down: a folder alone may be that of one below."""
FOLDERS = {Signal.WITHDRAWAL: "withdrawn", Signal.HOLD: "held"}


def mark(dispatch: Dispatch) -> None:
    """Make the folders of the address of a story taken down; once made they do no harm."""
    at = {"edition": dispatch.edition, "slug": dispatch.slug}
    address = unquote(reverse("site:story", kwargs=at)).strip("/")
    folder = Path(settings.MEDIA_ROOT, FOLDERS[Signal(dispatch.signal)], address, HERE)
    folder.mkdir(parents=True, exist_ok=True)


def mark_all() -> None:
    """The same for all that ever were: what a crash or a restored backup left out."""
    taken_down = Dispatch.objects.filter(signal__in=FOLDERS)
    for dispatch in taken_down.only("signal", "edition", "slug").iterator():
        mark(dispatch)
