"""Two editors who meet at a story."""

import pytest

from articles.models import User
from tests.factories import make_user


@pytest.fixture
def sari() -> User:
    return make_user("editor", first_name="Sari", last_name="Contoh")


@pytest.fixture
def budi() -> User:
    return make_user("editor", first_name="Budi", last_name="Contoh")
