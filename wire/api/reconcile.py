"""What a client lacks, compared with what was sent to it: one call heals a month away."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import connection
from django.http import HttpRequest
from ninja import Router

from articles.site.frame.origin import origin
from wire.api.log import newest_of, require_reached
from wire.api.problems import PREFIX
from wire.api.schemas import ReconcileIn, ReconcileOut, problems
from wire.api.signed import Signed, company_of
from wire.models.key import Scope

router = Router(tags=["Reconciliation"], auth=Signed(Scope.READ))

MOST_MISSING: Final = 1_000

# Of each story that the client has, the newest that was sent to it.
_HAS: Final = """
SELECT g.story, l.number, l.version, l.signal,
    CASE WHEN g.hash <> '' THEN d.digest = g.hash ELSE l.version = g.version END AS is_same
FROM unnest(%(stories)s::uuid[], %(versions)s::int[], %(hashes)s::text[])
        AS g (story, version, hash)
    LEFT JOIN LATERAL (
        SELECT number, version, signal FROM wire_delivery
        WHERE story_uid = g.story AND company_id = %(company)s
        ORDER BY number DESC LIMIT 1
    ) l ON true
    LEFT JOIN articles_dispatch d ON g.hash <> '' AND d.number = l.number
ORDER BY l.number
"""
# Of the others, what is live, in the order of the log.
_LACKS: Final = """
SELECT l.story_uid, l.number, l.version FROM wire_delivery l
WHERE l.company_id = %(company)s AND l.number > %(after)s AND l.number <= %(until)s
    AND l.signal <> 'withdrawal' AND l.story_uid <> ALL (%(stories)s::uuid[])
    AND NOT EXISTS (
        SELECT FROM wire_delivery newer
        WHERE newer.story_uid = l.story_uid AND newer.company_id = l.company_id
            AND newer.number > l.number)
ORDER BY l.number LIMIT %(most)s
"""


@router.post(
    "/reconcile", response={200: ReconcileOut, **problems(400, 409, 413)}, summary="What you lack"
)
def reconcile(request: HttpRequest, given: ReconcileIn) -> dict[str, Any]:
    """Compare what you have with what was sent to you.

    ``missing`` are stories that you lack, of the part of your log from ``after`` to ``until``;
    while ``is_complete`` is false there are more: ask again from ``cursor``. ``older`` are those
    of which you have another version, ``withdrawn`` those to take down, ``unknown`` those that
    were never sent to you. For more than 10,000 stories ask part by part, by the numbers you have.
    """
    company = company_of(request)
    newest = newest_of(company)
    require_reached(company, given.after)
    until = newest if given.until is None else min(given.until, newest)
    has, lacks = _read(company, given, until)
    base = origin(request)

    def told(rows: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
        return [
            {
                "story": story,
                "number": number,
                "version": version,
                "url": f"{base}{PREFIX}log/{number}.json",
            }
            for story, number, version, *_rest in rows
        ]

    sent = [row for row in has if row[1] is not None]
    is_complete = len(lacks) < MOST_MISSING
    return {
        "missing": told(lacks),
        "older": told(row for row in sent if row[3] != "withdrawal" and not row[4]),
        "withdrawn": told(row for row in sent if row[3] == "withdrawal"),
        "unknown": [row[0] for row in has if row[1] is None],
        "cursor": until if is_complete else lacks[-1][1],
        "is_complete": is_complete,
    }


def _read(company: int, given: ReconcileIn, until: int) -> tuple[list[Any], list[Any]]:
    said = given.stories.values()
    values: dict[str, Any] = {
        "company": company,
        "stories": [*given.stories],
        "versions": [each if isinstance(each, int) else 0 for each in said],
        "hashes": [each if isinstance(each, str) else "" for each in said],
        "after": given.after,
        "until": until,
        "most": MOST_MISSING,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HAS, values)
        has = cursor.fetchall()
        cursor.execute(_LACKS, values)
        return has, cursor.fetchall()
