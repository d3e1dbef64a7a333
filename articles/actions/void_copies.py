"""Folders by which a cache in front of the site knows that its copies of an address are void.

A copy that nobody asked for since a withdrawal is otherwise shown again while the application is
down, for nothing can tell the cache (docs/decisions/micro-cache.md).
"""

from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse

from articles.models import Dispatch, Signal

FOLDER = "withdrawn"


def mark(dispatch: Dispatch) -> None:
    """Make the folder of the withdrawn story's address; once made it does no harm."""
    at = {"edition": dispatch.edition, "slug": dispatch.slug}
    address = unquote(reverse("site:story", kwargs=at)).strip("/")
    Path(settings.MEDIA_ROOT, FOLDER, address).mkdir(parents=True, exist_ok=True)


def mark_all() -> None:
    """The same for every withdrawal there was: what a crash or a restored backup left out."""
    withdrawals = Dispatch.objects.filter(signal=Signal.WITHDRAWAL)
    for dispatch in withdrawals.only("edition", "slug").iterator():
        mark(dispatch)
