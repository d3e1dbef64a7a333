"""Builds the archives, measures, and prints the tables of docs/performance.md."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from newsroom import embedded
from newsroom import environment as env
from tools.bench.client import fetch, measure
from tools.bench.servers import CORES, ROOT, pin, postgres, serving

HOME = ROOT / "var" / "bench"
POSTGRES = HOME / "postgres"
SMALL = 10_000
RATED = ("story", "home", "desk", "tag", "reporter")
SCALED = (
    "desk, page 1",
    "desk, deep page",
    "day three years ago",
    "search, rare word",
    "search, common word",
)
# Stories that are asked for again and again, in turn.
READ = 1_000
type Pages = dict[str, dict[str, Any]]


def main() -> None:
    stories = env.number("N", default=20_000)
    rounds = env.number("ROUNDS", default=5)
    seconds = float(env.text("SECONDS", default="2"))
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    pages = prepared(stories)
    say(f"\n{stories:,} stories; {machine()}\n")
    rate(stories, pages, rounds, seconds)
    if stories > SMALL:
        scale({count: prepared(count) for count in (SMALL, stories)}, rounds, seconds)


def prepared(stories: int) -> Pages:
    """The pages of the archive of so many stories, which is built when there is none."""
    database = f"bench_{stories}"
    with psycopg.connect(
        host=str(embedded.socket_folder(POSTGRES)),
        user=embedded.NAME,
        dbname="postgres",
        autocommit=True,
    ) as connection:
        if not connection.execute(
            "SELECT FROM pg_database WHERE datname = %s", [database]
        ).rowcount:
            # Built aside: an archive half made by an interrupted run is never taken for whole.
            connection.execute("DROP DATABASE IF EXISTS draft")
            connection.execute("CREATE DATABASE draft")
            run(f"from tools.bench.archive import fill; fill({stories})", "draft")
            connection.execute(f"ALTER DATABASE draft RENAME TO {database}")
    pages: Pages = json.loads(run("from tools.bench.addresses import main; main()", database))
    return pages


def run(work: str, database: str) -> bytes:
    """What a process writes that has the database in its settings."""
    return subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-c", f"import django; django.setup(); {work}"],
        cwd=ROOT,
        env=os.environ | environment(database),
        stdout=subprocess.PIPE,
        check=True,
    ).stdout


def environment(database: str) -> dict[str, str]:
    socket = quote(str(embedded.socket_folder(POSTGRES)), safe="")
    return {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": f"postgresql://{embedded.NAME}@{socket}/{database}",
        "SECRET_KEY": "bench",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "no",
        "MEDIA_ROOT": str(HOME / "media"),
    }


def rate(stories: int, pages: Pages, rounds: int, seconds: float) -> None:
    """Each page and the bare view of its bytes in turn, on one core with PostgreSQL."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("newsroom.wsgi", environment(f"bench_{stories}")) as site,
    ):
        pin(postgres(POSTGRES), CORES[0])
        pin([os.getpid()], CORES[-1])
        for name in RATED:
            (Path(folder) / name).write_bytes(fetch(site, pages[name]["paths"][0]))
        with serving("tools.bench.bare", {"BENCH_BYTES": folder}) as bare:
            say("| page | requests/s | bare view | ratio | queries | first time | bytes | gzip |")
            say("|---|--:|--:|--:|--:|--:|--:|--:|")
            for name in RATED:
                page = pages[name]
                paths = page["paths"][:READ]
                # Until each was asked for once.
                measure(site, paths, seconds, least=len(paths))
                own, other = [], []
                for _ in range(rounds):
                    own.append(measure(site, paths, seconds).rate)
                    other.append(measure(bare, [f"/{name}"], seconds).rate)
                report(name, page, own, other)
            # And each time others, which the process has not made yet.
            unread = iter(pages["story"]["paths"][READ:])
            own, other = [], []
            for _ in range(rounds):
                own.append(measure(site, unread, seconds).rate)
                other.append(measure(bare, ["/story"], seconds).rate)
            report("story, made anew", pages["story"], own, other)


def report(name: str, page: dict[str, Any], own: list[float], other: list[float]) -> None:
    mine, its = statistics.median(own), statistics.median(other)
    say(
        f"| {name} | {mine:,.0f} | {its:,.0f} | {mine / its:.3f} | {page['queries']}"
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


def machine() -> str:
    found = ""
    if (listing := Path("/proc/cpuinfo")).exists():
        names = [line for line in listing.read_text().splitlines() if line.startswith("model name")]
        found = names[0].partition(": ")[2] if names else ""
    return f"{found or platform.machine()}, {len(CORES)} cores, Python {platform.python_version()}"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
