import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from tests.conftest import site_environment
from tests.newsroom.workers import Worker


@pytest.fixture
def media(tmp_path: Path, settings: Settings) -> Path:
    """Where the test and its workers keep pictures."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def start(committed_db: None, media: Path) -> Iterator[Callable[..., Worker]]:
    """Starts a worker on the test's database; all of them are ended with the test."""
    with ExitStack() as workers:

        def start(*arguments: str) -> Worker:
            worker = subprocess.Popen(
                [sys.executable, "manage.py", "worker", *arguments],
                cwd=django_settings.BASE_DIR,
                env=os.environ | site_environment(media) | {"LOG_FORMAT": "json"},
                stderr=subprocess.PIPE,
                text=True,
            )
            workers.enter_context(worker)
            workers.callback(worker.kill)
            return worker

        yield start
