"""A subscriber's log as feeds with whole texts, for readers of feeds and small systems."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, Final, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Router

from articles.models.dispatch import Dispatch
from articles.site.frame.origin import origin
from wire.api.answers import answer, tag
from wire.api.problems import PREFIX, Problem, no_key
from wire.api.schemas import problems
from wire.api.signed import Signed
from wire.formats import Item, delivered, feeds
from wire.formats.feeds import Channel
from wire.models.delivery import Delivery
from wire.models.key import Key, Scope

ITEMS: Final = 30
LOOKED_AT: Final = 3 * ITEMS
"""Deliveries that are read for them: a story that was sent three times is one entry."""
CHALLENGE: Final = 'Bearer realm="wire", Basic realm="wire"'


class SignedAsFeed(Signed):
    """The same for programs that know but a user and a password: the key is the password."""

    def __call__(self, request: HttpRequest) -> Key:
        try:
            key = self._found(request)
        except Problem as problem:
            if problem.kind == "no-key":
                problem.headers = {"WWW-Authenticate": CHALLENGE}
            raise
        return key

    def _found(self, request: HttpRequest) -> Key:
        scheme, _blank, told = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "basic":
            return self.authenticate(request, _password(told))
        key = super().__call__(request)
        if key is None:
            raise no_key()
        return key


router = Router(tags=["Feeds"], auth=SignedAsFeed(Scope.READ))


def _documented(media_type: str) -> dict[str, Any]:
    kind = "object" if "json" in media_type else "string"
    content = {media_type.partition(";")[0]: {"schema": {"type": kind}}}
    return {"responses": {200: {"description": "The feed", "content": content}}}


@router.get(
    "/feed.rss",
    response={304: None, **problems()},
    openapi_extra=_documented(feeds.RSS_TYPE),
    summary="The newest stories, whole, as RSS",
)
def rss(request: HttpRequest) -> HttpResponseBase:
    """The newest of your log as RSS 2.0 with ``content:encoded``, each story once.

    What is withdrawn or on hold says so. What is under an embargo is not in it, nor that it was
    withdrawn before its time: take that from the log. The key may come as the password of HTTP
    Basic, with any user.
    """
    return _feed(request, "feed.rss", feeds.rss, feeds.RSS_TYPE)


@router.get(
    "/feed.json",
    response={304: None, **problems()},
    openapi_extra=_documented(feeds.JSON_TYPE),
    summary="The newest stories, whole, as JSON Feed",
)
def json_feed(request: HttpRequest) -> HttpResponseBase:
    """The same as JSON Feed 1.1."""
    return _feed(request, "feed.json", feeds.json_feed, feeds.JSON_TYPE)


def _feed(
    request: HttpRequest,
    name: str,
    made: Callable[[Sequence[Item], Channel], bytes],
    media_type: str,
) -> HttpResponseBase:
    company = cast("Key", request.auth).company  # type: ignore[attr-defined]  # ninja puts it there
    base = origin(request)
    newest = Delivery.objects.filter(company=company).order_by("-number")
    places = newest[:LOOKED_AT].places()

    def body() -> bytes:
        sent = Dispatch.objects.in_bulk([place.number for place in places])
        # Who reads feeds prints what stands in them, also that a story was taken back which nobody
        # outside ever had: its withdrawal says under which embargo it was.
        items = [
            delivered(place, sent[place.number], base)
            for place in places
            if not sent[place.number].data.get("embargo")
        ]
        channel = Channel(company.name, f"{base}/", f"{base}{PREFIX}{name}")
        return made(feeds.newest(items, ITEMS), channel)

    etag = tag(company.pk, company.name, name, base, [place.number for place in places])
    return answer(request, etag, body, media_type=media_type)


def _password(told: str) -> str:
    """The password of HTTP Basic; "" where there is none to be read."""
    try:
        return base64.b64decode(told, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
