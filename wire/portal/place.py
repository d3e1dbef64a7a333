"""Which addresses are the portal's."""

from typing import Final

from django.http import HttpRequest

PORTAL: Final = "/wire/"
API: Final = "/wire/v1/"
DOORS: Final = ("portal_sign_in", "portal_lost_password", "portal_password", "portal_new_password")


def is_portal(request: HttpRequest) -> bool:
    """Whether the page is the portal's own, with a session and a language by choice."""
    return request.path_info.startswith(PORTAL) and not request.path_info.startswith(API)


def is_door(request: HttpRequest) -> bool:
    """Whether it is a page for who isn't signed in yet."""
    match = request.resolver_match
    return match is not None and match.url_name in DOORS
