"""Who gets a Dispatch, and what it is to them: settled in its transaction, in one statement.

The filters are read as they are at that moment, so a changed one counts from the next Dispatch and
nothing ever surfaces behind a number that was read. Why who gets what: docs/decisions/wire-log.md.
"""

from datetime import date, datetime
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from articles.models.dispatch import Dispatch
from wire import items
from wire.models.company import Company
from wire.models.delivery import Delivery
from wire.models.product import Product
from wire.models.subscription import Subscription

USUAL_URGENCY: Final = 5
"""That of a story that says none, by IPTC's scale."""

# Dispatches as filters see them, ``d``; of which ones is said behind it.
_DISPATCHES: Final = """
d AS MATERIALIZED (
    SELECT number, story_uid, version, signal, edition,
        ARRAY[content #>> '{desk,id}', content #>> '{section,id}']::bigint[] AS desks,
        content #>> '{kind,code}' AS kind,
        ARRAY(SELECT tag ->> 'slug'
            FROM jsonb_array_elements(COALESCE(content -> 'tags', '[]')) AS tag)::varchar[] AS tags,
        ARRAY(SELECT jsonb_array_elements_text(COALESCE(content -> 'places', '[]'))) AS places,
        COALESCE((content ->> 'urgency')::int, %(usual)s) AS urgency,
        pubstatus = 'withheld' AND content ->> 'embargo' IS NOT NULL AS is_embargoed,
        content ->> 'hold' IS NOT NULL AS is_held
    FROM articles_dispatch newest
    WHERE {which}
)"""

# Whether one of them passes the filter of a product, ``p``.
_PASSES: Final = """(
    (p.editions = '{}' OR d.edition = ANY (p.editions))
    AND (p.desks = '{}' OR d.desks && p.desks)
    AND (p.kinds = '{}' OR d.kind = ANY (p.kinds))
    AND (p.tags = '{}' OR d.tags && p.tags)
    AND (p.places = '{}' OR EXISTS (
        SELECT FROM unnest(d.places) AS said
        WHERE said = ANY (p.places) OR EXISTS (
            SELECT FROM articles_placealias a JOIN articles_place o ON o.id = a.place_id
            WHERE a.name = said AND o.edition_id = d.edition AND o.name = ANY (p.places))))
    AND (p.urgency IS NULL OR d.urgency <= p.urgency)
    AND (p.has_embargoed OR NOT d.is_embargoed)
)"""

_ONE: Final = _DISPATCHES.replace("{which}", "number = %(number)s")

# ``holding`` is the last delivery of the story to each who has it, under an embargo or not.
# A lift is more to who missed a version under the embargo: a correction, or else an update.
_DELIVER: Final = f"""
WITH {_ONE},
subscribed AS (
    SELECT s.company_id,
        COALESCE(bool_or({_PASSES}), false) AS passes,
        COALESCE(bool_or({_PASSES} AND p.has_pictures), false) AS has_pictures,
        bool_or(p.has_embargoed) AS has_embargoed
    FROM d, wire_subscription s JOIN wire_product p ON p.id = s.product_id
    WHERE s.first_day <= %(day)s AND (s.last_day IS NULL OR s.last_day >= %(day)s)
    GROUP BY s.company_id
),
last AS (
    SELECT DISTINCT ON (l.company_id) l.company_id, l.number, l.signal, l.has_pictures
    FROM wire_delivery l WHERE l.story_uid = %(story)s
    ORDER BY l.company_id, l.number DESC
),
holding AS (
    SELECT l.company_id, l.has_pictures,
        h.pubstatus = 'withheld' AND h.content ->> 'embargo' IS NOT NULL AS is_embargoed,
        CASE WHEN d.signal = 'lift' THEN COALESCE(missed.signal, 'lift') ELSE d.signal END AS signal
    FROM d, last l
        JOIN articles_dispatch h ON h.number = l.number
        LEFT JOIN LATERAL (
            SELECT min(m.signal) AS signal FROM articles_dispatch m
            WHERE d.signal = 'lift' AND m.story_uid = %(story)s
                AND m.number > l.number AND m.number < %(number)s
                AND m.signal IN ('correction', 'update')
        ) missed ON true
    WHERE l.signal <> 'withdrawal'
),
entitled AS (
    SELECT company_id,
        CASE WHEN h.company_id IS NOT NULL THEN h.signal ELSE 'new' END AS signal,
        CASE WHEN s.passes THEN s.has_pictures ELSE h.has_pictures END AS has_pictures
    FROM d, subscribed s FULL JOIN holding h USING (company_id)
    WHERE CASE
        WHEN h.company_id IS NULL
            THEN s.passes AND NOT d.is_held AND d.signal NOT IN ('hold', 'withdrawal')
        WHEN h.signal = 'update'
            THEN s.company_id IS NOT NULL AND (
                NOT d.is_embargoed OR s.passes OR (h.is_embargoed AND s.has_embargoed))
        ELSE NOT d.is_embargoed OR s.passes OR h.is_embargoed
    END
),
headed AS (
    INSERT INTO wire_head (company_id, last) SELECT company_id, %(number)s FROM entitled
    ORDER BY company_id
    ON CONFLICT (company_id) DO UPDATE SET last = EXCLUDED.last
)
INSERT INTO wire_delivery (company_id, number, prev, story_uid, version, signal, has_pictures)
SELECT e.company_id, d.number, COALESCE(w.last, 0), d.story_uid, d.version, e.signal, e.has_pictures
FROM d, entitled e LEFT JOIN wire_head w USING (company_id)
ORDER BY e.company_id
RETURNING has_pictures
"""  # noqa: S608 - of this file's own words alone


