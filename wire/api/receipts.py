"""What a subscriber says became of a story."""

from typing import Any, Final

from django.db import connection
from django.http import HttpRequest
from ninja import Router

from wire.api.schemas import ReceiptsIn, ReceiptsOut, problems
from wire.api.signed import Signed, company_of
from wire.models.key import Scope

router = Router(tags=["Receipts"], auth=Signed(Scope.RECEIPTS))

_RECORD: Final = """
WITH given AS (
    SELECT * FROM unnest(%(stories)s::uuid[], %(versions)s::int[], %(fates)s::text[],
        %(urls)s::text[]) AS g (story, version, fate, url)
),
sent AS (
    SELECT DISTINCT ON (g.story, g.version, g.fate) g.* FROM given g
    WHERE EXISTS (
        SELECT FROM wire_delivery l WHERE l.story_uid = g.story
            AND l.company_id = %(company)s AND l.version = g.version)
),
recorded AS (
    INSERT INTO wire_receipt (company_id, story_uid, version, fate, url, at)
    SELECT %(company)s, story, version, fate, url, now() FROM sent ON CONFLICT DO NOTHING
)
SELECT DISTINCT story, version FROM given EXCEPT SELECT story, version FROM sent ORDER BY 1, 2
"""


@router.post(
    "/receipts", response={200: ReceiptsOut, **problems(400, 413)}, summary="Say what you did"
)
def receipts(request: HttpRequest, given: ReceiptsIn) -> dict[str, Any]:
    """Say that you published a version, or took a withdrawn story down.

    That you have an item is known already, by the number that you ask on from. Said twice, it
    counts once.
    """
    rows = given.receipts
    with connection.cursor() as cursor:
        cursor.execute(
            _RECORD,
            {
                "company": company_of(request),
                "stories": [row.story for row in rows],
                "versions": [row.version for row in rows],
                "fates": [row.fate for row in rows],
                "urls": [row.url for row in rows],
            },
        )
        unknown = [{"story": story, "version": version} for story, version in cursor.fetchall()]
    lost = {(each["story"], each["version"]) for each in unknown}
    recorded = sum((row.story, row.version) not in lost for row in rows)
    return {"recorded": recorded, "unknown": unknown}
