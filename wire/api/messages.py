"""A subscriber's log as NewsML-G2, many items in one newsMessage."""

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from articles.models.dispatch import Dispatch
from articles.site.frame.origin import origin
from wire.api.answers import answer, tag
from wire.api.log import USUAL, After, Limit, acknowledge, require_reached
from wire.api.problems import PREFIX
from wire.api.schemas import problems
from wire.api.signed import Signed, company_of
from wire.formats import delivered
from wire.formats.newsml import MESSAGE_TYPE, message
from wire.models.delivery import Delivery
from wire.models.key import Scope

router = Router(tags=["Log"], auth=Signed(Scope.READ))

NUMBER: Final = "Wire-Cursor"
"""The header with the number to ask on from."""
_CONTENT: Final[dict[str, Any]] = {
    "responses": {
        200: {
            "description": "A newsMessage",
            "content": {MESSAGE_TYPE: {"schema": {"type": "string"}}},
        }
    }
}


@router.get(
    "/log.newsml",
    response={204: None, 304: None, **problems(409)},
    openapi_extra=_CONTENT,
    summary="What came after a number, as one newsMessage",
)
def newsml(request: HttpRequest, after: After = 0, limit: Limit = USUAL) -> HttpResponseBase:
    """The same as the log, each item as a newsItem of NewsML-G2.

    The header ``Wire-Cursor`` has the number to keep, and ``Link`` where to ask on. Where nothing
    came there is no message, and the answer is 204.
    """
    company = company_of(request)
    acknowledge(company, after)
    places = Delivery.objects.log(company, after=after)[:limit].places()
    if not places:
        require_reached(company, after)
    base = origin(request)

    def body() -> bytes:
        sent = Dispatch.objects.in_bulk([place.number for place in places])
        items = [delivered(place, sent[place.number], base) for place in places]
        return message(items, sender=base, sent=items[-1].sent_at)

    numbers = [place.number for place in places]
    cursor = numbers[-1] if numbers else after
    response = (
        answer(request, tag(company, "newsml", base, numbers), body, media_type=MESSAGE_TYPE)
        if places
        else HttpResponse(status=HTTPStatus.NO_CONTENT)
    )
    response.headers[NUMBER] = str(cursor)
    following = f"{base}{PREFIX}log.newsml?after={cursor}&limit={limit}"
    response.headers["Link"] = f'<{following}>; rel="next"'
    return response
