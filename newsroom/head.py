"""Answers to HEAD, which have no body: gunicorn says so in the log for each that has one."""

from collections.abc import Callable, Iterable
from typing import Any

type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def bodiless(application: Application) -> Application:
    """The application, whose answers to HEAD have the headers of those to GET, and no more."""

    def answered(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = application(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        # Django ends the request by it.
        if close := getattr(body, "close", None):
            close()
        return []

    return answered
