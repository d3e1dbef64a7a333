"""Who waits for news on their log, and what they are told when there is some."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from wire.models.delivery import Place


class Fresh(NamedTuple):
    """A delivery that came while somebody waited, with its item as it was printed."""

    place: Place
    text: str


class RevokedError(Exception):
    """The key of who waits opens nothing any more."""


@dataclass(eq=False)
class Waiter:
    """A request that waits: of which subscriber, with which key, and after which number."""

    company: int
    key: int
    after: int
    told: "asyncio.Future[list[Fresh]]" = field(init=False)

    def __post_init__(self) -> None:
        self.told = asyncio.get_running_loop().create_future()

    def tell(self, fresh: list[Fresh]) -> None:
        if not self.told.done():
            self.told.set_result(fresh)

    def refuse(self) -> None:
        if not self.told.done():
            self.told.set_exception(RevokedError())


class Waiters:
    """All that wait in this process. ``changed`` is called when one has come."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._all: set[Waiter] = set()
        self._changed = changed

    def __iter__(self) -> Iterator[Waiter]:
        return iter([*self._all])

    def __len__(self) -> int:
        return len(self._all)

    @contextmanager
    def waiting(self, waiter: Waiter) -> Iterator[None]:
        self._all.add(waiter)
        self._changed()
        try:
            yield
        finally:
            self._all.discard(waiter)

    async def news(self, waiter: Waiter, *, seconds: float) -> list[Fresh]:
        """What came for the waiter; nothing where nothing came in time.

        Raises ``RevokedError`` when its key has ended meanwhile.
        """
        with self.waiting(waiter):
            await asyncio.wait([waiter.told], timeout=seconds)
        return waiter.told.result() if waiter.told.done() else []
