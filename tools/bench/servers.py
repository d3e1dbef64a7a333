"""The site and the bare view under gunicorn, on one core with PostgreSQL."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
CORES = sorted(os.sched_getaffinity(0))


def pin(pids: list[int], core: int) -> None:
    for pid in pids:
        os.sched_setaffinity(pid, {core})


def postgres(home: Path) -> list[int]:
    """The processes of the embedded server at ``home``; the first starts all later ones."""
    postmaster = int((home / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
    return [postmaster, *_children(postmaster)]


@contextmanager
def serving(module: str, environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    """One worker of ``module``, as in production; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address: tuple[str, int] = probe.getsockname()
    command = [sys.executable, "-m", "gunicorn", module, "--bind", f"127.0.0.1:{address[1]}"]
    command += ["--worker-class", "gthread", "--workers", "1", "--threads", "4"]
    command += ["--log-level", "warning", "--no-control-socket"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=ROOT,
        env=os.environ | environment,
        preexec_fn=lambda: os.sched_setaffinity(0, {CORES[0]}),  # noqa: PLW1509 - one thread here
    ) as server:
        try:
            _wait(address, server)
            yield address
        finally:
            server.terminate()


def _wait(address: tuple[str, int], server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(address).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("gunicorn did not start; the lines above say why.")


def _children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(pid) for pid in listed.split()]
