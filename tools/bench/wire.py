"""The wire: pages of a log, reconciliation, and what subscribers cost a publication.

``python -m tools.bench.wire`` asks for these rows alone; DELIVERIES is how long the log is.
"""

import http.client
import json
import os
import statistics
import time

from newsroom import environment as env
from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, copied, environment, machine, run, say
from tools.bench.processors import between, used
from tools.bench.servers import CORES, children, pin, postgres, serving

STORIES = 2_000
DATABASE = "bench_wire"
MODULE = "from tools.bench.wire_rows import"
PAGE = 100
RECONCILED = 10_000
SUBSCRIBERS = 200


def wire(rounds: int, deliveries: int) -> None:
    """With the site and PostgreSQL on one core, and the client on the other."""
    copied(STORIES, DATABASE)
    # Before there are items of numbers that the archive hasn't come to.
    medians = json.loads(
        run(f"{MODULE} publishing; publishing({10 * rounds}, {SUBSCRIBERS})", DATABASE)
    )
    secret = json.loads(run(f"{MODULE} main; main({deliveries})", DATABASE))
    say(f"\n| of a log of {deliveries:,} | a second | a second of processors |\n|---|--:|--:|")
    settings = environment(DATABASE) | {"WIRE_REQUESTS_PER_MINUTE": "1000000"}
    others = set(children(os.getpid()))
    with serving("newsroom.wsgi", settings) as site:
        server = (set(children(os.getpid())) - others).pop()
        pin(postgres(POSTGRES), CORES[0])
        pin([os.getpid()], CORES[-1])
        asked = {
            f"pages of {PAGE} whole items": (0, "identity"),
            "the last of them": (deliveries - PAGE, "identity"),
            "the first, packed": (0, "gzip"),
        }
        for name, (after, coding) in asked.items():
            # Its connections begin with the first requests.
            page(site, secret, after, coding)
            before = used(DATABASE, server)
            times = [page(site, secret, after, coding) for _ in range(20 * rounds)]
            busy = between(before, used(DATABASE, server)) / len(times)
            middle = statistics.median(times)
            say(f"| {name} | {1 / middle:.0f} | {1 / busy:.0f} |")
    say("\n| the wire | measured | goal |\n|---|--:|--:|")
    took = json.loads(run(f"{MODULE} reconciling; reconciling({secret!r}, {RECONCILED})", DATABASE))
    say(f"| reconcile {RECONCILED:,} ids | {took:.2f} s | 1 s |")
    alone, all_of_them = medians["0"], medians[str(SUBSCRIBERS)]
    ratio = f"{all_of_them / alone:.2f} ({alone:.0f} and {all_of_them:.0f} ms)"
    say(f"| publishing with {SUBSCRIBERS} entitled to publishing with none | {ratio} | 1.5 |")


def page(site: tuple[str, int], secret: str, after: int, coding: str) -> float:
    """How long a page of a log took. Raises RuntimeError where it is none."""
    headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": coding}
    connection = http.client.HTTPConnection(*site, timeout=30)
    begin = time.perf_counter()
    connection.request("GET", f"/wire/v1/log?after={after}&limit={PAGE}", headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    took = time.perf_counter() - begin
    connection.close()
    if answer.status != http.client.OK:
        raise RuntimeError(body.decode())
    return took


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    say(machine())
    wire(env.number("ROUNDS", default=5), env.number("DELIVERIES", default=1_000_000))
