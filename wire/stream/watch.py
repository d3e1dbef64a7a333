"""Watches for news of those who wait: told by PostgreSQL at each commit, and looking by itself."""

import asyncio
import logging
from contextlib import suppress
from functools import partial
from typing import Any, Final

import psycopg
from django.db import connection, connections
from django.db.utils import DatabaseError

from wire.stream import news
from wire.stream.pool import in_thread
from wire.stream.waiters import Waiters
from wire.waking import CHANNEL

logger = logging.getLogger(__name__)

LOOKS_EVERY: Final = 5.0
"""Seconds; a notice is no record, and may be missed."""
AGAIN: Final = 1.0
"""Seconds until the database is asked again, after it was away."""


class Watch:
    """``waiters`` are told while ``run`` runs."""

    def __init__(self) -> None:
        self._due = asyncio.Event()
        self.waiters = Waiters(self._due.set)

    async def run(self) -> None:
        """Until it is cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen())
            tasks.create_task(self._look())

    async def _listen(self) -> None:
        """On a connection of its own, for as long as there is a database."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    **_parameters(), autocommit=True
                ) as listening:
                    await listening.execute(f"LISTEN {CHANNEL}")
                    self._due.set()
                    async for _notice in listening.notifies():
                        self._due.set()
            except psycopg.Error as error:
                logger.warning("not listening for news: %s", str(error).partition("\n")[0])
            await asyncio.sleep(AGAIN)

    async def _look(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._due.wait(), LOOKS_EVERY)
            self._due.clear()
            try:
                await self._tell()
            except DatabaseError as error:
                logger.warning("no news can be read: %s", str(error).partition("\n")[0])
                await asyncio.sleep(AGAIN)

    async def _tell(self) -> None:
        waiters = [*self.waiters]
        if not waiters:
            return
        waits: dict[int, int] = {}
        for waiter in waiters:
            waits[waiter.company] = min(waiter.after, waits.get(waiter.company, waiter.after))
        found = await in_thread(partial(_read, waits, {waiter.key for waiter in waiters}))
        for waiter in waiters:
            fresh = found.fresh.get(waiter.company, [])
            mine = [each for each in fresh if each.place.number > waiter.after]
            if mine and waiter.key in found.ended:
                waiter.refuse()
            elif mine:
                waiter.tell(mine)


def _read(waits: dict[int, int], keys: set[int]) -> news.News:
    try:
        return news.of(waits, keys)
    except DatabaseError:
        # The next look has a connection that works, or none.
        connections.close_all()
        raise


def _parameters() -> dict[str, Any]:
    """As Django connects, without what makes cursors and rows its own."""
    given = connection.get_connection_params()
    ours = ("context", "cursor_factory", "prepare_threshold")
    return {name: value for name, value in given.items() if name not in ours}
