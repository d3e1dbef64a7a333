"""Builds the archives, measures, and prints the tables of docs/performance.md."""

import os
import statistics
import tempfile
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

from newsroom import environment as env
from newsroom.local import embedded
from tools.bench.after import after
from tools.bench.archives import HOME, POSTGRES, Pages, environment, machine, prepared, say
from tools.bench.checks import checks
from tools.bench.client import fetch, measure
from tools.bench.desk import desk
from tools.bench.near import near
from tools.bench.newsroom import lists
from tools.bench.nginx import behind_nginx
from tools.bench.servers import CORES, pin, postgres, serving
from tools.bench.wire import wire
from tools.bench.wire_push import push
from tools.bench.wire_reading import reading
from tools.bench.wire_waiting import waiting
from tools.bench.writing import writing

SMALL = 10_000
RATED = ("story", "home", "desk", "tag", "reporter", "rss")
WRONG = "a wrong address"
SEARCHES = ("search, common word", "search, rare word")
FRAMED = ("story", "home", "desk", "tag", "rss", *SEARCHES)
SCALED = (
    "desk, page 1",
    "desk, deep page",
    "day three years ago",
    *SEARCHES,
)
HEAD = """\
| page | requests/s | bare view | ratio | unpacked | queries | first time | bytes | gzip |
|---|--:|--:|--:|--:|--:|--:|--:|--:|"""
# Stories that are asked for again and again, in turn.
READ = 1_000


def main() -> None:
    stories = env.number("N", default=20_000)
    rounds = env.number("ROUNDS", default=5)
    seconds = float(env.text("SECONDS", default="2"))
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    pages = prepared(stories)
    say(f"\n{stories:,} stories; {machine()}\n")
    rate(stories, pages, rounds, seconds)
    framed(stories, pages, rounds, seconds)
    behind_nginx(stories, pages["story"]["paths"][0], rounds)
    if stories > SMALL:
        scale({count: prepared(count) for count in (SMALL, stories)}, rounds, seconds)
    lists(rounds, seconds)
    writing(5 * seconds)
    near(rounds)
    desk(rounds)
    after(rounds)
    wire(rounds, env.number("DELIVERIES", default=1_000_000))
    reading(env.number("READ", default=100_000))
    push(rounds)
    waiting(rounds)
    checks(rounds)


def rate(stories: int, pages: Pages, rounds: int, seconds: float) -> None:
    """Each page and the bare view of its bytes in turn, on one core with PostgreSQL."""
    unread = iter(pages["story"]["paths"][READ:])
    # Another each time, as robots do.
    wrong = (f"/tidak-ada-{number}/" for number in count())
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("newsroom.wsgi", environment(f"bench_{stories}")) as site,
    ):
        pin(postgres(POSTGRES), CORES[0])
        pin([os.getpid()], CORES[-1])
        for name in (*RATED, WRONG):
            for packed in (True, False):
                content = fetch(site, pages[name]["paths"][0], packed=packed)
                (Path(folder) / address(name, packed=packed)).write_bytes(content)
        with serving("tools.bench.bare", {"BENCH_BYTES": folder}) as bare:

            def rates(
                name: str, paths: Iterable[str], *, packed: bool = True
            ) -> tuple[float, float]:
                own, other = [], []
                path = f"/{address(name, packed=packed)}"
                for _ in range(rounds):
                    own.append(measure(site, paths, seconds, packed=packed).rate)
                    other.append(measure(bare, [path], seconds, packed=packed).rate)
                return statistics.median(own), statistics.median(other)

            say(HEAD)
            kept = {}
            for name in RATED:
                paths = pages[name]["paths"][:READ]
                # Until each was asked for once.
                measure(site, paths, seconds, least=len(paths))
                kept[name] = rates(name, paths)
                report(name, pages[name], kept[name], rates(name, paths, packed=False))
            found = rates(WRONG, wrong)
            report(WRONG, pages[WRONG], found, rates(WRONG, wrong, packed=False))
            report("story, made anew", pages["story"], rates("story", unread))
            say(f"\nA wrong address: {found[0] / kept['story'][0]:.2f} of a kept story.")


def framed(stories: int, pages: Pages, rounds: int, seconds: float) -> None:
    """The same with nothing kept but frames, which a process has after a few requests."""
    say("\n| only frames kept | requests/s | bare view | ratio |\n|---|--:|--:|--:|")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("tools.bench.framed", environment(f"bench_{stories}")) as site,
    ):
        pin(postgres(POSTGRES), CORES[0])
        for name in FRAMED:
            content = fetch(site, pages[name]["paths"][0], packed=True)
            (Path(folder) / address(name, packed=True)).write_bytes(content)
        with serving("tools.bench.bare", {"BENCH_BYTES": folder}) as bare:
            for name in FRAMED:
                paths = pages[name]["paths"][:READ]
                measure(site, paths, seconds / 2)
                own, other = [], []
                for _ in range(rounds):
                    own.append(measure(site, paths, seconds).rate)
                    path = f"/{address(name, packed=True)}"
                    other.append(measure(bare, [path], seconds).rate)
                mine, its = statistics.median(own), statistics.median(other)
                say(f"| {name} | {mine:,.0f} | {its:,.0f} | {mine / its:.3f} |")


def address(name: str, *, packed: bool) -> str:
    """Where the bare view has a page's bytes."""
    return name.replace(" ", "-") + (".gz" if packed else "")


def report(
    name: str,
    page: dict[str, Any],
    packed: tuple[float, float],
    unpacked: tuple[float, float] | None = None,
) -> None:
    own, bare = packed
    other = f"{unpacked[0] / unpacked[1]:.3f}" if unpacked else "–"
    say(
        f"| {name} | {own:,.0f} | {bare:,.0f} | {own / bare:.3f} | {other} | {page['queries']}"
        f" | {page['queries_first']} | {page['bytes']:,} | {page['gzip']:,} |"
    )


def scale(archives: dict[int, Pages], rounds: int, seconds: float) -> None:
    """The median time in which each page is made from the database, in archives of two sizes."""
    small, large = archives
    say(f"\n| page | {small:,} stories | {large:,} stories | ratio |")
    say("|---|--:|--:|--:|")
    with (
        serving("tools.bench.unkept", environment(f"bench_{small}")) as one,
        serving("tools.bench.unkept", environment(f"bench_{large}")) as other,
    ):
        for name in SCALED:
            for count, site in ((small, one), (large, other)):
                fetch(site, archives[count][name]["paths"][0])
            times: dict[int, list[float]] = {small: [], large: []}
            for _ in range(rounds):
                for count, site in ((small, one), (large, other)):
                    load = measure(site, archives[count][name]["paths"], seconds / 2, 1)
                    times[count] += load.times
            low, high = (statistics.median(times[count]) * 1000 for count in (small, large))
            say(f"| {name} | {low:.2f} ms | {high:.2f} ms | {high / low:.2f} |")


if __name__ == "__main__":
    main()
