"""A subscriber's log, and one item of it in any format."""

from typing import Annotated

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from articles.models.dispatch import Dispatch
from articles.site.frame.origin import origin
from wire import items
from wire.api.answers import answer, tag
from wire.api.problems import PREFIX, Problem
from wire.api.schemas import MOST_NUMBERS, Envelope, Item, problems
from wire.api.signed import Signed, company_of
from wire.formats import FORMATS
from wire.models.delivery import Delivery, Head, Place
from wire.models.key import Scope

router = Router(tags=["Log"], auth=Signed(Scope.READ))

USUAL, MOST = 100, 200
OURS = "json"
LONGEST_WAIT = 60
ASK_AGAIN_SECONDS = 5

After = Annotated[int, Query(ge=0, le=MOST_NUMBERS, description="the number you have read up to")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="items in one answer at most")]
Wait = Annotated[
    int,
    Query(
        ge=0,
        le=LONGEST_WAIT,
        description="seconds to hold an answer that would be empty; where nothing can hold it, it"
        " comes at once, with Retry-After",
    ),
]


@router.get(
    "/log", response={200: Envelope, 304: None, **problems(409)}, summary="What came after a number"
)
def log(
    request: HttpRequest, after: After = 0, limit: Limit = USUAL, wait: Wait = 0
) -> HttpResponseBase:
    """All that is yours with a number over ``after``, in order, each item whole.

    Keep ``cursor`` when you have stored the items, and ask ``next``. An empty answer has them too.
    The log never expires, and says the same whenever it is read. An answer ends before its limit
    where the items are long.
    """
    company = company_of(request)
    acknowledge(company, after)
    places = Delivery.objects.log(company, after=after)[:limit].places()
    if not places:
        require_reached(company, after)
    base = origin(request)

    def body() -> bytes:
        texts = items.printed(places, origin=base)
        cursor = places[len(texts) - 1].number if texts else after
        following = f"{base}{PREFIX}log?after={cursor}&limit={limit}"
        return items.page(texts, cursor=cursor, next_=following).encode()

    etag = tag(company, after, limit, base, [place.number for place in places])
    is_idle = wait and not places
    return answer(request, etag, body, retry_after=ASK_AGAIN_SECONDS if is_idle else 0)


def require_reached(company: int, number: int) -> None:
    """Raise a ``Problem`` for a number that the log has not come to."""
    newest = newest_of(company)
    if number > newest:
        raise Problem(
            "ahead",
            f"Your log ends at {newest}, and you ask from {number} on. That number is of another"
            f" server or subscriber: begin at {PREFIX}stories, or reconcile.",
            newest=newest,
        )


def newest_of(company: int) -> int:
    """The number of the newest delivery; 0 on an empty log."""
    return Head.objects.filter(pk=company).values_list("last", flat=True).first() or 0


# Only when they got on, to a place that their log has come to: who waits for news writes nothing.
_ACKNOWLEDGE = """
WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
INSERT INTO wire_acknowledgement (company_id, number, at)
SELECT %(company)s, %(number)s, now() FROM quick, wire_head
WHERE company_id = %(company)s AND last >= %(number)s AND %(number)s > COALESCE(
    (SELECT max(number) FROM wire_acknowledgement WHERE company_id = %(company)s), 0)
ON CONFLICT DO NOTHING
"""


def acknowledge(company: int, number: int) -> None:
    """Note that a subscriber has all up to a number, for they ask for what comes after it."""
    if number:
        with connection.cursor() as cursor:
            cursor.execute(_ACKNOWLEDGE, {"company": company, "number": number})


_ONE = {200: Item, 304: None, **problems(404, 406)}


@router.get("/log/{int:number}", response=_ONE, summary="One item, in the format you accept")
def one(request: HttpRequest, number: int) -> HttpResponseBase:
    """The item with this number, in the first format that the header Accept prefers."""
    types: dict[str, str] = {}
    for name, each in FORMATS.items():
        # Of two that are JSON, ours.
        types.setdefault(each.media_type.partition(";")[0], name)
    preferred = request.get_preferred_type([*types])
    if preferred is None:
        raise Problem("no-such-format", f"There are {', '.join(types)}. Accept one of them.")
    return _in_format(request, number, types[preferred])


@router.get("/log/{int:number}.{ending}", response=_ONE, summary="One item, in a format")
def one_as(request: HttpRequest, number: int, ending: str) -> HttpResponseBase:
    """The item with this number, in the format that the ending names."""
    if ending not in FORMATS:
        endings = ", ".join(f".{name}" for name in FORMATS)
        raise Problem("not-found", f"There is no format of that name. There are {endings}.")
    return _in_format(request, number, ending)


def _in_format(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    place = place_of(company_of(request), number)
    base = origin(request)
    form = FORMATS[name]

    def body() -> bytes:
        if name == OURS:
            return items.printed([place], origin=base)[0].encode()
        return form.render(place, Dispatch.objects.get(number=number), base)

    return answer(request, tag(place, name, base), body, media_type=form.media_type)


def place_of(company: int, number: int) -> Place:
    """The place on a subscriber's log. Raises a ``Problem`` for a number that isn't on it."""
    known = number <= MOST_NUMBERS
    found = Delivery.objects.filter(company=company, number=number).places() if known else []
    if not found:
        raise Problem(
            "not-found",
            f"{number} is not on your log. Numbers of others are no gap: “prev” says which one is"
            " before each of yours.",
        )
    return found[0]
