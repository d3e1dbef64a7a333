"""The site and the bare view under gunicorn, on one core with PostgreSQL."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
CORES = sorted(os.sched_getaffinity(0))


def pin(pids: list[int], core: int) -> None:
    for pid in pids:
        os.sched_setaffinity(pid, {core})


def postgres(home: Path) -> list[int]:
    """The processes of the embedded server at ``home``; the first starts all later ones."""
    postmaster = int((home / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
    return [postmaster, *children(postmaster)]


@contextmanager
def serving(module: str, environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    """One worker of ``module``, as in production; its address."""
    address = ("127.0.0.1", free_port())
    with pinned(
        gunicorn(module, address), CORES[0], cwd=ROOT, env=os.environ | environment
    ) as server:
        wait(address, server)
        yield address


def gunicorn(module: str, address: tuple[str, int], worker: str = "gthread") -> list[str]:
    command = [sys.executable, "-m", "gunicorn", module, "--bind", f"{address[0]}:{address[1]}"]
    command += ["--worker-class", worker, "--workers", "1"]
    command += ["--threads", "4"] if worker == "gthread" else []
    return [*command, "--log-level", "warning", "--no-control-socket"]


def pinned(
    command: list[str], core: int, **options: Any
) -> AbstractContextManager[subprocess.Popen[Any]]:
    """The process on one core while the block runs; afterwards it is gone."""
    # One thread here, so nothing can be amiss between fork and exec.
    return running(command, preexec_fn=lambda: os.sched_setaffinity(0, {core}), **options)


@contextmanager
def running(command: list[str], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """The process while the block runs; afterwards it is gone."""
    with subprocess.Popen(command, **options) as process:  # noqa: S603 - our own command
        try:
            yield process
        finally:
            process.terminate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def wait(address: tuple[str, int], server: subprocess.Popen[bytes]) -> None:
    """Until it listens. Raises RuntimeError where it does not."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(address).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not start; the lines above say why.")


def children(parent: int) -> list[int]:
    """The processes that a process began."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(pid) for pid in listed.split()]
