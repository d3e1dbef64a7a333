"""Telling processes that wait for what is new on the wire that there is something.

What comes onto logs is told by a trigger on their table, at the commit. A notice is no record: who
missed one finds all of it in the rows, a moment later.
"""

from typing import Final

from django.db import connection

CHANNEL: Final = "wire"


def wake() -> None:
    """Let senders look at their queues, at the commit of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
