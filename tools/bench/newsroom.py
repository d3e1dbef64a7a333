"""How long the newsroom's lists take, as a reporter and as an editor, in archives of two sizes."""

import json
import os
import statistics
from contextlib import ExitStack
from typing import Any

from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, environment, prepared, run, say
from tools.bench.client import fetch, measure
from tools.bench.processors import between, used
from tools.bench.servers import children, serving

SIZES = (20_000, 100_000)
HEAD = """
| list | as | {:,} stories | {:,} stories | ratio | of processors | of processors |
|---|---|--:|--:|--:|--:|--:|"""


def lists(rounds: int, seconds: float) -> None:
    """The median time of one request after the other, and what it takes of any processor."""
    with ExitStack() as stack:
        archives = [_Archive(count, stack) for count in SIZES]
        say(HEAD.format(*SIZES))
        for role, account in archives[0].accounts.items():
            for name in account["paths"]:
                for archive in archives:
                    archive.ask(role, name, 0)
                for archive in archives * rounds:
                    archive.ask(role, name, seconds / 2)
                low, high = (archive.median() for archive in archives)
                busy = " | ".join(f"{archive.busy():.0f} ms" for archive in archives)
                ratio = f"{low:.0f} ms | {high:.0f} ms | {high / low:.2f}"
                say(f"| {name} | {role} | {ratio} | {busy} |")


class _Archive:
    """One that is served, and what asking for its pages took since ``ask`` was told to begin."""

    def __init__(self, stories: int, stack: ExitStack) -> None:
        prepared(stories)
        self.database = f"bench_{stories}"
        found = run("from tools.bench.newsroom_addresses import main; main()", self.database)
        self.accounts: dict[str, Any] = json.loads(found)
        others = set(children(os.getpid()))
        self.site = stack.enter_context(serving("newsroom.wsgi", environment(self.database)))
        self.server = (set(children(os.getpid())) - others).pop()
        self.times: list[float] = []
        self.used = 0.0

    def ask(self, role: str, name: str, seconds: float) -> None:
        """For some seconds; none is for once, not counted, and begins anew."""
        account = self.accounts[role]
        path, cookie = account["paths"][name], account["cookie"]
        if not seconds:
            fetch(self.site, path, cookie=cookie)
            self.times, self.used = [], 0.0
            return
        before = used(self.database, self.server)
        self.times += measure(self.site, [path], seconds, 1, cookie=cookie).times
        self.used += between(before, used(self.database, self.server))

    def median(self) -> float:
        return statistics.median(self.times) * 1000

    def busy(self) -> float:
        return self.used / len(self.times) * 1000


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    lists(rounds=5, seconds=2)
