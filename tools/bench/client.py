"""A client that asks as fast as it is answered, on a few connections that stay open."""

import re
import selectors
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import cycle

CONNECTIONS = 4
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
END = b"\r\n\r\n"
ANSWERS = (b"HTTP/1.1 200 ", b"HTTP/1.1 404 ")
NOTHING_NEW = b"HTTP/1.1 204 "


class AnswerError(Exception):
    """An answer that is not a page."""


@dataclass
class Load:
    """What was measured: how many requests in how many seconds, and how long each took."""

    requests: int = 0
    seconds: float = 0.0
    times: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


@dataclass
class _Connection:
    socket: socket.socket
    sent_at: float = 0.0
    buffer: bytes = b""
    wanted: int = 0

    def send(self, request: bytes) -> None:
        self.buffer, self.wanted = b"", 0
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Whether the answer is whole. Raises AnswerError when it is none of 200, 204 and 404."""
        self.buffer += self.socket.recv(1 << 18)
        if not self.wanted:
            head, end, _ = self.buffer.partition(END)
            if not end:
                return False
            if head.startswith(NOTHING_NEW):
                return True
            length = LENGTH.search(head)
            if not head.startswith(ANSWERS) or length is None:
                raise AnswerError(head.decode(errors="replace"))
            self.wanted = len(head) + len(END) + int(length[1])
        return len(self.buffer) >= self.wanted


def measure(
    address: tuple[str, int],
    paths: Iterable[str],
    seconds: float,
    connections: int = CONNECTIONS,
    least: int = 0,
    packed: bool = False,
    cookie: str = "",
) -> Load:
    """Ask for the paths in turn for some seconds, and until there were so many answers.

    ``packed`` is as browsers ask, who take gzip. A list of paths begins anew at its end; an
    iterator goes on where it was left.
    """
    asked = cycle(paths) if isinstance(paths, list) else paths
    requests = (_request(path, packed, cookie) for path in asked)
    load = Load()
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            made = _Connection(socket.create_connection(address))
            selector.register(made.socket, selectors.EVENT_READ, made)
            made.send(next(requests))
        begin = time.perf_counter()
        while (now := time.perf_counter()) < begin + seconds or len(load.times) < least:
            for key, _ in selector.select():
                connection: _Connection = key.data
                if connection.receive():
                    now = time.perf_counter()
                    load.times.append(now - connection.sent_at)
                    connection.send(next(requests))
        load.seconds = now - begin
        load.requests = len(load.times)
        for key in list(selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]  # each is a socket of ours
    return load


def fetch(address: tuple[str, int], path: str, *, packed: bool = False, cookie: str = "") -> bytes:
    """The body at a path, as it was sent."""
    connection = _Connection(socket.create_connection(address))
    with connection.socket:
        connection.send(_request(path, packed, cookie))
        while not connection.receive():
            pass
    return connection.buffer.partition(END)[2]


def _request(path: str, packed: bool, cookie: str) -> bytes:
    takes = "Accept-Encoding: gzip, deflate, br\r\n" if packed else ""
    takes += f"Cookie: {cookie}\r\n" if cookie else ""
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\n{takes}Accept: */*\r\n"
    return f"{head}\r\n".encode()
