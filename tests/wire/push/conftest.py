import pytest
from pytest_django import Settings

from tests.wire.push.senders import Turning


@pytest.fixture(autouse=True)
def loopback(settings: Settings) -> None:
    """Endpoints of the tests are on this machine."""
    settings.WIRE_LOOPBACK = True


@pytest.fixture
def turning() -> Turning:
    return Turning()
