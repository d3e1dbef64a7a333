"""The WebSub hub at which readers of a feed ask to be told of changes (https://www.w3.org/TR/websub/)."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path

from articles.site.frame.origin import origin

FEEDS: Final = ("application/rss+xml", "application/atom+xml")


def links(request: HttpRequest, kind: str) -> str:
    """The header ``Link`` of a feed: its hub, and its own address; "" for all else."""
    if not settings.WEBSUB_HUB or not kind.startswith(FEEDS):
        return ""
    own = f"{origin(request)}{escape_uri_path(request.path)}"
    return f'<{settings.WEBSUB_HUB}>; rel="hub", <{own}>; rel="self"'
