"""Workers as processes, and what is done to them and to their database."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from tests.newsroom.forking import Forked

Worker = subprocess.Popen[str]


def line(worker: Worker | Forked) -> str:
    """What the worker says next."""
    assert worker.stderr is not None
    said: str = json.loads(worker.stderr.readline())["message"]
    return said


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        # Looking on end takes the processor from what is waited for.
        time.sleep(0.02)


def waiting() -> set[int]:
    """The other connections that wait for a lock of this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
        )
        return {pid for (pid,) in cursor.fetchall()}


def end(connections: set[int]) -> None:
    """What a server does of its own about a dead client once it no longer waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 60000) FROM unnest(%s) pid", [[*connections]]
        )


@contextmanager
def database_away() -> Iterator[None]:
    """The database ends all connections but this one, and takes none until it is back."""
    name = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND pid <> %s",
            [name, connection.connection.info.backend_pid],
        )
        try:
            yield
        finally:
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
