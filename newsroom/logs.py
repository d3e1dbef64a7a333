"""The log: one line an event, with the time in UTC, the level, who says it and for which request.

Nothing that is logged makes a second line or moves a terminal's cursor: what can't be printed is
written as its code. ``LOG_FORMAT=json`` makes an object of each line.
"""

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from newsroom import environment as env

HEADER: Final = "X-Request-ID"
# What nginx makes, or a UUID.
_FORM: Final = re.compile(r"[0-9A-Za-z-]{8,64}")

current: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that this thread answers."""


def request_ids(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a request's id, the proxy's or ours, is in its log lines and its answer."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "")
        own = given if _FORM.fullmatch(given) else secrets.token_hex(16)
        current.set(own)
        response = get_response(request)
        response.headers[HEADER] = own
        return response

    return middleware


class Line(logging.Formatter):
    """``time level logger [request] message``, and the traceback behind it."""

    def format(self, record: logging.LogRecord) -> str:
        told = _told(record)
        request = told.get("request", "-")
        words = f"{told['time']} {told['level']} {told['logger']} [{request}] {told['message']}"
        if "traceback" in told:
            words = f"{words} | {told['traceback']}"
        return "".join(map(_printed, words))


class Json(logging.Formatter):
    """An object of ``time``, ``level``, ``logger``, ``message``; of ``request``, ``traceback``."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_told(record))


def formatter() -> logging.Formatter:
    """The one that ``LOG_FORMAT`` asks for. Raises ImproperlyConfigured for one that is none."""
    return Json() if env.log_format() == "json" else Line()


def _told(record: logging.LogRecord) -> dict[str, str]:
    told: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": record.getMessage(),
    }
    if request := current.get():
        told["request"] = request
    if record.exc_info:
        told["traceback"] = logging.Formatter().formatException(record.exc_info)
    return told


def _printed(sign: str) -> str:
    return sign if sign.isprintable() else sign.encode("unicode_escape").decode()
