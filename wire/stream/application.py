"""The ASGI application: a request for a log that has nothing new waits here until there is."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from django.utils import timezone

from articles.site.frame.origin import origin
from wire import items
from wire.api import answers, problems
from wire.api.log import LONGEST_WAIT, USUAL
from wire.stream.asked import Answer, Scope, Site
from wire.stream.waiters import Fresh, RevokedError, Waiter
from wire.stream.watch import Watch

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

EVENTS: Final = "text/event-stream"
LOG: Final = f"{problems.PREFIX}log"
HEARTBEAT: Final = 15.0
"""Seconds between signs of life on a stream: proxies end what is silent for a minute."""
AGAIN: Final = 3000
"""Milliseconds after which a client comes back whose stream broke off."""


class Application:
    """Waits for subscribers. Everything that doesn't wait is answered as the site answers it."""

    def __init__(self) -> None:
        self._site = Site()
        self._watch: Watch | None = None
        self._watching: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            gone = asyncio.create_task(_until_gone(receive))
            serving = asyncio.create_task(self._serve(scope, send))
            await asyncio.wait([gone, serving], return_when=asyncio.FIRST_COMPLETED)
            for task in (gone, serving):
                if not task.done():
                    task.cancel()
            with suppress(asyncio.CancelledError):
                await serving

    @property
    def watch(self) -> Watch:
        """Begins with the first request, where the server says nothing of its own beginning."""
        if self._watch is None:
            self._watch = Watch()
            self._watching = asyncio.create_task(self._watch.run())
        return self._watch

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            said = (await receive())["type"]
            if said == "lifespan.startup":
                _begun = self.watch
                await send({"type": "lifespan.startup.complete"})
            elif said == "lifespan.shutdown":
                if self._watching:
                    self._watching.cancel()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _serve(self, scope: Scope, send: Send) -> None:
        headers = _headers(scope)
        if scope["path"] == LOG and EVENTS in headers.get("accept", ""):
            await self._stream(scope, headers, send)
            return
        answer = await self._site.answer(scope)
        is_idle = answer.status == 200 and "Retry-After" in answer.headers
        if scope["path"] == LOG and scope["method"] == "GET" and is_idle:
            answer = await self._when_there_is_news(scope, answer)
        await _send(send, answer.status, answer.headers, answer.content)

    async def _when_there_is_news(self, scope: Scope, empty: Answer) -> Answer:
        """The answer with what came in time, or the empty one."""
        asked = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        after, limit = int(asked.get("after", 0)), int(asked.get("limit", USUAL))
        seconds = min(int(asked["wait"]), LONGEST_WAIT)
        key = empty.key
        assert key is not None  # noqa: S101 - nobody else is answered with 200
        try:
            fresh = await self.watch.waiters.news(
                Waiter(key.company_id, key.pk, after), seconds=seconds
            )
        except RevokedError:
            refusal = problems.no_key().answer()
            return Answer(
                empty.request, refusal.status_code, dict(refusal.items()), refusal.content
            )
        headers = {name: value for name, value in empty.headers.items() if name != "Retry-After"}
        if not fresh:
            return empty._replace(headers=headers)
        return _page(empty, fresh[:limit], limit, headers)

    async def _stream(self, scope: Scope, headers: Mapping[str, str], send: Send) -> None:
        """A log as server-sent events, from the event that the client had last."""
        asked = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        after = headers.get("last-event-id") or asked.get("after", "0")
        has_begun = False
        while True:
            answer = await self._site.answer(_asking(scope, after))
            if answer.status == 429 and has_begun:
                await asyncio.sleep(float(answer.headers["Retry-After"]))
                continue
            if answer.status != 200:
                if not has_begun:
                    await _send(send, answer.status, answer.headers, answer.content)
                return
            if not has_begun:
                has_begun = True
                await _begin_events(send)
            page = json.loads(answer.content)
            for item in page["items"]:
                await _event(send, item["number"], json.dumps(item, ensure_ascii=False))
            after = str(page["cursor"])
            if not page["items"]:
                break
        async for fresh in self._fresh(answer, int(after), send):
            base = origin(answer.request)
            text = items.placed(fresh.place, fresh.text, origin=base)
            await _event(send, fresh.place.number, text)

    async def _fresh(self, answer: Answer, after: int, send: Send) -> AsyncIterator[Fresh]:
        """What comes, for as long as the key opens the log; signs of life between."""
        key = answer.key
        assert key is not None  # noqa: S101 - as above
        while key.expires_at is None or timezone.now() < key.expires_at:
            waiter = Waiter(key.company_id, key.pk, after)
            try:
                found = await self.watch.waiters.news(waiter, seconds=HEARTBEAT)
            except RevokedError:
                return
            for fresh in found:
                yield fresh
                after = fresh.place.number
            if not found:
                await send({"type": "http.response.body", "body": b":\n\n", "more_body": True})


def _page(empty: Answer, fresh: list[Fresh], limit: int, headers: dict[str, str]) -> Answer:
    """The same answer, with items in it."""
    base, after = origin(empty.request), fresh[-1].place.number
    texts = [items.placed(place, text, origin=base) for place, text in fresh]
    following = f"{base}{LOG}?after={after}&limit={limit}"
    body = items.page(texts, cursor=after, next_=following).encode()
    key = empty.key
    etag = answers.tag(key and key.company_id, base, [each.place for each in fresh])
    made = answers.answer(empty.request, etag, lambda: body)
    told = {**headers, **dict(made.items())}
    content = getattr(made, "content", b"")
    if "Content-Encoding" not in made.headers:
        told.pop("Content-Encoding", None)
    return Answer(empty.request, made.status_code, told, content)


def _asking(scope: Scope, after: str) -> Scope:
    """The same request for a page of the log, unpacked and whole."""
    left_out = {b"accept-encoding", b"if-none-match", b"accept"}
    kept = [(name, value) for name, value in scope["headers"] if name not in left_out]
    query = urlencode({"after": after, "limit": USUAL}).encode()
    return {**scope, "query_string": query, "headers": kept}


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, status: int, headers: Mapping[str, str], content: bytes) -> None:
    told = {**headers, "Content-Length": str(len(content))}
    lines = [
        (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in told.items()
    ]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": content})


async def _begin_events(send: Send) -> None:
    lines = [
        (b"content-type", EVENTS.encode()),
        (b"cache-control", b"no-store"),
        # nginx would keep a stream until it ends.
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": lines})
    begin = f"retry: {AGAIN}\n\n".encode()
    await send({"type": "http.response.body", "body": begin, "more_body": True})


async def _event(send: Send, number: int, text: str) -> None:
    # JSON has no line ends of its own.
    body = f"id: {number}\nevent: item\ndata: {text}\n\n".encode()
    await send({"type": "http.response.body", "body": body, "more_body": True})


application = Application()
