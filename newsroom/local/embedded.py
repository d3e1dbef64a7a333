"""The embedded PostgreSQL of the demo, of development and of the tests.

``use(home)`` is all that a user of the server calls. The server belongs to no
user of it: a keeper process (newsroom/local/keeper.py) starts it,
starts it again should it die, and stops it once nobody uses it any more. Using
is holding a shared lock on ``home/users``, so whoever ends, however it ends,
stops using. docs/decisions/embedded-postgres.md says why.

    home/data     the cluster, with the server's socket in it
    home/log      what the keeper and the server had to say, since the last start
    home/users    locked, shared, by every process that uses the server
    home/keeper   locked by the keeper, with its number
"""

import atexit
import fcntl
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import psycopg

NAME = "newsroom"
START_SECONDS = 60
STOP_SECONDS = 20
# What a socket's address may hold on every system, less the name of the socket.
LONGEST_SOCKET_FOLDER = 100 - len("/.s.PGSQL.5432")
BASE_DIR = Path(__file__).resolve().parent.parent.parent

_held: dict[Path, IO[bytes]] = {}


class EmbeddedError(Exception):
    """The embedded server can't be had; the message says why in one line."""


def settings(home: Path, *, throwaway: bool = False) -> dict[str, Any]:
    """Django's settings of the server at ``home``; nothing is started before the first connection.

    A throwaway server writes nothing safely, and its home is removed once nobody uses it.
    """
    return {
        "ENGINE": "newsroom.local.embedded_backend",
        "HOST": str(socket_folder(home)),
        "USER": NAME,
        "NAME": NAME,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "EMBEDDED_HOME": str(home),
        "EMBEDDED_THROWAWAY": throwaway,
    }


def socket_folder(home: Path) -> Path:
    """Where the server's socket is: beside its data, or in /tmp where that path is too long."""
    data = home.resolve() / "data"
    if len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER:
        return data
    return Path("/tmp") / f"newsroom-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"  # noqa: S108 - the one short path there is; start() refuses it when it isn't ours


def use(home: Path, *, throwaway: bool = False) -> None:
    """Return when the server at ``home`` answers; it then stays for as long as this process.

    Raises EmbeddedError when it can't be started.
    """
    home = home.resolve()
    if home not in _held:
        try:
            home.mkdir(parents=True, exist_ok=True)
            users = (home / "users").open("ab")
        except OSError as error:
            raise EmbeddedError(f"{home} can't be written: {error.strerror}.") from error
        # Waits for a keeper that is just stopping the server.
        fcntl.flock(users, fcntl.LOCK_SH)
        _held[home] = users
    if reachable(home) and _is_kept(home):
        return
    try:
        _wait_until_reachable(home, throwaway=throwaway)
    except EmbeddedError:
        release(home)
        raise


def release(home: Path) -> None:
    """Use the server no longer, before this process ends."""
    if users := _held.pop(home.resolve(), None):
        users.close()


@atexit.register
def _release_all() -> None:
    for home in list(_held):
        release(home)


def wait_until_stopped(home: Path) -> None:
    """Return once the keeper is gone, or after STOP_SECONDS with others still using the server."""
    deadline = time.monotonic() + STOP_SECONDS
    while _is_kept(home) and time.monotonic() < deadline:
        time.sleep(0.05)


def reachable(home: Path, database: str = NAME) -> bool:
    try:
        psycopg.connect(
            host=str(socket_folder(home)), user=NAME, dbname=database, connect_timeout=5
        ).close()
    except psycopg.OperationalError:
        return False
    return True


def _is_kept(home: Path) -> bool:
    with (home / "keeper").open("ab") as keeper:
        return not lock_now(keeper)


def lock_now(file: IO[Any]) -> bool:
    """Whether ``file`` could be locked without waiting."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_until_reachable(home: Path, *, throwaway: bool) -> None:
    command = [sys.executable, "-m", "newsroom.local.keeper", str(home)]
    if throwaway:
        command.append("--throwaway")
    deadline = time.monotonic() + START_SECONDS
    while not (reachable(home) and _is_kept(home)):
        if time.monotonic() > deadline:
            raise EmbeddedError(f"PostgreSQL did not start in {START_SECONDS} s; see {home}/log.")
        if _is_kept(home):
            time.sleep(0.05)
        elif _run_apart(command):
            raise EmbeddedError(f"PostgreSQL did not start: {_last_words(home)}")


def _run_apart(command: list[str]) -> int:
    return subprocess.run(  # noqa: S603 - our own module
        command,
        cwd=BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Ctrl-C is for the user of the server, not for its keeper.
        start_new_session=True,
        check=False,
    ).returncode


def _last_words(home: Path) -> str:
    lines = (home / "log").read_text(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "no reason given.")
