"""How long the newsroom looks for what is near to a story that is being typed."""

import http.client
import json
import os
import statistics
import sys
import time
from typing import Any
from urllib.parse import urlencode

from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, copied, environment, run, say
from tools.bench.processors import between, used
from tools.bench.servers import children, serving

STORIES = 100_000
IN_WINDOW = (1_500, STORIES)
DATABASE = "bench_near"
ADDRESS = "/admin/articles/story/near/"
HEAD = """
| what is typed | as | stories of three days | median | of processors | something near |
|---|---|--:|--:|--:|--:|"""


def near(rounds: int) -> None:
    """The time of one question after the other, in an archive spread over years and over days."""
    copied(STORIES, DATABASE, anew=False)
    say(HEAD)
    for in_window in IN_WINDOW:
        told = json.loads(
            run(f"from tools.bench.near_rows import main; main({in_window})", DATABASE)
        )
        others = set(children(os.getpid()))
        with serving("newsroom.wsgi", environment(DATABASE)) as site:
            server = (set(children(os.getpid())) - others).pop()
            for role, cookie in told["accounts"].items():
                for name, texts in told["asked"].items():
                    _ask(site, cookie, texts, told["desk"], 1)
                    before = used(DATABASE, server)
                    times, found = _ask(site, cookie, texts, told["desk"], rounds)
                    busy = between(before, used(DATABASE, server)) / len(times) * 1000
                    middle = statistics.median(times) * 1000
                    what = f"{name} | {role} | {in_window:,}"
                    took = f"{middle:.0f} ms | {busy:.0f} ms"
                    say(f"| {what} | {took} | {found} of {len(texts)} |")


def _ask(
    site: tuple[str, int], cookie: str, texts: list[tuple[str, str]], desk: int, rounds: int
) -> tuple[list[float], int]:
    """The times, and for how many of the texts something was near."""
    connection = http.client.HTTPConnection(*site)
    head = {"Cookie": cookie, "X-CSRFToken": "a" * 32, "Host": "127.0.0.1"}
    head["Content-Type"] = "application/x-www-form-urlencoded"
    times: list[float] = []
    found: set[int] = set()
    for _ in range(rounds):
        for which, (headline, text) in enumerate(texts):
            sent: dict[str, Any] = {"headline": headline, "body": text, "desk": desk}
            begin = time.perf_counter()
            connection.request("POST", ADDRESS, urlencode(sent), head)
            answer = connection.getresponse()
            page = answer.read()
            times.append(time.perf_counter() - begin)
            if answer.status != http.HTTPStatus.OK:
                raise RuntimeError(f"{answer.status} {page[:200]!r}")
            if page:
                found.add(which)
    return times, len(found)


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    near(rounds=int(sys.argv[1]) if len(sys.argv) > 1 else 5)
