"""Workers forked from a process that has loaded the newsroom, which takes longer than a duty."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import django
from django.conf import settings
from django.core.management import call_command


@dataclass
class Forked:
    """A process of its own, with what it says."""

    pid: int
    stderr: IO[str]

    def kill(self) -> None:
        """What is gone already has no number any more, which may be another's by now."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> None:
        """Return when it is gone, and nobody writes to what it says any more."""
        self.stderr.read()
        self.pid = 0


@contextmanager
def forking(environment: dict[str, str]) -> Iterator[Callable[..., Forked]]:
    """What starts ``manage.py worker`` with a folder of pictures and arguments."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with (
        ours,
        theirs,
        subprocess.Popen(
            [sys.executable, "-m", __name__, str(theirs.fileno())],
            cwd=settings.BASE_DIR,
            env=os.environ | environment,
            pass_fds=[theirs.fileno()],
        ),
    ):
        theirs.close()

        def start(media: str, *arguments: str) -> Forked:
            reading, writing = os.pipe()
            socket.send_fds(ours, [json.dumps([media, *arguments]).encode()], [writing])
            os.close(writing)
            return Forked(int(ours.recv(32)), os.fdopen(reading))

        yield start
        ours.close()


def serve(asking: socket.socket) -> None:
    """Fork a worker for each question, until nobody asks."""
    # Nobody waits for their ends.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        said, files, _, _ = socket.recv_fds(asking, 65_536, 1)
        if not said:
            return
        pid = os.fork()
        if not pid:
            asking.close()
            os.dup2(files[0], sys.stderr.fileno())
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            settings.MEDIA_ROOT, *arguments = json.loads(said)
            call_command("worker", *arguments)
            os._exit(0)
        os.close(files[0])
        asking.sendall(str(pid).encode())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    serve(socket.socket(fileno=int(sys.argv[1])))
