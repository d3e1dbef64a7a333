import pytest

from tests.site.helpers import Newsroom


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()
