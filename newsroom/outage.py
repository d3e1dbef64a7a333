"""Telling a database that is away, or says nothing, from any other failure; and what is logged."""

import logging
from http.client import SERVICE_UNAVAILABLE
from time import monotonic

from django.db import InterfaceError, OperationalError

from newsroom.local.embedded import EmbeddedError

SAYS_AGAIN_SECONDS = 10


def is_away(error: BaseException | None) -> bool:
    """Whether it came about because the database was not there, or took too long."""
    while error is not None:
        if isinstance(error, InterfaceError | OperationalError | EmbeddedError):
            return True
        error = error.__cause__ or error.__context__
    return False


class SayBriefly(logging.Filter):
    """Leaves of a request that was refused its line: where in the code that was says nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security"):
            record.exc_info = None
        return True


class SayOnce(logging.Filter):
    """Leaves of the failures of a database that is away one line every few seconds."""

    _until = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if not is_away(error) and getattr(record, "status_code", 0) != SERVICE_UNAVAILABLE:
            return True
        if monotonic() < self._until:
            return False
        self._until = monotonic() + SAYS_AGAIN_SECONDS
        if error is not None:
            reason = str(error).strip().partition("\n")[0]
            record.msg, record.args = f"{record.getMessage()}: {reason}", ()
            record.exc_info = None
        return True
