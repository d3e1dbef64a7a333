"""Requests that hold what nothing stored holds, stopped before anything is asked with it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.http import parse_header_parameters

from editorial.language import PREFIXES

NUL = "\0"
UTF_8 = ("utf-8", "utf8")

type Respond = Callable[[HttpRequest], HttpResponseBase]
type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def in_utf_8(application: Application) -> Application:
    """The application, for requests in UTF-8 alone; 400 for what names another encoding.

    Of those some make half surrogate pairs, and some are no text, of which Django fails before any
    middleware is asked.
    """

    def only(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if _is_utf_8(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"not in UTF-8\n"]

    return only


def _is_utf_8(content_type: str) -> bool:
    try:
        _, given = parse_header_parameters(content_type)
    except ValueError:
        return False
    return given.get("charset", "utf-8").lower() in UTF_8


def unreadable(respond: Respond) -> Respond:
    """No address holds a NUL: 404. No filter of the newsroom does: 400. PostgreSQL takes none.

    The site's own pages read their parameters themselves; a cookie with a NUL is not ours.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if NUL in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", "") and request.path_info.startswith(PREFIXES):
            raise BadRequest("NUL in a query")
        # In quotes it may be written as an octal number.
        if "\\000" in request.META.get("HTTP_COOKIE", ""):
            kept = {name: value for name, value in request.COOKIES.items() if NUL not in value}
            request.COOKIES = kept
        return respond(request)

    return middleware
