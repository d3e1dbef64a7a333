"""The processes that ``make run`` starts, and what becomes of them when it is killed.

All of them hold one lock, inherited, on a file that names their process group. So
the next start knows without guessing whether any is left, and which group to end.
A watcher leads the group: it waits for the end of a pipe that only the supervisor
holds, and ends the group when the supervisor is gone without having done so.
"""

import fcntl
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from newsroom.local.embedded import lock_now

STOP_SECONDS = 10
WATCHER = 'trap "" INT HUP; read _; trap "" TERM; kill -TERM 0; sleep 10; kill -KILL 0'


@dataclass
class Children:
    """The group of processes, held by ``lock``; a context that leaves none of them behind.

    Call ``end_leftovers`` before.
    """

    lock: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._locked: IO[str] = self.lock.open("w")
        fcntl.flock(self._locked, fcntl.LOCK_EX)
        self._watcher = subprocess.Popen(  # noqa: S603 - the line above
            ["/bin/sh", "-c", WATCHER], stdin=subprocess.PIPE, process_group=0
        )
        self._locked.write(str(self._watcher.pid))
        self._locked.flush()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the children in the order of their start."""
        for process in self.processes.values():
            _end(process)
        self._watcher.kill()
        self._watcher.communicate()
        self._locked.close()

    def start(self, name: str, command: list[str]) -> None:
        """Start a child, or start it again."""
        self.processes[name] = subprocess.Popen(  # noqa: S603 - our own commands
            command,
            stdin=subprocess.DEVNULL,
            # Ctrl-C reaches the supervisor's group only, which then ends this one in order.
            process_group=self._watcher.pid,
            pass_fds=[self._locked.fileno()],
        )

    def ended(self) -> dict[str, int]:
        """The exit status of each child that runs no more."""
        status = {name: process.poll() for name, process in self.processes.items()}
        return {name: code for name, code in status.items() if code is not None}


def end_leftovers(lock: Path) -> None:
    """End what a killed run left behind; returns at once when there is nothing."""
    with lock.open("a+") as file:
        deadline = time.monotonic() + STOP_SECONDS
        while not lock_now(file):
            # The watcher is ending them; after a while, or without a watcher, that is for us.
            late = time.monotonic() > deadline
            file.seek(0)
            group = int(file.read() or 0)
            if group:
                _signal_group(group, signal.SIGKILL if late else signal.SIGTERM)
            time.sleep(0.2)


def _signal_group(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
