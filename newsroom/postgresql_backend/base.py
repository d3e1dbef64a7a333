"""Django's PostgreSQL, whose check of a connection that was kept costs no question, and which
waits for nothing for ever (docs/decisions/database-away.md)."""

import select
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Lock
from time import monotonic
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.errors import _WaitTimeout
from psycopg.pq import TransactionStatus

CONNECT_SECONDS = 3
LOCK_SECONDS = 10
# What a page reads goes along one index whatever the values are; the server planned some of its
# statements anew for each, which took it as long as answering them.
ONE_PLAN = "-c plan_cache_mode=force_generic_plan"
IDLE_SECONDS = 120
# How much longer than the server's own limit an answer is waited for: a server that is there
# says itself that it took too long.
GRACE_SECONDS = 2
PAUSE_SECONDS = 1
# Of a line that is dead without having said so.
LINE = {
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


class Connection(psycopg.Connection[Any]):
    """Gives up, and closes itself, when the server says nothing for ``patience`` seconds."""

    patience: float | None = None

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        if timeout is not None or self.patience is None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience)
        except _WaitTimeout:
            self.pgconn.finish()
            silent.begin()
            raise psycopg.OperationalError(
                f"the database gave no answer within {self.patience:g} s"
            ) from None


class Silence:
    """What one thread of a process knows of a database that is away spares the others the wait."""

    def __init__(self) -> None:
        self._until = 0.0
        self._lock = Lock()

    def begin(self) -> None:
        self._until = monotonic() + PAUSE_SECONDS

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around an attempt to connect. Raises OperationalError at once while another's stands."""
        with self._lock:
            now = monotonic()
            if now < self._until:
                raise psycopg.OperationalError("the database gave no answer a moment ago")
            if self._until:
                # One looks whether it is back; the others don't wait for him.
                self._until = now + CONNECT_SECONDS
        try:
            yield
        except psycopg.OperationalError:
            self.begin()
            raise
        self._until = 0.0


silent = Silence()


class DatabaseWrapper(base.DatabaseWrapper):
    """``SECONDS`` in the settings is the longest that one statement may take; 0 is no limit."""

    # Django looks up connect() and the classes of errors here.
    Database = SimpleNamespace(**vars(psycopg) | {"connect": Connection.connect})  # type: ignore[assignment]  # it is a module's

    def get_connection_params(self) -> dict[str, Any]:
        given = super().get_connection_params()
        seconds = self.settings_dict.get("SECONDS", 0)
        limits = {"lock_timeout": LOCK_SECONDS}
        if seconds:
            limits |= {
                "statement_timeout": seconds,
                "idle_in_transaction_session_timeout": IDLE_SECONDS,
            }
        told = " ".join(f"-c {name}={value}s" for name, value in limits.items())
        options = f"{ONE_PLAN} {told} {given.get('options', '')}".strip()
        return {"connect_timeout": CONNECT_SECONDS, **LINE, **given, "options": options}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        seconds = self.settings_dict.get("SECONDS", 0)
        with silent.asking() if seconds else nullcontext():
            connection = super().get_new_connection(conn_params)
        if seconds:
            connection.patience = seconds + GRACE_SECONDS
        # Django's own cursors bind values themselves, and prepare nothing.
        connection.prepare_threshold = 0
        return connection

    def planned(self) -> Any:
        """A cursor whose statements the server plans the first time that a connection asks them.

        It, too, puts the values in, so a value may need its type written after it.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(psycopg.Cursor(self.connection))  # type: ignore[attr-defined]  # Django's own

    def is_usable(self) -> bool:
        # An idle server that says something says goodbye; one that went away says it too, to
        # the socket. Only then is it worth asking. A question before every request took as
        # long as reading a story.
        if (
            self.connection is None
            or self.connection.closed
            or self.connection.info.transaction_status != TransactionStatus.IDLE
        ):
            return bool(super().is_usable())
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return bool(super().is_usable()) if waiting.poll(0) else True
