"""How many requests a key has left in this minute, and how many it made on this day.

One statement a request counts both, so all processes share them. It locks the key's row of the day
for itself alone and no longer than it takes, and doesn't wait for the disk: what a crash of
the server loses is a second of counting.
"""

from typing import Final, NamedTuple

from django.conf import settings
from django.db import connection

from wire.api.problems import Problem
from wire.models.key import Key

_SPEND: Final = """
WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
INSERT INTO wire_usage AS u (key_id, day, requests, refused, minute, in_minute, last_at)
SELECT %(key)s, (now() AT TIME ZONE 'UTC')::date, 1, 0, date_trunc('minute', now()), 1, now()
FROM quick
ON CONFLICT (key_id, day) DO UPDATE SET
    requests = u.requests + 1,
    refused = u.refused
        + CASE WHEN u.minute = EXCLUDED.minute AND u.in_minute >= %(limit)s THEN 1 ELSE 0 END,
    in_minute = CASE WHEN u.minute = EXCLUDED.minute THEN u.in_minute + 1 ELSE 1 END,
    minute = EXCLUDED.minute,
    last_at = EXCLUDED.last_at
RETURNING in_minute, ceil(60 - extract(second FROM now()))::int
"""


class Pace(NamedTuple):
    """What a key may still do: so many requests, in so many seconds."""

    limit: int
    remaining: int
    seconds: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w=60',
            "RateLimit": f'"minute";r={self.remaining};t={self.seconds}',
        }


def spend(key: Key) -> Pace:
    """Count a request of a key. Raises a ``Problem`` if it is over the limit."""
    limit: int = settings.WIRE_REQUESTS_PER_MINUTE
    with connection.cursor() as cursor:
        cursor.execute(_SPEND, {"key": key.pk, "limit": limit})
        made, seconds = cursor.fetchone()
    pace = Pace(limit, max(limit - made, 0), seconds)
    if made > limit:
        raise Problem(
            "over-the-limit",
            f"A key may ask {limit} times a minute. Ask again in {seconds} s; nothing is lost, for"
            " your log waits. With “wait=25” one request waits for what comes.",
            headers=pace.headers | {"Retry-After": str(seconds)},
        )
    return pace
