"""An answer as it is sent: whether it changed, packed, and with what is left of the limit."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final
from zlib import MAX_WBITS

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from zlib_ng import zlib_ng

from wire.api.limits import Pace
from wire.api.signed import PACE

# A page of the log is made for one reader and once: sooner rather than smaller.
_LEVEL: Final = 2
# Packing less takes longer than sending it.
_SHORT: Final = 600
_GZIP: Final = re.compile(
    r"(?:^|[\s,])(?:gzip|\*)\s*(?:;\s*q\s*=\s*(0?\.\d*[1-9]\d*|1(?:\.0*)?)\s*)?(?:,|$)"
)


def tag(*follows_from: object) -> str:
    """The ETag of an answer that follows from these alone."""
    digest = hashlib.sha256(repr(follows_from).encode())
    return f'W/"{digest.hexdigest()[:32]}"'


def answer(
    request: HttpRequest,
    etag: str,
    body: Callable[[], bytes],
    *,
    media_type: str = "application/json",
    retry_after: int = 0,
) -> HttpResponseBase:
    """What the body says, or that it is what the client has, and then without making it."""
    known = get_conditional_response(request, etag=etag)
    response = known or _packed(request, body(), media_type)
    response.headers["ETag"] = etag
    # Whoever keeps it asks each time: it may be withdrawn, and it is this subscriber's alone.
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept, Accept-Encoding, Authorization"
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _packed(request: HttpRequest, body: bytes, media_type: str) -> HttpResponse:
    if len(body) < _SHORT or not _GZIP.search(request.headers.get("Accept-Encoding", "")):
        return HttpResponse(body, content_type=media_type)
    packed = zlib_ng.compress(body, _LEVEL, wbits=MAX_WBITS | 16)
    return HttpResponse(packed, content_type=media_type, headers={"Content-Encoding": "gzip"})


def with_pace(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, whose answers say what is left of the key's limit."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        pace: Pace | None = getattr(request, PACE, None)
        if pace and response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
            for name, value in pace.headers.items():
                response.headers[name] = value
        return response

    return answered
