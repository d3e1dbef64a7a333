"""The few threads that ask the database, each with a connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

THREADS: Final = 4

_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="database")


async def in_thread[T](work: Callable[[], T]) -> T:
    """What ``work`` returns, which may wait for the database."""
    return await asyncio.get_running_loop().run_in_executor(_pool, work)
