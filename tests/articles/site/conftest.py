from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Self

import pytest

from articles.site.frame import caching
from tests.articles.site.helpers import Newsroom


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def a_day_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets the process, which is all that repeats a page, have tomorrow's clock."""

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Self:
            return cls.fromtimestamp(datetime.now(UTC).timestamp() + 24 * 60 * 60, tz)

    return lambda: monkeypatch.setattr(caching, "datetime", Tomorrow)
