"""The queue of each endpoint, in the database: what is due, who has it in hand, what is no more.

It follows from the logs by a cursor, so no publication waits for it. One sender at a time looks at
it, under a lock, for a few milliseconds; what they send, they send side by side. Why it is so:
docs/decisions/push.md.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection

from wire.models.endpoint import Endpoint
from wire.models.push import PushCursor

PER_ENDPOINT: Final = 4
"""How many deliveries an endpoint that answers gets at once; one that doesn't gets one."""
SLOW: Final = timedelta(seconds=1)
"""An endpoint that has kept one in hand for so long gets no other meanwhile."""
_TURN: Final = 7_346_101
_SENDERS: Final = 7_346_102

_FAN_OUT: Final = """
WITH reached AS (SELECT last FROM articles_dispatchcounter),
before AS (SELECT last FROM wire_pushcursor FOR UPDATE),
queued AS (
    INSERT INTO wire_push
        (endpoint_id, number, story_uid, signal, overtakes, state, queued_at, next_at, tries)
    SELECT e.id, d.number, d.story_uid, d.signal, d.signal = 'withdrawal', 'waiting',
        %(now)s, %(now)s, 0
    FROM reached, before, wire_endpoint e
        JOIN wire_delivery d ON d.company_id = e.company_id
    WHERE d.number > before.last AND d.number <= reached.last AND e.state <> 'disabled'
    ON CONFLICT (endpoint_id, number) DO NOTHING
    RETURNING story_uid
),
counted AS (
    UPDATE wire_pushcursor c SET last = reached.last FROM reached WHERE c.last < reached.last
)
SELECT DISTINCT story_uid FROM queued
"""

# A newer version makes one that still waits pointless; only a withdrawal makes a correction so.
_SUPERSEDE: Final = """
UPDATE wire_push p SET state = 'superseded', done_at = %(now)s
FROM wire_endpoint e
WHERE e.id = p.endpoint_id AND p.story_uid = ANY (%(stories)s)
    AND p.state = 'waiting' AND p.taken_by IS NULL
    AND EXISTS (
        SELECT FROM wire_delivery d
        WHERE d.company_id = e.company_id AND d.story_uid = p.story_uid AND d.number > p.number
            AND d.number <= (SELECT last FROM wire_pushcursor)
            AND (d.signal = 'withdrawal' OR p.signal IN ('new', 'update')))
"""

_AGAIN: Final = """
INSERT INTO wire_push
    (endpoint_id, number, story_uid, signal, overtakes, state, queued_at, next_at, tries)
SELECT e.id, d.number, d.story_uid, d.signal, d.signal = 'withdrawal', 'waiting',
    %(now)s, %(now)s, 0
FROM wire_endpoint e JOIN wire_delivery d ON d.company_id = e.company_id
WHERE e.id = %(endpoint)s AND d.number BETWEEN %(first)s AND %(last)s
    AND d.number <= (SELECT last FROM wire_pushcursor)
ORDER BY d.number
ON CONFLICT (endpoint_id, number) DO UPDATE
    SET state = 'waiting', next_at = EXCLUDED.next_at, tries = 0, began_at = NULL, done_at = NULL
    WHERE wire_push.taken_by IS NULL
RETURNING story_uid
"""

# Of one story to one endpoint one is in hand at a time, the oldest first.
_DUE: Final = """(
    SELECT q.id, q.overtakes, q.next_at FROM wire_push q
    WHERE q.endpoint_id = r.id AND q.state = 'waiting' AND q.taken_by IS NULL
        AND q.overtakes = {overtakes} AND q.next_at <= %(now)s
        AND NOT EXISTS (
            SELECT FROM wire_push o
            WHERE o.story_uid = q.story_uid AND o.endpoint_id = q.endpoint_id
                AND o.state = 'waiting'
                AND (o.taken_by IS NOT NULL {or_older}))
    ORDER BY q.next_at LIMIT r.room
)"""

