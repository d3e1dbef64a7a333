"""A line to a database that can go silent, and a visitor of a site that runs."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener


class Line:
    """A listener that hands bytes on to the database at ``target``, until told otherwise.

    While it is silent it takes connections and all that is sent, and says nothing.
    """

    def __init__(self, target: str | tuple[str, int] = "") -> None:
        self._target = target
        self._speaks = threading.Event()
        self._server = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._take)]
        self._open: list[socket.socket] = []

    @property
    def port(self) -> int:
        port: int = self._server.getsockname()[1]
        return port

    def speak(self) -> None:
        """To new connections; the old ones are dead, as after a failure of the network."""
        self._hang_up()
        self._speaks.set()

    def go_silent(self) -> None:
        self._speaks.clear()

    @contextmanager
    def running(self) -> Iterator["Line"]:
        self._threads[0].start()
        try:
            yield self
        finally:
            self._server.shutdown(socket.SHUT_RDWR)
            self._hang_up()
            for thread in self._threads:
                thread.join()
            for each in (self._server, *self._open):
                each.close()

    def _hang_up(self) -> None:
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                self._open.append(near)
                if self._speaks.is_set():
                    self._connect(near)

    def _connect(self, near: socket.socket) -> None:
        far = socket.socket(socket.AF_UNIX if isinstance(self._target, str) else socket.AF_INET)
        self._open.append(far)
        far.connect(self._target)
        for ends in ((near, far), (far, near)):
            thread = threading.Thread(target=self._hand_on, args=ends)
            self._threads.append(thread)
            thread.start()

    def _hand_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while sent := source.recv(65536):
                if self._speaks.is_set():
                    target.sendall(sent)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class Visitor:
    """Keeps cookies, and never waits longer than ``patience``."""

    def __init__(self, site: str, patience: float = 30) -> None:
        self.site, self.patience = site, patience
        self.page = ""
        self.headers: Any = {}
        self.cookies = ""

    def get(self, path: str) -> int:
        return self._open(path, None)

    def post(self, path: str, fields: dict[str, str]) -> int:
        return self._open(path, urlencode(fields).encode())

    def _open(self, path: str, data: bytes | None) -> int:
        headers = {"Cookie": self.cookies}
        request = Request(f"{self.site}{path}", data, headers)  # noqa: S310 - http
        try:
            answer = build_opener(Stay).open(request, timeout=self.patience)
        except HTTPError as error:
            answer = error
        with answer:
            self.page, self.headers = answer.read().decode(), answer.headers
            return int(answer.status)


class Stay(HTTPRedirectHandler):
    """A redirect is an answer too."""

    def redirect_request(self, *_: Any) -> None:
        return None
