"""What all tests stand on: a database of their own, and settings that save time."""

import contextlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dj_database_url
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import DjangoDbBlocker

from newsroom import embedded

# Given to the processes of pytest-xdist, so that all use one server.
HOME = "NEWSROOM_TEST_POSTGRES"
MEDIA = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        name = f"newsroom-test-{secrets.token_hex(6)}"
        os.environ[HOME] = str(Path(tempfile.gettempdir()) / name)
    url = os.environ.get("TEST_DATABASE_URL")
    database = (
        dict(dj_database_url.parse(url))
        if url
        else embedded.settings(Path(os.environ[HOME]), throwaway=True)
    )
    # Loading the models has made a connection object of the settings before; none is open yet.
    connections.settings["default"].update(database)
    with contextlib.suppress(AttributeError):
        del connections["default"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    config.stash[MEDIA] = tempfile.TemporaryDirectory(prefix="newsroom-test-media-")
    settings.MEDIA_ROOT = config.stash[MEDIA].name


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[MEDIA].cleanup()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    # pytest-django's own makes no database for tests that know only committed_db.
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def pristine_copy(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    name = f"{connection.settings_dict['NAME']}_pristine"
    with django_db_blocker.unblock():
        copy_database(connection.settings_dict["NAME"], name)
    yield name
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def committed_db(pristine_copy: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database without a transaction around the test, for tests of several connections.

    Whatever the test commits is gone after it. Threads close their own connections.
    """
    with django_db_blocker.unblock():
        yield
        copy_database(pristine_copy, connection.settings_dict["NAME"])


def copy_database(source: str, target: str) -> None:
    # Django's own way, TRUNCATE, is what the append-only tables refuse; and it would
    # take what the migrations made as well.
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
