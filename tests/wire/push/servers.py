"""Servers of subscribers for tests: real ones on this machine, good and hostile."""

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

Talk = Callable[[socket.socket, Event], None]


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """Takes what it is sent; ``answers`` are those for the next requests, 204 after them.

    What has one of the words of ``refused`` in it is answered by 500.
    """

    address: str = ""
    received: list[Received] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    is_open: Event = field(default_factory=Event)
    """While it is clear nothing is answered."""

    def __post_init__(self) -> None:
        self.is_open.set()

    def answer(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        self.is_open.wait()
        if any(word.encode() in body for word in self.refused):
            return 500, {}, b""
        return self.answers.pop(0) if self.answers else (204, {}, b"")

    def signals(self) -> list[tuple[int, str]]:
        """Number and signal of all that came, in its order."""
        bodies = [json.loads(each.body) for each in self.received]
        return [(item["number"], item["signal"]) for body in bodies for item in body["items"]]


@contextmanager
def receiving(tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, headers, content = receiver.answer(body)
            receiver.received.append(
                Received(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            )
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_PUT = do_POST  # noqa: N815 - as the library calls it

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    receiver.address = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}/in?a=1"
    try:
        yield receiver
    finally:
        receiver.is_open.set()
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def talking(talk: Talk) -> Iterator[str]:
    """A server that does with each connection what it likes; its address."""
    over = Event()
    threads: list[Thread] = []

    def each(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            talk(connection, over)

    def accept() -> None:
        with suppress(OSError):
            while not over.is_set():
                connection, _ = listener.accept()
                threads.append(Thread(target=each, args=(connection,)))
                threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        acceptor = Thread(target=accept)
        acceptor.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            over.set()
            listener.shutdown(socket.SHUT_RDWR)
            acceptor.join()
            for thread in threads:
                thread.join()


def never(connection: socket.socket, over: Event) -> None:
    """Takes the request and says nothing."""
    over.wait()


def dripping(connection: socket.socket, over: Event) -> None:
    """A line of the head every now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while not over.wait(0.02):
        connection.sendall(b"X-Wait: 1\r\n")


def continuing(connection: socket.socket, over: Event) -> None:
    """Says "go on" for ever."""
    while not over.wait(0.001):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def endless(connection: socket.socket, over: Event) -> None:
    """Takes it, and then sends ten gigabytes."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
    piece = b"x" * 65536
    while not over.is_set():
        connection.sendall(piece)


def trickling(connection: socket.socket, over: Event) -> None:
    """Takes it, and then sends a body a byte at a time."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\nok")
    while not over.wait(0.02):
        connection.sendall(b".")


def long_head(connection: socket.socket, over: Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-Long: 1\r\n" * 10_000)
    over.wait()


def nonsense(connection: socket.socket, over: Event) -> None:
    connection.sendall(b"220 mail.example ESMTP\r\n")


def unstorable(connection: socket.socket, over: Event) -> None:
    """Takes it, and says so with a sign that no column of a database holds."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nServer: a\0b\r\nContent-Length: 3\r\n\r\no\0k")


def hanging_up(connection: socket.socket, over: Event) -> None:
    connection.recv(1)
