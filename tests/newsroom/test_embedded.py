import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from newsroom.local import embedded

USE = """
import pathlib, sys
from newsroom.local import embedded
embedded.use(pathlib.Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "postgres"
    embedded.release(tmp_path / "postgres")
    embedded.wait_until_stopped(tmp_path / "postgres")


def user_of(home: Path) -> subprocess.Popen[str]:
    """Another process that uses the server until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", USE, str(home)],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def server_pid(home: Path) -> int:
    return int((home / "data" / "postmaster.pid").read_text().split("\n")[0])


def wait_until_unreachable(home: Path) -> bool:
    deadline = time.monotonic() + embedded.STOP_SECONDS
    while embedded.reachable(home) and time.monotonic() < deadline:
        pass
    return not embedded.reachable(home)


def test_server_used_by_two_stays_until_both_ended_even_by_force(home: Path) -> None:
    with user_of(home) as first, user_of(home) as second:
        first.communicate()
        after_first = embedded.reachable(home)
        second.kill()

    assert after_first
    assert wait_until_unreachable(home)


def test_server_without_its_keeper_is_replaced_with_its_data_kept(home: Path) -> None:
    with user_of(home) as user:
        with connect(home) as connection:
            connection.execute("CREATE TABLE kept ()")
        orphan = server_pid(home)
        os.kill(int((home / "keeper").read_text()), signal.SIGKILL)
        user.communicate()

    embedded.use(home)

    assert server_pid(home) != orphan
    with connect(home) as connection:
        assert connection.execute("SELECT to_regclass('kept')::text").fetchone() == ("kept",)


def test_server_killed_under_its_users_comes_back(home: Path) -> None:
    embedded.use(home)
    killed = server_pid(home)

    os.kill(killed, signal.SIGKILL)

    deadline = time.monotonic() + embedded.START_SECONDS
    while not embedded.reachable(home) and time.monotonic() < deadline:
        pass
    assert server_pid(home) != killed


def test_server_with_the_number_of_another_process_in_its_file_starts(home: Path) -> None:
    with user_of(home) as user:
        user.communicate()
    assert wait_until_unreachable(home)
    embedded.wait_until_stopped(home)
    (home / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{home / 'data'}\n")

    embedded.use(home)

    assert embedded.reachable(home)


def test_server_that_can_not_start_is_refused_with_its_reason(home: Path) -> None:
    home.mkdir()
    (home / "data").mkdir(mode=0o700)
    (home / "data" / "PG_VERSION").write_text("9\n")

    with pytest.raises(embedded.EmbeddedError, match=r"not start: .* server configuration file"):
        embedded.use(home)


def test_socket_folder_of_a_long_path_is_short_and_its_own(tmp_path: Path) -> None:
    long = tmp_path / ("long" * 30)

    folders = {embedded.socket_folder(long / name) for name in ("one", "two")}

    assert len(folders) == 2
    assert max(len(str(folder)) for folder in folders) < 50


def connect(home: Path) -> "psycopg.Connection[tuple[str]]":
    return psycopg.connect(
        host=str(embedded.socket_folder(home)), user=embedded.NAME, dbname=embedded.NAME
    )
