"""How much memory a worker takes after it has shown so many different stories.

``python -m tools.bench.memory``, with ``N`` stories.
"""

import os
import re
from itertools import islice
from pathlib import Path

from newsroom import environment as env
from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, environment, prepared, say
from tools.bench.client import measure
from tools.bench.servers import CORES, ROOT, children, free_port, gunicorn, pinned, wait

STEPS = 4


def main() -> None:
    stories = env.number("N", default=20_000)
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    paths = prepared(stories)["story"]["paths"]
    address = ("127.0.0.1", free_port())
    settings = os.environ | environment(f"bench_{stories}")
    say("| stories | memory of the worker |\n|--:|--:|")
    with pinned(gunicorn("newsroom.wsgi", address), CORES[0], cwd=ROOT, env=settings) as server:
        wait(address, server)
        unread, step = iter(paths), len(paths) // STEPS
        for shown in (1, *range(step, len(paths) + 1, step)):
            some = list(islice(unread, step if shown > 1 else 1))
            measure(address, some, 0, least=len(some), packed=True)
            say(f"| {shown:,} | {resident(children(server.pid)[0]):.0f} MB |")


def resident(pid: int) -> float:
    """What a process has in memory, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    (kilobytes,) = re.findall(r"VmRSS:\s+(\d+) kB", status)
    return int(kilobytes) * 1024 / 1e6


if __name__ == "__main__":
    main()
