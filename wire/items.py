"""Items printed and put together: the same for pull, push and portal.

An item is printed once, in the transaction of its first delivery, and put together with what is
the subscriber's own whenever it is asked for: the bytes are the same then, also after a release.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from itertools import batched
from typing import Any, Final

from django.db import connection

from articles.models.dispatch import Dispatch
from wire.formats.own import Item, common, item
from wire.models.delivery import Place
from wire.models.printed import PrintedItem

__all__ = [
    "Item",
    "envelope",
    "item",
    "items",
    "page",
    "placed",
    "print_missing",
    "print_new",
    "printed",
    "texts",
]

MOST_BYTES: Final = 4_000_000
"""Of the items of one answer; one that is longer by itself is an answer of its own."""

# In the place of the site's own: nobody's (RFC 6761), and no sign of it is escaped anywhere.
_ORIGIN: Final = "https://origin.wire.invalid"
_BATCH: Final = 200

_READ: Final = """
SELECT text FROM (
    SELECT at, text, sum(octet_length(text)) OVER (ORDER BY at) - octet_length(text) AS before
    FROM unnest(%(numbers)s::bigint[], %(pictures)s::bool[])
        WITH ORDINALITY AS place (number, has_pictures, at)
        JOIN wire_printeditem USING (number, has_pictures)
) AS printed WHERE before < %(most)s ORDER BY at
"""


def envelope(items: Sequence[Item], *, cursor: int, next_: str) -> dict[str, Any]:
    """Items with the number to ask on from, and the whole address to ask at."""
    return {"items": [*items], "cursor": cursor, "next": next_}


def page(texts: Iterable[str], *, cursor: int, next_: str, **more: Any) -> str:
    """The JSON of the envelope of printed items."""
    ending = json.dumps({"cursor": cursor, **more, "next": next_})[1:]
    return f'{{"items":[{",".join(texts)}],{ending}'


def printed(places: Sequence[Place], *, origin: str) -> list[str]:
    """The JSON of the items at these places, in their order and at most ``MOST_BYTES``.

    The first is always among them. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _READ,
            {
                "numbers": [place.number for place in places],
                "pictures": [place.has_pictures for place in places],
                "most": MOST_BYTES,
            },
        )
        read = [text for (text,) in cursor.fetchall()]
    found = zip(places, read, strict=False)
    return [placed(place, text, origin=origin) for place, text in found]


def placed(place: Place, text: str, *, origin: str) -> str:
    """The JSON of the item at a place, of what ``texts`` has of it."""
    # As it stands inside the quotes of JSON.
    return _place(place) + text.replace(_ORIGIN, json.dumps(origin)[1:-1])


def texts(wanted: Collection[tuple[int, bool]]) -> dict[tuple[int, bool], str]:
    """What is printed of Dispatches, each by its number with pictures or without. One query."""
    numbers = {number for number, _has_pictures in wanted}
    found = PrintedItem.objects.filter(number__in=numbers)
    rows = found.values_list("number", "has_pictures", "text")
    return {(number, has_pictures): text for number, has_pictures, text in rows}


def items(places: Sequence[Place], *, origin: str) -> list[Item]:
    """The same as ``printed``, read."""
    return [json.loads(text) for text in printed(places, origin=origin)]


def _place(place: Place) -> str:
    return f'{{"number":{place.number},"prev":{place.prev},"signal":"{place.signal}",'


def print_new(dispatch: Dispatch, *, variants: Iterable[bool]) -> None:
    """Print one that was sent just now, with pictures, without them, or both."""
    PrintedItem.objects.bulk_create(_print(dispatch, has_pictures) for has_pictures in variants)


def print_missing(wanted: Collection[tuple[int, bool]]) -> None:
    """Print what isn't yet of these Dispatches, each with pictures or without them."""
    numbers = {number for number, _has_pictures in wanted}
    there = PrintedItem.objects.filter(number__in=numbers).values_list("number", "has_pictures")
    for some in batched(sorted({*wanted} - {*there}), _BATCH):
        found = Dispatch.objects.in_bulk({number for number, _has_pictures in some})
        PrintedItem.objects.bulk_create(
            (_print(found[number], has_pictures) for number, has_pictures in some),
            ignore_conflicts=True,
        )


def _print(dispatch: Dispatch, has_pictures: bool) -> PrintedItem:
    made = common(dispatch, origin=_ORIGIN, has_pictures=has_pictures)
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))[1:]
    return PrintedItem(number=dispatch.number, has_pictures=has_pictures, text=text)
