"""What all tests stand on: a database of their own, and settings that save time."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import dj_database_url
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Playwright, expect, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from articles.site.frame import kept
from newsroom.local import embedded

# Given to the processes of pytest-xdist, so that all use one server.
HOME = "NEWSROOM_TEST_POSTGRES"
# A site that starts again knows its sessions.
SECRET_KEY = secrets.token_urlsafe(48)
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
    with suppress(AttributeError):
        del connections["default"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    # Otherwise it reads the folder of collected files for every test client.
    settings.WHITENOISE_AUTOREFRESH = True
    config.stash[MEDIA] = tempfile.TemporaryDirectory(prefix="newsroom-test-media-")
    settings.MEDIA_ROOT = config.stash[MEDIA].name


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors, for some tests wait: for a browser, a worker, a clock."""
    return (os.cpu_count() or 1) + 1


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


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Tests reuse the numbers of Dispatches, which no site does."""
    kept.clear()


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


class Site:
    """The site under gunicorn; while it is stopped, requests wait for it to start."""

    def __init__(self, server: socket.socket, options: str = "") -> None:
        self.address = f"http://127.0.0.1:{server.getsockname()[1]}"
        self.command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--no-control-socket"]
        self.command += ["--bind", f"fd://{server.fileno()}", "--worker-class", "gthread"]
        self.command += ["--threads", "4", "--log-level", "warning", "--graceful-timeout", "1"]
        self.command += options.split()
        self.descriptors = [server.fileno()]

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            cwd=settings.BASE_DIR,
            env=os.environ | site_environment(),
            pass_fds=self.descriptors,
        )

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()

    def kill(self) -> None:
        """As the machine's own last resort does it: the server and its processes."""
        for pid in (self.process.pid, *self.processes()):
            os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def processes(self) -> list[int]:
        """Those that answer requests."""
        parent = self.process.pid
        return [
            int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        ]

    def renew(self) -> None:
        """Whatever the processes keep, and their connections, are gone with them."""
        if self.process.poll() is not None:
            self.start()
            return
        for pid in self.processes():
            # gunicorn forks another at once.
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@contextmanager
def site_with(options: str) -> Iterator[Site]:
    """Listening from here on: a first request waits until gunicorn takes it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        site = Site(server, options)
        site.start()
        yield site
        site.stop()


@pytest.fixture(scope="session")
def loaded_site(pristine_copy: str, collected_static: None) -> Iterator[Site]:
    """Loaded once and forked for each test: loading takes longer than most tests."""
    with site_with("--preload") as site:
        yield site


@pytest.fixture
def site(loaded_site: Site, committed_db: None) -> Iterator[Site]:
    """The site, running on the test's own database; pictures are where the tests have them."""
    yield loaded_site
    loaded_site.renew()


@pytest.fixture
def running_site(site: Site) -> str:
    """The address of the site."""
    return site.address


def site_environment(media: Path | None = None) -> dict[str, str]:
    to = connection.settings_dict
    login = quote(to["USER"]) + (f":{quote(to['PASSWORD'])}" if to["PASSWORD"] else "")
    host = quote(to["HOST"], safe="") + (f":{to['PORT']}" if to["PORT"] else "")
    return {
        "DATABASE_URL": f"postgresql://{login}@{host}/{to['NAME']}",
        "SECRET_KEY": SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "HTTPS": "no",
        "MEDIA_ROOT": str(media or settings.MEDIA_ROOT),
        # What this process may do once a browser runs in it, no other may.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "",
    }


@pytest.fixture(scope="session")
def collected_static() -> None:
    # Apart, because the tests themselves do without the manifest.
    subprocess.run(
        [sys.executable, "-m", "newsroom.static_files"],
        cwd=settings.BASE_DIR,
        check=True,
    )


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: every test has a site of its own, and the plugin's fixture warns."""


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Its event loop runs in this thread from here to the end of the session, and while it
    # does, Django has other connections than before; the former would stay open.
    connections.close_all()
    # On a busy machine what comes at once elsewhere takes its time.
    expect.set_options(timeout=60_000)
    with sync_playwright() as running:
        yield running
        connections.close_all()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # Django refuses queries where an event loop runs, as Playwright's does.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return browser_type_launch_args | {
        "executable_path": chromium(),
        "args": [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            # Without windows it asks in no language by itself.
            "--accept-lang=en-US,en",
        ],
    }


def chromium() -> str:
    """The browser of this machine; without one the test is skipped, and fails under CI."""
    # The first has no windows to draw, and takes half the processor's time.
    usual = "chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable"
    for name in os.environ.get("CHROMIUM", usual).split():
        if path := shutil.which(name):
            return path
    reason = "no Chromium on this machine; CHROMIUM names one"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
