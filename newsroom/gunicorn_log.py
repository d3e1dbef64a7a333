"""gunicorn's own lines as all others; ``gunicorn.conf.py`` names it."""

import sys
from typing import Any

from gunicorn import glogging

from newsroom import logs


class Logger(glogging.Logger):  # type: ignore[misc]  # it has no types
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(logs.formatter())


def end_request(worker: Any, request: Any, environ: Any, answer: Any) -> None:
    """After each request; of one that failed gunicorn has still a line to write."""
    if sys.exception() is None:
        logs.current.set("")
