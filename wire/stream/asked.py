"""A request as the site would answer it at once: its key, its limit, its problems, its backlog."""

from collections.abc import Mapping
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

from django.core import signals
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest

from wire.models.key import Key
from wire.stream.pool import in_thread

Scope = dict[str, Any]


class Answer(NamedTuple):
    """``request`` has the key under ``auth`` where it was good."""

    request: HttpRequest
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def key(self) -> Key | None:
        return getattr(self.request, "auth", None)


class Site:
    """The same middleware and views that gunicorn has, called in a thread."""

    @cached_property
    def _handler(self) -> BaseHandler:
        handler = BaseHandler()
        handler.load_middleware()
        return handler

    async def answer(self, scope: Scope) -> Answer:
        return await in_thread(lambda: self._answer(scope))

    def _answer(self, scope: Scope) -> Answer:
        signals.request_started.send(sender=self.__class__, scope=scope)
        request = ASGIRequest(scope, BytesIO())
        response: Any = self._handler.get_response(request)
        try:
            parts = response.streaming_content if response.streaming else [response.content]
            content = b"".join(parts)
            return Answer(request, response.status_code, dict(response.items()), content)
        finally:
            # Says that the request is over: a connection that is old or broken is closed.
            response.close()
