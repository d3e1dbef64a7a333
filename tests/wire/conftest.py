"""Who is at the wire in its tests, and its servers on the test's own database."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from articles.models import User
from tests.conftest import site_environment
from tests.factories import make_user
from tests.wire.factories import make_company
from tests.wire.streams import HOST, Stream
from wire.models import Company


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nothing of requests."""


@pytest.fixture
def chief() -> User:
    return make_user("chief")


@pytest.fixture
def company() -> Company:
    return make_company()


@pytest.fixture
def api(committed_db: None) -> Iterator[str]:
    """The address of the wire's API, served by threads of the test."""
    server = ThreadedWSGIServer((HOST, 0), _Quiet)
    server.set_app(WSGIHandler())
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://{HOST}:{server.server_port}/wire/v1"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def stream(committed_db: None, tmp_path: Path) -> Iterator[Stream]:
    with (
        socket.create_server((HOST, 0)) as server,
        ThreadPoolExecutor(4) as pool,
        subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "newsroom.asgi", "--worker-class", "asgi"),
                *("--bind", f"fd://{server.fileno()}", "--no-control-socket"),
                *("--log-level", "warning", "--graceful-timeout", "1"),
            ],
            cwd=settings.BASE_DIR,
            env=os.environ | site_environment(tmp_path / "media"),
            pass_fds=[server.fileno()],
        ) as gunicorn,
    ):
        yield Stream(server.getsockname()[1], pool)
        gunicorn.terminate()