# An endpoint in doubt fails, is slow, or keeps us waiting now: those have a lane of their own.
_CLAIM: Final = f"""
WITH busy AS (
    SELECT endpoint_id, count(*) AS n, min(taken_at) AS since
    FROM wire_push WHERE taken_by IS NOT NULL GROUP BY endpoint_id
),
room AS (
    SELECT e.id, doubt.ful, CASE WHEN doubt.ful THEN 1 ELSE %(each)s END - COALESCE(b.n, 0) AS room
    FROM wire_endpoint e LEFT JOIN busy b ON b.endpoint_id = e.id
        CROSS JOIN LATERAL (
            SELECT e.failures > 0 OR e.is_slow OR COALESCE(b.since < %(slow)s, false) AS ful
        ) doubt
    WHERE e.state = 'active' AND (e.rests_until IS NULL OR e.rests_until <= %(now)s)
),
due AS (
    SELECT p.id, r.ful,
        row_number() OVER (PARTITION BY r.ful ORDER BY p.overtakes DESC, p.next_at, p.id) AS place
    FROM room r CROSS JOIN LATERAL (
        SELECT * FROM (
            {_DUE.format(overtakes="true", or_older="")}
            UNION ALL
            {_DUE.format(overtakes="false", or_older="OR o.number < q.number")}
        ) both_kinds ORDER BY overtakes DESC, next_at LIMIT r.room
    ) p
    WHERE r.room > 0
)
UPDATE wire_push p
SET taken_by = %(sender)s, taken_at = %(now)s, tries = p.tries + 1,
    began_at = COALESCE(p.began_at, %(now)s)
FROM due
WHERE p.id = due.id AND due.place <= CASE WHEN due.ful THEN %(doubtful)s ELSE %(good)s END
RETURNING p.id, due.ful
"""  # noqa: S608 - of this file's own words alone

_ORPHANS: Final = """
UPDATE wire_push SET taken_by = NULL, taken_at = NULL
WHERE taken_by IS NOT NULL AND taken_by NOT IN (
    SELECT objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND classid = %(senders)s AND objsubid = 2 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""


def sign_on(sender: int) -> None:
    """Hold the lock by which others see that a sender lives; it ends with this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_SENDERS, sender])


def begin_turn() -> None:
    """Wait until no other sender looks at the queue, until the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])


def fan_out(now: datetime) -> None:
    """Queue what came onto the logs since the last time, and drop what that makes pointless."""
    with connection.cursor() as cursor:
        cursor.execute(_FAN_OUT, {"now": now})
        stories = [uid for (uid,) in cursor.fetchall()]
    supersede(stories, now)


def supersede(stories: Sequence[UUID], now: datetime) -> None:
    if stories:
        with connection.cursor() as cursor:
            cursor.execute(_SUPERSEDE, {"stories": [*stories], "now": now})


def again(endpoint: Endpoint, *, first: int, last: int, now: datetime) -> int:
    """Queue what is on the log from ``first`` to ``last`` once more; how many will go out.

    Of a story only what a queue would hold now: no version that a newer one or a withdrawal undid.
    """
    with connection.cursor() as cursor:
        cursor.execute(_AGAIN, {"endpoint": endpoint.pk, "first": first, "last": last, "now": now})
        stories = [uid for (uid,) in cursor.fetchall()]
    supersede([*set(stories)], now)
    return endpoint.pushes.waiting().filter(number__range=(first, last)).count()


def reached() -> int:
    """Up to which number deliveries were queued."""
    return PushCursor.objects.get().last


def release_orphans() -> None:
    """Give back what senders had in hand that are no more."""
    with connection.cursor() as cursor:
        cursor.execute(_ORPHANS, {"senders": _SENDERS})


def claim(sender: int, now: datetime, *, good: int, doubtful: int) -> dict[int, bool]:
    """Take what is due, at most so many of endpoints that answer and of those in doubt.

    The keys of the pushes, each with whether its endpoint is in doubt.
    """
    if good <= 0 and doubtful <= 0:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            {
                "sender": sender,
                "now": now,
                "slow": now - SLOW,
                "each": PER_ENDPOINT,
                "good": good,
                "doubtful": doubtful,
            },
        )
        return dict(cursor.fetchall())
