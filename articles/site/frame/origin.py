"""The origin that the site's addresses begin with where they must be absolute."""

from django.conf import settings
from django.http import HttpRequest


def origin(request: HttpRequest) -> str:
    """The setting SITE_URL, or what the request says, without a slash at the end."""
    given: str = settings.SITE_URL
    return given or f"{request.scheme}://{request.get_host()}"
