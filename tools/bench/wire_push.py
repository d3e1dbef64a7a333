"""From the commit to the 2xx of two hundred endpoints, of which ten are slow and ten dead.

``python -m tools.bench.wire_push`` asks for this alone.
"""

import asyncio
import os
import re
import socket
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, suppress

from newsroom import environment as env
from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, copied, environment, machine, run, say
from tools.bench.processors import seconds
from tools.bench.servers import ROOT, running
from tools.bench.wire_desk import load, publishing, quantiles

STORIES = 2_000
DATABASE = "bench_push"
ENDPOINTS, SLOW, DEAD = 200, 10, 10
SLOW_SECONDS = 10.0
"""Nearly as long as the sender waits for anybody."""
EVERY = 3.0
"""Seconds between two stories."""
LAST_SECONDS = 60.0
"""For so long the good ones are waited for in the end."""
HOST = "127.0.0.1"

type Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def push(rounds: int) -> None:
    """With site, sender, endpoints and PostgreSQL on the same cores."""
    copied(STORIES, DATABASE)
    asyncio.run(_push(8 * rounds))


async def _push(stories: int) -> None:
    answered: dict[tuple[str, int], float] = {}
    good = ENDPOINTS - SLOW - DEAD
    with ExitStack() as stack:
        taking, slow, silent = [
            await asyncio.start_server(talk, HOST, 0, backlog=512)
            for talk in (_taking(answered, 0), _taking({}, SLOW_SECONDS), _silent)
        ]
        # Held, and not listened to: whoever comes is refused.
        refusing = stack.enter_context(socket.socket())
        refusing.bind((HOST, 0))
        addresses = [
            *(f"http://{HOST}:{_port(taking.sockets[0])}/{which}" for which in range(good)),
            *(f"http://{HOST}:{_port(slow.sockets[0])}/{which}" for which in range(SLOW)),
            *(f"http://{HOST}:{_port(silent.sockets[0])}/{which}" for which in range(DEAD // 2)),
            *(f"http://{HOST}:{_port(refusing)}/{which}" for which in range(DEAD - DEAD // 2)),
        ]
        more = {"WIRE_LOOPBACK": "yes", "SITE_URL": f"http://{HOST}"}
        run(f"from tools.bench.wire_live import sent_to; sent_to({addresses!r})", DATABASE, **more)
        settings = environment(DATABASE) | more
        sender = [sys.executable, "manage.py", "push"]
        process = stack.enter_context(running(sender, cwd=ROOT, env=os.environ | settings))
        committed: dict[int, float] = {}
        busy = 0.0
        async with publishing(settings) as desk:
            # The first is not counted: who is slow or dead is known by it.
            for place in range(stories + 1):
                number, at = await desk.publish()
                if place:
                    committed[number] = at
                await asyncio.sleep(EVERY if place else 2 * SLOW_SECONDS)
                busy = busy or seconds(process.pid)
        last, end = max(committed), time.monotonic() + LAST_SECONDS
        while _missing(answered, last, good) and time.monotonic() < end:
            await asyncio.sleep(0.1)
        busy = seconds(process.pid) - busy
    times = [at - committed[number] for (_, number), at in answered.items() if number in committed]
    missing = good * len(committed) - len(times)
    head = f"{ENDPOINTS} endpoints, {SLOW} slow and {DEAD} dead; {load()}"
    say(f"\n| {head} | times | median | p99 | longest | goal | sender, a story |")
    say("|---|--:|--:|--:|--:|--:|--:|")
    row = f"| commit to 2xx of the {good} others | {len(times):,} | {quantiles(times)} | 2,000 ms"
    say(f"{row} | {busy / stories * 1000:,.0f} ms |\n\nNot answered: {missing}.")


def _taking(answered: dict[tuple[str, int], float], delay: float) -> Talk:
    """Takes a delivery and says so after a while; ``answered`` is when, by path and number."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            (length,) = re.findall(rb"(?i)content-length: (\d+)", head)
            body = await reader.readexactly(int(length))
            (number,) = re.findall(rb'"cursor": (\d+)', body)
            await asyncio.sleep(delay)
            writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            path = head.split(b" ", 2)[1].decode()
            answered.setdefault((path, int(number)), time.monotonic())
            await writer.drain()
        writer.close()

    return talk


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Until who asked has gone."""
    with suppress(OSError):
        while await reader.read(65536):
            pass
    writer.close()


def _port(listening: socket.socket) -> int:
    return int(listening.getsockname()[1])


def _missing(answered: dict[tuple[str, int], float], number: int, good: int) -> bool:
    return sum(told == number for _, told in answered) < good


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    say(machine())
    push(env.number("ROUNDS", default=5))