def deliver(dispatch: Dispatch) -> None:
    """Put a Dispatch on the log of everybody it is for; called by ``settings.ON_DISPATCH``.

    The lock of the counter of Dispatches, which its transaction holds, orders all writers.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _DELIVER,
            {
                "number": dispatch.number,
                "story": dispatch.story_uid,
                "day": timezone.localdate(dispatch.sent_at),
                "usual": USUAL_URGENCY,
            },
        )
        variants = {has_pictures for (has_pictures,) in cursor.fetchall()}
    items.print_new(dispatch, variants=variants)


# The present state of what was sent since, and nothing that nobody may use.
_PRESENT: Final = _DISPATCHES.replace(
    "{which}",
    """number > %(floor)s AND pubstatus <> 'canceled' AND content ->> 'hold' IS NULL
        AND NOT EXISTS (
            SELECT FROM articles_dispatch newer
            WHERE newer.story_uid = newest.story_uid AND newer.version > newest.version)""",
)
_PASSING: Final = f"""
WITH {_PRESENT},
passing AS (
    SELECT d.number, d.story_uid, d.version, bool_or(p.has_pictures) AS has_pictures
    FROM d, wire_subscription s JOIN wire_product p ON p.id = s.product_id
    WHERE s.company_id = %(company)s
        AND s.first_day <= %(day)s AND (s.last_day IS NULL OR s.last_day >= %(day)s)
        AND {_PASSES}
    GROUP BY d.number, d.story_uid, d.version
)
"""  # noqa: S608 - of this file's own words alone
_WOULD_BEGIN: Final = _PASSING + "SELECT number, has_pictures FROM passing"  # noqa: S608 - as above
_BEGIN: Final = f"""
{_PASSING},
headed AS (
    INSERT INTO wire_head (company_id, last)
    SELECT %(company)s, max(number) FROM passing HAVING count(*) > 0
)
INSERT INTO wire_delivery (company_id, number, prev, story_uid, version, signal, has_pictures)
SELECT %(company)s, number, lag(number, 1, 0::bigint) OVER (ORDER BY number), story_uid, version,
    'new', has_pictures
FROM passing ORDER BY number
RETURNING number, has_pictures
"""  # noqa: S608 - as above


class LogBegunError(Exception):
    """A log that has anything on it takes nothing before that."""


@transaction.atomic
def subscribe(
    company: Company,
    product: Product,
    *,
    first_day: date,
    last_day: date | None = None,
    since: datetime | None = None,
) -> Subscription:
    """Subscribe a company to a product, with the past ``since`` a time if that is given.

    In one transaction, for the next Dispatch begins the log. Raises ``LogBegunError``.
    """
    made = Subscription.objects.create(
        company=company, product=product, first_day=first_day, last_day=last_day
    )
    if since is not None:
        backfill(company, since=since)
    return made


MOST_DAYS: Final = 366
"""Of the past, on a log that begins."""


def backfill(company: Company, *, since: datetime) -> int:
    """Begin a subscriber's log with what stands of the stories sent since then; how many they are.

    Each comes once, as new, by the subscriptions of today. Publications wait for the writing of it.
    Raises ``LogBegunError`` once anything is on the log: what was read stays as it was read.
    """
    if Delivery.objects.filter(company=company).exists():
        raise LogBegunError
    given: dict[str, Any] = {
        "company": company.pk,
        "floor": floor(since),
        "day": timezone.localdate(),
        "usual": USUAL_URGENCY,
    }
    with connection.cursor() as cursor:
        # What takes long, before the lock.
        cursor.execute(_WOULD_BEGIN, given)
        items.print_missing(cursor.fetchall())
        with transaction.atomic():
            cursor.execute("SELECT last FROM articles_dispatchcounter WHERE id = 1 FOR UPDATE")
            if Delivery.objects.filter(company=company).exists():
                raise LogBegunError
            cursor.execute(_BEGIN, given)
            begun = cursor.fetchall()
            items.print_missing(begun)
    return len(begun)


_SINCE: Final = _DISPATCHES.replace("{which}", "number > %(floor)s AND signal <> 'withdrawal'")
_WOULD_PASS: Final = f"""
WITH {_SINCE},
p AS (
    SELECT %(editions)s::varchar[] AS editions, %(desks)s::bigint[] AS desks,
        %(kinds)s::varchar[] AS kinds, %(tags)s::varchar[] AS tags, %(places)s::varchar[] AS places,
        %(urgency)s::int AS urgency, %(has_embargoed)s::bool AS has_embargoed
)
SELECT d.number FROM d, p WHERE d.signal <> 'hold' AND {_PASSES} ORDER BY d.number DESC
"""  # noqa: S608 - of this file's own words alone
_FILTER: Final = ("editions", "desks", "kinds", "tags", "places", "urgency", "has_embargoed")


def would_pass(product: Product, *, since: datetime) -> list[int]:
    """The numbers of what a product, stored or not, would have let pass, the newest first."""
    given: dict[str, Any] = {name: getattr(product, name) for name in _FILTER}
    with connection.cursor() as cursor:
        cursor.execute(_WOULD_PASS, {**given, "floor": floor(since), "usual": USUAL_URGENCY})
        return [number for (number,) in cursor.fetchall()]


def floor(since: datetime) -> int:
    """The number of the newest Dispatch of before a time; 0 if there is none."""
    before = Dispatch.objects.filter(sent_at__lt=since).order_by("-number")
    return before.values_list("number", flat=True).first() or 0
