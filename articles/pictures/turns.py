"""One upload is decoded at a time, in all processes of the site together."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext_lazy as _

LONGEST_WAIT: Final = 15.0
STEP: Final = 0.1
_LOCK: Final = 7_346_003


@contextmanager
def my_turn(*, longest_wait: float = LONGEST_WAIT) -> Iterator[None]:
    """Wait until nobody else decodes. Raises ValidationError after ``longest_wait`` seconds.

    The database holds the turn, so it ends with the process that has it, however that ends.
    """
    until = time.monotonic() + longest_wait
    while not _asked("SELECT pg_try_advisory_lock(%s)"):
        if time.monotonic() >= until:
            raise ValidationError(
                _("Other pictures are being looked at just now. Send this one again in a moment."),
                code="busy",
            )
        time.sleep(STEP)
    try:
        yield
    finally:
        _asked("SELECT pg_advisory_unlock(%s)")


def _asked(question: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [_LOCK])
        answer: bool = cursor.fetchone()[0]
    return answer
