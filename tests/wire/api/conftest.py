import pytest

from tests.wire.api.asking import Machine
from tests.wire.factories import make_key
from wire.models import Company


@pytest.fixture
def machine(company: Company) -> Machine:
    """A subscriber's machine, with a key that reads the log."""
    return Machine(make_key(company))
