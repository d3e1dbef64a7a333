"""The log of the day over HTTP, with the faults of networks and servers; it takes receipts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import monotonic, sleep
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from wire.sandbox.day import Item, day
from wire.sandbox.grading import Grade, Told, grade

KEY: Final = "wire_sandbox"
PATH: Final = "/wire/v1"
ITEMS: Final = 4
"""Of one answer at most, so that there are many."""
SLOW_SECONDS: Final = 1.5
LONGEST: Final = 1_000_000


class Sandbox:
    """One client's day: what it was given and what it told.

    Of the day it offers what has a number up to ``until``; a push moves it.
    """

    def __init__(self, *, until: int | None = None) -> None:
        self.items = day()
        self.until = self.items[-1]["number"] if until is None else until
        self.address = ""
        self.asked = 0
        self.receipts_asked = 0
        self.offered: dict[int, float] = {}
        self.told: list[Told] = []
        self.has_read_all = False
        self._lock = Lock()

    @property
    def grade(self) -> Grade:
        with self._lock:
            return grade(self.items, self.told, self.offered)

    def offer(self, item: Item) -> None:
        """Note that the client is given it now."""
        self.offered.setdefault(item["number"], monotonic())

    def log(self, after: int) -> tuple[str, bytes]:
        """The fault of this answer, or "", and its body."""
        with self._lock:
            self.asked += 1
            fault = FAULTS.get(self.asked, "")
            if fault == "again":
                # As after a client that stored, and failed before it kept its number.
                before = [item["number"] for item in self.items if item["number"] <= after]
                after = before[-ITEMS - 1] if len(before) > ITEMS else 0
            there = [each for each in self.items if after < each["number"] <= self.until]
            found = there[:ITEMS]
            if fault in {"", "again", "slow"}:
                for item in found:
                    self.offer(item)
            self.has_read_all = after >= self.items[-1]["number"]
            return fault, self.envelope(found, found[-1]["number"] if found else after)

    def envelope(self, items: list[Item], cursor: int) -> bytes:
        address = f"{self.address}/log?after={cursor}&limit={ITEMS}"
        told = {"items": items, "cursor": cursor, "watermark": self.until, "next": address}
        return json.dumps(told).encode()

    def take(self, given: Any) -> bool:
        """Note receipts; False for the first, which is to be sent again."""
        with self._lock:
            self.receipts_asked += 1
            if self.receipts_asked == 1:
                return False
            now = monotonic()
            for each in given["receipts"]:
                self.told.append(
                    Told(str(each["story"]), int(each["version"]), str(each["fate"]), now)
                )
            return True


FAULTS: Final = {2: "failure", 3: "away", 5: "slow", 6: "cut", 7: "again", 8: "limit"}
"""Of the requests for the log, by their count."""
_PROBLEMS: Final = {
    "failure": (500, "failure", "A fault on our side"),
    "away": (503, "away", "The database is away"),
    "limit": (429, "over-the-limit", "Too many requests"),
}


class _Handler(BaseHTTPRequestHandler):
    sandbox: Sandbox

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        after = parse_qs(where.query).get("after", ["0"])[0]
        if not self._is_allowed() or where.path != f"{PATH}/log" or not after.isdigit():
            return self._problem(404, "not-found", f"Ask for {PATH}/log with the key {KEY}")
        fault, body = self.sandbox.log(int(after))
        if fault in _PROBLEMS:
            return self._problem(*_PROBLEMS[fault])
        if fault == "slow":
            sleep(SLOW_SECONDS)
        is_idle = b'"items": []' in body
        return self._answer(200, body, cut=fault == "cut", retry_after=is_idle)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(min(length, LONGEST))
        if not self._is_allowed() or self.path != f"{PATH}/receipts":
            return self._problem(404, "not-found", f"Send receipts to {PATH}/receipts")
        try:
            is_taken = self.sandbox.take(json.loads(body))
        except (KeyError, TypeError, ValueError):
            return self._problem(422, "not-valid", "These are no receipts")
        if not is_taken:
            return self._problem(*_PROBLEMS["failure"])
        return self._answer(200, b'{"recorded": 1, "unknown": []}')

    def _is_allowed(self) -> bool:
        return self.headers.get("Authorization") == f"Bearer {KEY}"

    def _problem(self, status: int, kind: str, title: str) -> None:
        told = {"type": f"{PATH}/problems/{kind}", "title": title, "status": status}
        body = json.dumps({**told, "detail": f"{title}. Ask again in a second."}).encode()
        self._answer(
            status, body, media_type="application/problem+json", retry_after=status in {429, 503}
        )

    def _answer(
        self,
        status: int,
        body: bytes,
        *,
        cut: bool = False,
        media_type: str = "application/json",
        retry_after: bool = False,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        if retry_after:
            self.send_header("Retry-After", "1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)

    def log_message(self, *args: Any) -> None:
        """Nothing: what counts stands in the report."""


@contextmanager
def serving(sandbox: Sandbox, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve it; the address of its API."""
    handler = type("Handler", (_Handler,), {"sandbox": sandbox})
    with ThreadingHTTPServer((host, port), handler) as server:
        server.daemon_threads = True
        sandbox.address = f"http://{host}:{server.server_port}{PATH}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield sandbox.address
        finally:
            server.shutdown()
            thread.join()
