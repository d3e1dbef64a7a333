"""The present state of what a subscriber was sent, and the versions of one story."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from articles.models.dispatch import Signal
from articles.site.frame.origin import origin
from wire import items
from wire.api.answers import answer, tag
from wire.api.log import USUAL, After, Limit, newest_of
from wire.api.problems import PREFIX, Problem
from wire.api.schemas import MOST_NUMBERS, Envelope, Item, Present, problems
from wire.api.signed import Signed, company_of
from wire.models.delivery import Delivery
from wire.models.key import Scope

router = Router(tags=["Stories"], auth=Signed(Scope.READ))

Until = Annotated[
    int,
    Query(
        ge=0,
        le=MOST_NUMBERS,
        description="the number as of which, your newest at the most; “next” has it",
    ),
]


@router.get(
    "/stories", response={200: Present, 304: None, **problems()}, summary="The present state"
)
def stories(
    request: HttpRequest, after: After = 0, until: Until = MOST_NUMBERS, limit: Limit = USUAL
) -> HttpResponseBase:
    """Each live story once, in its newest version as of ``follow``; none that was withdrawn.

    Ask ``next`` until it leads to the log: from there on it has what came since.
    """
    company = company_of(request)
    follow = min(until, newest_of(company))
    # One more, to know of the last page that it is the last.
    found = Delivery.objects.present(company, after=after, until=follow)[: limit + 1].places()
    places = found[:limit]
    base = origin(request)

    def body() -> bytes:
        texts = items.printed(places, origin=base)
        cursor = places[len(texts) - 1].number if texts else after
        is_last = len(texts) == len(found)
        ask = f"log?after={follow}" if is_last else f"stories?after={cursor}&until={follow}"
        following = f"{base}{PREFIX}{ask}&limit={limit}"
        page = items.page(texts, cursor=cursor, follow=follow, next_=following)
        return page.encode()

    etag = tag("present", company, after, follow, limit, base, [place.number for place in places])
    return answer(request, etag, body)


@router.get(
    "/stories/{uuid:story}",
    response={200: Item, 304: None, **problems(404, 410)},
    summary="One story as it is now",
)
def story(request: HttpRequest, story: UUID) -> HttpResponseBase:
    """The newest item of a story that was sent to you; 410 once it was withdrawn."""
    company = company_of(request)
    newest = Delivery.objects.of_story(company, story)[:1].places()
    if not newest:
        raise _unknown()
    base = origin(request)
    if newest[0].signal == Signal.WITHDRAWAL:
        [tombstone] = items.items(newest, origin=base)
        raise Problem(
            "withdrawn",
            f"Take the story down wherever you have it. The withdrawal is {newest[0].number} on"
            " your log.",
            number=newest[0].number,
            withdrawal=tombstone["withdrawal"],
        )

    def body() -> bytes:
        return items.printed(newest, origin=base)[0].encode()

    return answer(request, tag("story", company, newest, base), body)


@router.get(
    "/stories/{uuid:story}/versions",
    response={200: Envelope, 304: None, **problems(404)},
    summary="All that was sent to you of a story",
)
def versions(
    request: HttpRequest, story: UUID, after: After = 0, limit: Limit = USUAL
) -> HttpResponseBase:
    """Every item of a story on your log, in order."""
    company = company_of(request)
    of_it = Delivery.objects.of_story(company, story).order_by("number")
    places = of_it.filter(number__gt=after)[:limit].places()
    if not places and not of_it.exists():
        raise _unknown()
    base = origin(request)

    def body() -> bytes:
        texts = items.printed(places, origin=base)
        cursor = places[len(texts) - 1].number if texts else after
        address = f"{base}{PREFIX}stories/{story}/versions"
        following = f"{address}?after={cursor}&limit={limit}"
        return items.page(texts, cursor=cursor, next_=following).encode()

    etag = tag("versions", company, after, limit, base, [place.number for place in places])
    return answer(request, etag, body)


def _unknown() -> Problem:
    return Problem(
        "not-found",
        "Nothing of this story was sent to you. Ids are those in the field “story” of your items.",
    )
