"""What keeps machines off a form that anybody may post without a session.

The page is public and kept by caches, so there is no cookie to check: a signed time shows that
the form was shown, and the browser says itself where a post comes from.
"""

from datetime import timedelta
from enum import Enum, auto

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest

from articles.site.frame.origin import origin

LEAST = timedelta(seconds=3)
"""Nobody fills the form faster. A page out of a cache is older, never younger."""
MOST = timedelta(hours=24)

signer = TimestampSigner(salt="articles.site.pages.traps")


class Age(Enum):
    """What the time in a form's token says."""

    RIGHT = auto()
    TOO_YOUNG = auto()
    TOO_OLD = auto()
    NOT_OURS = auto()


def token() -> str:
    """What a form that is shown now holds."""
    return signer.sign("")


def age(token: str) -> Age:
    """How old the form with ``token`` is. Any text may be given."""
    try:
        signer.unsign(token, max_age=MOST)
    except SignatureExpired:
        return Age.TOO_OLD
    except BadSignature:
        return Age.NOT_OURS
    try:
        signer.unsign(token, max_age=LEAST)
    except SignatureExpired:
        return Age.RIGHT
    return Age.TOO_YOUNG


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent this; older browsers say nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    told = request.headers.get("Origin")
    own = f"{request.scheme}://{request.get_host()}"
    return told is not None and told not in (own, origin(request))
