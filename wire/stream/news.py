"""What came on the logs of those who wait, read for all of them at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

from django.db import connection
from django.utils import timezone

from wire import items
from wire.models.delivery import Place
from wire.models.key import Key
from wire.stream.waiters import Fresh

MOST: Final = 100
"""Of one subscriber's, at a time: who has more to read is told of the first."""

_HEADS: Final = """
SELECT company_id FROM wire_head
JOIN unnest(%(companies)s::bigint[], %(afters)s::bigint[]) AS waits (company_id, after)
    USING (company_id)
WHERE last > after
"""
_PLACES: Final = """
SELECT company_id, number, prev, signal, has_pictures
FROM unnest(%(companies)s::bigint[], %(afters)s::bigint[]) AS waits (company_id, after)
CROSS JOIN LATERAL (
    SELECT number, prev, signal, has_pictures FROM wire_delivery d
    WHERE d.company_id = waits.company_id AND d.number > waits.after
    ORDER BY number LIMIT %(most)s
) AS fresh
ORDER BY company_id, number
"""


class News(NamedTuple):
    """``fresh`` by subscriber, in the order of their logs; ``ended`` are keys that open nothing."""

    fresh: Mapping[int, list[Fresh]]
    ended: Collection[int]


def of(waits: Mapping[int, int], keys: Collection[int]) -> News:
    """What came for subscribers, each behind a number; three queries, and one where nothing did."""
    companies, afters = [*waits], [*waits.values()]
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, {"companies": companies, "afters": afters})
        behind = {company for (company,) in cursor.fetchall()}
        if not behind:
            return News({}, ())
        wanted = {company: after for company, after in waits.items() if company in behind}
        given: dict[str, Any] = {"companies": [*wanted], "afters": [*wanted.values()], "most": MOST}
        cursor.execute(_PLACES, given)
        places: dict[int, list[Place]] = defaultdict(list)
        for company, *place in cursor.fetchall():
            places[company].append(Place(*place))
    every = {(place.number, place.has_pictures) for found in places.values() for place in found}
    texts = items.texts(every)
    fresh = {
        company: [Fresh(place, texts[place.number, place.has_pictures]) for place in found]
        for company, found in places.items()
    }
    valid = Key.objects.valid(timezone.now()).filter(pk__in=keys).values_list("pk", flat=True)
    return News(fresh, {*keys} - {*valid})
