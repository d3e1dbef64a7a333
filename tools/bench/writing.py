"""A hundred people who write at once, and the page of a long story with many notes."""

import http.client
import json
import os
import statistics
import threading
import time
from typing import Any
from uuid import uuid4

from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, environment, machine, prepared, run, say
from tools.bench.client import measure
from tools.bench.processors import between, used
from tools.bench.servers import CORES, children, pin, postgres, serving

STORIES = 2_000
PEOPLE = 100
# As often as a page of the newsroom sends what is typed.
EVERY = 3.0
TOKEN = "b" * 32


def writing(seconds: float) -> None:
    """How long each keeping takes, with the site and PostgreSQL on one core."""
    prepared(STORIES)
    database = f"bench_{STORIES}"
    told = json.loads(run(f"from tools.bench.writing_people import main; main({PEOPLE})", database))
    others = set(children(os.getpid()))
    with serving("newsroom.wsgi", environment(database)) as site:
        server = (set(children(os.getpid())) - others).pop()
        pin(postgres(POSTGRES), CORES[0])
        pin([os.getpid()], CORES[-1])
        cookie = told["people"][0]["cookie"]
        # Its connections begin with the first requests.
        measure(site, [told["long"]], 1, 4, cookie=cookie)
        before = used(database, server)
        times: list[float] = []
        until = time.monotonic() + max(seconds, 2 * EVERY)
        threads = [
            threading.Thread(target=_write, args=(site, each, told["body"], number, until, times))
            for number, each in enumerate(told["people"])
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        between_them = used(database, server)
        page = measure(site, [told["long"]], seconds / 2, 1, cookie=cookie).times
        after = used(database, server)
    say("\n| writing | times | median | p99 | goal | of processors |")
    say("|---|--:|--:|--:|--:|--:|")
    for name, taken, goal, busy in (
        (f"buffer, {PEOPLE} people at once", times, 50, between(before, between_them)),
        ("page of 60 paragraphs and 40 notes", page, 100, between(between_them, after)),
    ):
        late = statistics.quantiles(taken, n=100)[-1] if len(taken) > 1 else taken[0]
        median = statistics.median(taken) * 1000
        took = f"{median:.0f} ms | {late * 1000:.0f} ms | {goal} ms"
        say(f"| {name} | {len(taken)} | {took} | {busy / len(taken) * 1000:.0f} ms |")


def _write(
    site: tuple[str, int],
    person: dict[str, Any],
    body: str,
    number: int,
    until: float,
    times: list[float],
) -> None:
    """One person's page: a keystroke's text every few seconds, each after the last."""
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"{person['cookie']}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
    }
    after: list[str] = []
    page = str(uuid4())
    time.sleep(number * EVERY / PEOPLE)
    typed = 0
    while time.monotonic() < until:
        token, typed = str(uuid4()), typed + 1
        text = {"headline": f"Cerita {number}", "body": f"{body}<p>{'kata ' * typed}</p>"}
        sent = {"by": person["by"], "page": page, "version": 1, "fields": text}
        asked = json.dumps({**sent, "token": token, "after": after})
        # gunicorn closes one that is idle for so long.
        connection = http.client.HTTPConnection(*site, timeout=30)
        began = time.perf_counter()
        connection.request(
            "POST", f"/admin/articles/story/{person['story']}/buffer/", asked, headers
        )
        answer = connection.getresponse()
        told = json.loads(answer.read())
        times.append(time.perf_counter() - began)
        connection.close()
        # What an earlier run has left there is named, as a page does that finds it.
        after = [told["token"]] if answer.status == http.client.CONFLICT else [token]
        time.sleep(max(0.0, EVERY - (time.perf_counter() - began)))


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    say(machine())
    writing(float(os.environ.get("SECONDS", "2")) * 5)
