"""``make run``'s supervisor on a copy of the project, with all that it starts."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings

from demo.accounts import DEMO_ACCOUNTS, DEMO_MEMBER, DEMO_PASSWORD
from newsroom.local import embedded
from tests.newsroom.workers import until

PARTS = ("articles", "demo", "editorial", "examples", "newsroom", "static", "templates", "wire")


@dataclass
class Newsroom:
    folder: Path
    port: int
    runs: list[subprocess.Popen[str]]
    greeted: tuple[subprocess.Popen[str], str] | None = None

    def start(self, **environment: str) -> subprocess.Popen[str]:
        given = {"PORT": str(self.port), "DATABASE_URL": "", "HOST": ""} | environment
        process = subprocess.Popen(
            [sys.executable, "-m", "newsroom.local.run"],
            cwd=self.folder,
            env={key: text for key, text in os.environ.items() if key != "MAKELEVEL"} | given,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.runs.append(process)
        return process

    def running(self) -> tuple[subprocess.Popen[str], str]:
        """One that runs, with what it printed: starting takes longer than what is asked of it."""
        if not self.greeted or self.greeted[0].poll() is not None:
            process = self.start()
            self.greeted = process, greeting(process)
        return self.greeted

    def stop(self) -> None:
        for process in self.runs:
            process.terminate()
            process.communicate()
        self.runs.clear()

    def health(self) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=60) as page:
            return bytes(page.read())


@pytest.fixture(scope="module")
def newsroom(
    collected_static: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("clone")
    for part in PARTS:
        shutil.copytree(settings.BASE_DIR / part, folder / part)
    shutil.copy(settings.BASE_DIR / "manage.py", folder)
    # Collecting them takes longer than all else here, and is the same for the same files.
    shutil.copytree(settings.STATIC_ROOT, folder / "var" / "static")
    shutil.copy2(f"{settings.STATIC_ROOT}.stamp", folder / "var")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    copy = Newsroom(folder, port, [])
    yield copy
    copy.stop()


@pytest.fixture
def stopped(newsroom: Newsroom) -> Newsroom:
    """The copy, where none of it runs."""
    newsroom.stop()
    return newsroom


def greeting(process: subprocess.Popen[str]) -> str:
    """What it prints until it is ready; all that it had to say if it never is."""
    assert process.stdout is not None
    assert process.stderr is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("Ctrl-C"):
            return "".join(lines)
    raise AssertionError("".join(lines) + process.stderr.read())


def test_run_beside_another_is_refused_in_one_line(newsroom: Newsroom) -> None:
    first, _ = newsroom.running()

    second = newsroom.start(PORT=str(newsroom.port + 1))
    output = second.communicate()

    assert output == (
        "",
        f"newsroom: it runs already in {newsroom.folder}; stop that one first.\n",
    )
    assert (first.poll(), second.returncode) == (None, 1)


def test_run_of_a_worker_that_dies_starts_it_again(newsroom: Newsroom) -> None:
    process, _ = newsroom.running()
    group = int((newsroom.folder / "var/run.children").read_text())
    os.kill(worker_of(group), signal.SIGKILL)

    assert process.stdout is not None
    said = process.stdout.readline()

    assert said == "The worker ended (status -9); again in 1 s.\n"
    until(lambda: worker_of(group))


def test_run_after_one_that_was_killed_starts(newsroom: Newsroom) -> None:
    killed, _ = newsroom.running()
    killed.kill()
    killed.wait()

    process, said = newsroom.running()
    health = newsroom.health()
    copy = copy_of_client(said)
    process.terminate()

    assert health == b"ok\n"
    assert "A subscriber’s copy of the wire" in copy
    assert "Nelayan Diimbau Waspadai Gelombang Tinggi" in copy
    assert process.wait() == 0


def test_run_until_ctrl_c_serves_and_leaves_nothing(newsroom: Newsroom) -> None:
    process, said = newsroom.running()
    health = newsroom.health()
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate()

    assert f"http://127.0.0.1:{newsroom.port}/admin/" in said
    assert all(name in said for name, _ in DEMO_ACCOUNTS)
    assert f"http://127.0.0.1:{newsroom.port}/wire/  (as {DEMO_MEMBER})" in said
    assert DEMO_PASSWORD in said
    assert health == b"ok\n"
    assert (process.returncode, output) == (0, "Stopped.\n")
    # How far the worker had come is chance.
    assert [line for line in errors.splitlines() if " INFO " not in line] == []
    assert not (newsroom.folder / "var/postgres/data/postmaster.pid").exists()
    with socket.create_server(("127.0.0.1", newsroom.port)):
        pass


def copy_of_client(said: str) -> str:
    """The page of the demo's client, once it has read its log."""
    (address,) = re.findall(r"Client +http://(\S+)", said)
    page = ""

    def is_read() -> bool:
        nonlocal page
        with suppress(OSError), urllib.request.urlopen(f"http://{address}", timeout=60) as answer:
            page = answer.read().decode()
        return "Nelayan" in page

    until(is_read)
    return page


def worker_of(group: int) -> int:
    """The number of the worker's process in a process group; 0 when there is none."""
    table = subprocess.run(
        ["ps", "axww", "-o", "pid=,pgid=,args="], capture_output=True, text=True, check=True
    ).stdout
    for line in table.splitlines():
        pid, pgid, arguments = line.split(None, 2)
        if int(pgid) == group and arguments.rstrip().endswith("manage.py worker"):
            return int(pid)
    return 0


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({"PORT": "65536"}, "PORT must be from 1 to 65535, not 65536."),
        ({"PORT": "http"}, "PORT must be a whole number, not 'http'."),
        ({"DATABASE_URL": "postgresql://a@b/c"}, "SECRET_KEY must be set when DATABASE_URL is."),
    ],
)
def test_run_with_a_wrong_setting_names_it(
    stopped: Newsroom, environment: dict[str, str], line: str
) -> None:
    process = stopped.start(**environment)

    assert process.communicate() == ("", f"newsroom: {line}\n")
    assert process.returncode == 1


def test_run_on_a_taken_port_names_it_and_another(stopped: Newsroom) -> None:
    with socket.create_server(("127.0.0.1", stopped.port)):
        process = stopped.start()
        output = process.communicate()

    another = f"choose another, as in: make run PORT={stopped.port + 1}"
    assert output == ("", f"newsroom: port {stopped.port} is taken; {another}\n")


@pytest.mark.parametrize("is_given", [False, True])
def test_run_on_a_database_from_before_says_what_to_do(stopped: Newsroom, is_given: bool) -> None:
    home, here = stopped.folder / "var/postgres", stopped.folder / "var"
    host = quote(str(embedded.socket_folder(home)), safe="")
    url = f"postgresql://{embedded.NAME}@{host}/{embedded.NAME}"
    given = {"DATABASE_URL": url, "SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "*"}
    embedded.use(home)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE auth_user (id int)")
        process = stopped.start(**(given if is_given else {}))
        output = process.communicate(timeout=60)
        connection.execute("DROP TABLE auth_user")
    embedded.release(home)

    what_to_do = "give an empty one" if is_given else f"move {here} away, or remove it"
    assert output == (
        "",
        f"newsroom: the database was made by a version before the first release; {what_to_do}.\n",
    )
    assert process.returncode == 1
