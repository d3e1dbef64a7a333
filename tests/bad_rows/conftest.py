import pytest

from tests.bad_rows.rows import Rows, write


@pytest.fixture
def bad(db: None) -> Rows:
    return write()
