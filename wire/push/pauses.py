"""When a delivery that was not taken is tried again, and when that is given up."""

import random
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from django.utils import timezone

GIVE_UP: Final = timedelta(hours=76)
"""After the first try."""
_PAUSES: Final = [
    timedelta(seconds=each)
    for each in (5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 43200, 86400)
]
LONGEST_RETRY_AFTER: Final = timedelta(days=1)
UNANSWERED: Final = 3
"""After so many tries in a row that found nobody, an endpoint is left alone for a while."""
_SHORTEST_REST: Final = timedelta(seconds=5)
_LONGEST_REST: Final = timedelta(minutes=5)


def next_try(tries: int, *, began: datetime, now: datetime) -> datetime | None:
    """After so many tries; None when it is given up. The last one is at the very end."""
    end = began + GIVE_UP
    if now >= end:
        return None
    pause = _PAUSES[min(tries, len(_PAUSES)) - 1]
    return min(now + _shaken(pause), end)


def rest(unanswered: int) -> timedelta:
    """How long an endpoint is left alone that found nobody so many times in a row."""
    if unanswered < UNANSWERED:
        return timedelta(0)
    longer = _SHORTEST_REST * 2 ** min(unanswered - UNANSWERED, 10)
    return _shaken(min(longer, _LONGEST_REST))


def retry_after(value: str, now: datetime) -> timedelta | None:
    """What an answer's ``Retry-After`` asks for (RFC 9110, 10.2.3), bounded; None for nonsense."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), LONGEST_RETRY_AFTER)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else timezone.make_aware(at)
    return min(max(at - now, timedelta(0)), LONGEST_RETRY_AFTER)


def _shaken(pause: timedelta) -> timedelta:
    # So that those who failed together don't come back together.
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
