"""Django's PostgreSQL, whose check of a connection that was kept costs no question."""

import select

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
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
