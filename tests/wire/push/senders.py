"""A sender whose every try is over when it returns, so that nothing has to be waited for."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from wire.models import Company, Endpoint, Push
from wire.push import endpoints
from wire.push.endpoints import Given
from wire.push.sender import Sender


class Inline(ThreadPoolExecutor):
    """Does at once what it is given, unless ``held``: then it keeps it.

    In another thread, as the sender does: an event loop may run in the test's own.
    """

    def __init__(self) -> None:
        super().__init__(1)
        self.held: list[Callable[[], Any]] | None = None

    def submit(self, act: Any, /, *given: Any, **named: Any) -> Any:
        if self.held is None:
            return super().submit(act, *given, **named).result()
        self.held.append(lambda: act(*given, **named))
        return None


class Turning:
    """``turn`` sends what is due and writes down what came of it."""

    def __init__(self) -> None:
        self.sender = Sender()
        self.pool = Inline()

    def turn(self, times: int = 2) -> None:
        # What one turn sends the next one writes down.
        for _ in range(times):
            self.sender.turn(self.pool)

    def all(self) -> None:
        """Until nothing is due."""
        before = -1
        while (now := Push.objects.filter(state="waiting").count()) != before:
            before = now
            self.turn()


def make_endpoint(company: Company, address: str, **given: Any) -> tuple[Endpoint, str]:
    """The endpoint and, of a webhook, its secret."""
    return endpoints.create(
        company, Given(**{"name": "Uji", "kind": "webhook", "address": address, **given})
    )
