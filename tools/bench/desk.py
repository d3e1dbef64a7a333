"""How long the newsdesk takes, with two hundred stories that wait in an archive of many."""

import json
import os
import statistics
import sys

from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, copied, environment, run, say
from tools.bench.client import fetch, measure
from tools.bench.processors import between, used
from tools.bench.servers import children, serving

STORIES = 100_000
DATABASE = "bench_desk"
HEAD = """
| the desk, 200 waiting of {:,} | as | median | of processors |
|---|---|--:|--:|"""


def desk(rounds: int) -> None:
    """The first page, and what an open one asks: the board that is another, and the same."""
    copied(STORIES, DATABASE, anew=False)
    told = json.loads(run("from tools.bench.desk_rows import main; main()", DATABASE))
    say(HEAD.format(STORIES))
    others = set(children(os.getpid()))
    with serving("newsroom.wsgi", environment(DATABASE)) as site:
        server = (set(children(os.getpid())) - others).pop()
        for role, account in told.items():
            for name, path in account["paths"].items():
                fetch(site, path, cookie=account["cookie"])
                before = used(DATABASE, server)
                times: list[float] = []
                for _ in range(rounds):
                    load = measure(site, [path], 1, 1, least=1, cookie=account["cookie"])
                    times += load.times
                busy = between(before, used(DATABASE, server)) / len(times) * 1000
                middle = statistics.median(times) * 1000
                say(f"| {name} | {role} | {middle:.0f} ms | {busy:.0f} ms |")


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    desk(rounds=int(sys.argv[1]) if len(sys.argv) > 1 else 5)
