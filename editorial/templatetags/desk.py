"""The rows of a queue on the newsdesk.

Two hundred of them stand on one page: each shape of row is rendered once, with holes for what is
of one story, and filled for each.
"""

from typing import Final, NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from articles.text import signs
from articles.text.holes import filled, hole
from editorial.desk.queues import Queue, Row
from editorial.templatetags.times import clock, is_long, waited

register = template.Library()

OWN: Final = {
    name: SafeString(hole(name))
    for name in (
        *("pk", "version", "headline", "address", "note", "since", "when", "waited", "place"),
        *("people", "claim_address", "who", "claimed_at"),
    )
}
"""What a row has of its own, as its template names it."""


class Shape(NamedTuple):
    """What rows share that are the same but for what is their own."""

    standing: str
    status: str
    is_fallen: bool
    is_long: bool
    has_note: bool
    has_people: bool
    claim: str


@register.simple_tag
def rows(queue: Queue, *, reviews: bool) -> SafeString:
    """The rows in their order, each an ``<li>``; ``reviews`` gives each its box to choose it by."""
    shapes: dict[Shape, str] = {}
    made = []
    for row in queue.rows:
        shape = _shape(row, queue)
        if shape not in shapes:
            context = {"shape": shape, "own": OWN, "queue": queue, "reviews": reviews}
            shapes[shape] = render_to_string("editorial/desk/row.html", context)
        made.append(filled(shapes[shape], _own(row, queue)))
    return SafeString("".join(made))


def _shape(row: Row, queue: Queue) -> Shape:
    return Shape(
        standing=row.standing if queue.says_standing else "",
        status=row.status,
        is_fallen=row.is_fallen,
        is_long=not queue.is_timed and is_long(row.since),
        has_note=bool(row.note),
        has_people=bool(row.writing or row.others),
        claim=_claim(row),
    )


def _claim(row: Row) -> str:
    """Whose hands the story is in, and what the reader may do about it."""
    claimed = row.claimed
    if claimed is None:
        return ""
    if claimed.by is None:
        return "free" if claimed.may_take else ""
    if claimed.is_mine:
        return "mine"
    return "theirs, to be taken" if claimed.may_take else "theirs"


def _own(row: Row, queue: Queue) -> dict[str, str]:
    since = localtime(row.since)
    own: dict[str, str] = {
        "pk": str(row.pk),
        "version": str(row.version),
        "headline": escape(row.headline),
        "address": row.address,
        "note": escape(row.note),
        "since": since.isoformat(),
        "place": " · ".join(f"<bdi>{escape(each)}</bdi>" for each in row.place),
        "claim_address": row.claim_address,
    }
    if queue.is_timed:
        own["when"] = clock(since)
    else:
        own |= {"when": date_format(since, "DATETIME_FORMAT"), "waited": waited(since)}
    if row.claimed and (by := row.claimed.by):
        own |= {"who": escape(signs.balanced(by.name)), "claimed_at": clock(by.since)}
    if row.writing or row.others:
        context = {"writer": row.writing, "others": row.others}
        own["people"] = render_to_string("editorial/story/at_row.html", context)
    return own
