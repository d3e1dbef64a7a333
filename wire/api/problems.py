"""What is answered when something can't be had: an RFC 9457 problem, with what to do about it."""

import json
import logging
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

logger = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
PREFIX: Final = "/wire/v1/"
RETRY_SECONDS: Final = 10

KINDS: Final[dict[str, tuple[HTTPStatus, str]]] = {
    "unreadable": (HTTPStatus.BAD_REQUEST, "The body is not JSON"),
    "no-key": (HTTPStatus.UNAUTHORIZED, "No valid key"),
    "not-in-scope": (HTTPStatus.FORBIDDEN, "The key does not open this"),
    "not-found": (HTTPStatus.NOT_FOUND, "Nothing is here"),
    "wrong-method": (HTTPStatus.METHOD_NOT_ALLOWED, "The address does not take this method"),
    "no-such-format": (HTTPStatus.NOT_ACCEPTABLE, "No such format"),
    "withdrawn": (HTTPStatus.GONE, "The story was withdrawn"),
    "too-large": (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large"),
    "not-valid": (HTTPStatus.UNPROCESSABLE_ENTITY, "Something in the request is not valid"),
    "ahead": (HTTPStatus.CONFLICT, "The number is ahead of your log"),
    "over-the-limit": (HTTPStatus.TOO_MANY_REQUESTS, "Too many requests"),
    "failure": (HTTPStatus.INTERNAL_SERVER_ERROR, "A fault on our side"),
    "away": (HTTPStatus.SERVICE_UNAVAILABLE, "The database is away"),
}


class Problem(Exception):  # noqa: N818 - RFC 9457's word
    """Answers the request: of which kind, and a sentence to act on."""

    def __init__(
        self, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail
        self.headers = headers or {}
        self.more = more

    def answer(self) -> HttpResponse:
        status, title = KINDS[self.kind]
        problem = {
            "type": f"{PREFIX}problems/{self.kind}",
            "title": title,
            "status": status.value,
            "detail": self.detail,
            **self.more,
        }
        response = HttpResponse(
            json.dumps(problem, ensure_ascii=False),
            status=status,
            content_type=MEDIA_TYPE,
            headers=dict(self.headers),
        )
        response.headers["Cache-Control"] = "no-store"
        return response


def no_key() -> Problem:
    return Problem(
        "no-key",
        "Send your key in the header “Authorization: Bearer …”. If you do, it is mistyped, has"
        " expired or was revoked: ask for a new one.",
        headers={"WWW-Authenticate": 'Bearer realm="wire"'},
    )


def handle(api: NinjaAPI) -> None:
    """Answer whatever the API's operations raise."""
    handlers: dict[type[Exception], Any] = {
        Problem: lambda _request, problem: problem.answer(),
        AuthenticationError: lambda _request, _error: no_key().answer(),
        ValidationError: _not_valid,
        HttpError: _unreadable,
        RequestDataTooBig: _too_large,
        Exception: _failure,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _not_valid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [
        {"where": ".".join(map(str, each["loc"])), "what": str(each["msg"])}
        for each in error.errors
    ]
    first = errors[0]
    detail = f"{first['where']}: {first['what']}. The API’s page, {PREFIX}docs, says what is taken."
    return Problem("not-valid", detail, errors=errors).answer()


def _unreadable(_request: HttpRequest, _error: HttpError) -> HttpResponse:
    detail = "Send JSON in UTF-8, with the header “Content-Type: application/json”."
    return Problem("unreadable", detail).answer()


def _too_large(_request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    return Problem("too-large", "Send it in several requests.").answer()


def _failure(_request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, InterfaceError | OperationalError):
        logger.error("the database is away", exc_info=error)
        return Problem(
            "away",
            "Nothing is lost: ask again with the same number in a moment.",
            headers={"Retry-After": str(RETRY_SECONDS)},
        ).answer()
    logger.error("an operation failed", exc_info=error)
    return Problem("failure", "It is recorded. Ask again; nothing on your log is lost.").answer()


def not_found(_request: HttpRequest) -> HttpResponse:
    detail = f"There is no such address. The API’s page, {PREFIX}docs, has all there are."
    return Problem("not-found", detail).answer()


def kind_page(_request: HttpRequest, kind: str) -> HttpResponse:
    """What the ``type`` of a problem leads to."""
    if kind not in KINDS:
        return not_found(_request)
    status, title = KINDS[kind]
    told = {"title": title, "status": status.value, "see": f"{PREFIX}docs"}
    return HttpResponse(json.dumps(told), content_type="application/json")


def with_problems(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The view, whose refusal of a method is a problem too."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        allowed = response.headers["Allow"]
        return Problem(
            "wrong-method", f"This address takes {allowed}.", headers={"Allow": allowed}
        ).answer()

    return answered
