"""An end to what a socket does, however slowly the other side drips."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Condition, Thread
from time import monotonic


@dataclass(slots=True)
class Watch:
    """Shuts sockets down at their time: a timeout of their own begins anew with each byte.

    One thread for all sockets of the process; it starts with the first and waits for the next.
    """

    _ends: dict[socket.socket, float] = field(default_factory=dict)
    _changed: Condition = field(default_factory=Condition)
    _thread: Thread | None = None

    @contextmanager
    def until(self, end: float, sock: socket.socket) -> Iterator[None]:
        """Whoever waits for ``sock`` at ``end`` (monotonic) finds it closed by the other side."""
        with self._changed:
            self._ends[sock] = end
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="deadlines", daemon=True)
                self._thread.start()
            self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._ends.pop(sock, None)

    def _run(self) -> None:
        with self._changed:
            while True:
                now = monotonic()
                for sock in [each for each, end in self._ends.items() if end <= now]:
                    del self._ends[sock]
                    with suppress(OSError):
                        # Not ssl's own, which would take the TLS from under who reads.
                        socket.socket.shutdown(sock, socket.SHUT_RDWR)
                self._changed.wait(min(self._ends.values()) - now if self._ends else None)


watch = Watch()
