"""What a worker has in memory while one client reads a log from 1 to its end.

``python -m tools.bench.wire_reading`` asks for this alone; READ is how long the log is.
"""

import json
import os

from newsroom import environment as env
from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, copied, environment, machine, run, say
from tools.bench.memory import resident
from tools.bench.servers import ROOT, children, free_port, gunicorn, running, wait
from tools.bench.wire import PAGE, page

STORIES = 2_000
DATABASE = "bench_reading"
STEPS = 5


def reading(deliveries: int) -> None:
    """Page after page of whole items, packed."""
    copied(STORIES, DATABASE)
    work = f"from tools.bench.wire_rows import main; main({deliveries}, {deliveries})"
    secret = json.loads(run(work, DATABASE))
    settings = environment(DATABASE) | {"WIRE_REQUESTS_PER_MINUTE": "1000000"}
    address = ("127.0.0.1", free_port())
    command = gunicorn("newsroom.wsgi", address)
    say("\n| read of a log from 1 | memory of the worker |\n|--:|--:|")
    with running(command, cwd=ROOT, env=os.environ | settings) as server:
        wait(address, server)
        told = {PAGE, *(deliveries * step // STEPS for step in range(1, STEPS + 1))}
        for after in range(0, deliveries, PAGE):
            page(address, secret, after, "gzip")
            if after + PAGE in told:
                say(f"| {after + PAGE:,} | {resident(children(server.pid)[0]):.0f} MB |")


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    say(machine())
    reading(env.number("READ", default=100_000))
