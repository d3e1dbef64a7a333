"""The process that waits for subscribers, running, and asked as their machines ask."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from time import monotonic
from typing import Any

from wire.models import Usage

HOST = "127.0.0.1"
LOG = "/wire/v1/log"


class Stream:
    """The process that waits, asked as a subscriber's machine asks."""

    def __init__(self, port: int, pool: ThreadPoolExecutor) -> None:
        self.port = port
        self.pool = pool

    @contextmanager
    def asked(self, key: str, query: str = "", **headers: str) -> Iterator[HTTPResponse]:
        asking = HTTPConnection(HOST, self.port, timeout=60)
        sent = {"Authorization": f"Bearer {key}"} if key else {}
        asking.request("GET", f"{LOG}?{query}", headers=sent | headers)
        with asking.getresponse() as answer:
            yield answer
        asking.close()

    def read(self, key: str, query: str = "", **headers: str) -> tuple[int, Any]:
        with self.asked(key, query, **headers) as answer:
            return answer.status, json.loads(answer.read())

    def wait(self, key: str, query: str) -> "Future[tuple[int, Any]]":
        """Ask in a thread; back when the question is there."""
        before = questions()
        answer = self.pool.submit(self.read, key, query)
        until(lambda: questions() > before)
        return answer


def questions() -> int:
    return sum(Usage.objects.values_list("requests", flat=True))


def until(is_so: Callable[[], bool]) -> None:
    """Look again and again, for a minute at most."""
    deadline = monotonic() + 60
    while not is_so():
        assert monotonic() < deadline
