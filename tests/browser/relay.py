"""A line between a browser and the site that can be cut, as a network is."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

SIZE: Final = 65_536


class Relay:
    """Passes on what it is sent at ``address``, to the site and back."""

    def __init__(self, port: int) -> None:
        self._site = port
        self._open: set[socket.socket] = set()
        self._server = socket.create_server(("127.0.0.1", 0))
        self._port: int = self._server.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        self._listen()

    def cut(self) -> None:
        """What was on its way breaks off, and nobody is there who answers."""
        # Wakes who waits for the next.
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for line in list(self._open):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self._server = socket.create_server(("127.0.0.1", self._port))
        self._listen()

    def _listen(self) -> None:
        threading.Thread(target=self._take, args=(self._server,), daemon=True).start()

    def _take(self, server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                browser, _ = server.accept()
                site = socket.create_connection(("127.0.0.1", self._site))
                self._open |= {browser, site}
                for ends in ((browser, site), (site, browser)):
                    threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, sender: socket.socket, receiver: socket.socket) -> None:
        with suppress(OSError):
            while read := sender.recv(SIZE):
                receiver.sendall(read)
        for line in (sender, receiver):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._open -= {sender}
        sender.close()


@contextmanager
def relay_to(address: str) -> Iterator[Relay]:
    relay = Relay(int(address.rpartition(":")[2]))
    yield relay
    relay.cut()
