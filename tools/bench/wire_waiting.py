"""From the commit to the answers of five hundred long polls that wait on one process.

``python -m tools.bench.wire_waiting`` asks for this alone.
"""

import asyncio
import json
import os
import re
import time
import zlib
from pathlib import Path

import psycopg

from newsroom import environment as env
from newsroom.local import embedded
from tools.bench.archives import HOME, POSTGRES, copied, environment, machine, run, say
from tools.bench.client import fetch
from tools.bench.memory import resident
from tools.bench.processors import seconds
from tools.bench.servers import ROOT, children, free_port, gunicorn, running, wait
from tools.bench.wire_desk import load, publishing, quantiles

STORIES = 2_000
DATABASE = "bench_waiting"
CLIENTS = 500
HOLD = 60
"""Seconds that each question may be held."""
LOOK_SECONDS = 0.5
IDLE = 0.03
"""Of a core: a process that takes no more has nothing to answer."""


def waiting(rounds: int) -> None:
    """With the process that waits, its clients, the desk and PostgreSQL on the same cores."""
    copied(STORIES, DATABASE)
    keys = json.loads(
        run(f"from tools.bench.wire_live import waiting; waiting({CLIENTS})", DATABASE)
    )
    settings = environment(DATABASE) | {"WIRE_REQUESTS_PER_MINUTE": "1000000"}
    address = ("127.0.0.1", free_port())
    command = gunicorn("newsroom.asgi", address, worker="asgi")
    named = {"PGAPPNAME": DATABASE}
    with running(command, cwd=ROOT, env=os.environ | settings | named) as server:
        wait(address, server)
        fetch(address, "/health/")
        (process,) = children(server.pid)
        asyncio.run(_waiting(address, process, keys, settings, 4 * rounds))


async def _waiting(
    address: tuple[str, int], process: int, keys: list[str], settings: dict[str, str], stories: int
) -> None:
    answered: dict[int, list[float]] = {}
    first = asyncio.create_task(_follow(address, keys[0], answered))
    await _idle(process)
    alone = _standing(process)
    clients = [first, *(asyncio.create_task(_follow(address, key, answered)) for key in keys[1:])]
    times: list[float] = []
    busy = clients_busy = 0.0
    async with publishing(settings) as desk:
        await _idle(process)
        waits = _standing(process)
        for place in range(stories + 1):
            before, clients_before = seconds(process), time.process_time()
            number, committed = await desk.publish()
            while len(answered.get(number, [])) < len(keys):
                await asyncio.sleep(0.05)
                _raise_first(clients)
            # The first is not counted: much is done once.
            if place:
                times += [at - committed for at in answered[number]]
                busy += seconds(process) - before
                clients_busy += time.process_time() - clients_before
            await _idle(process)
    ended = _standing(process)
    for client in clients:
        client.cancel()
    say(f"\n| {CLIENTS} clients wait; {load()} | times | median | p99 | longest | goal |")
    say("|---|--:|--:|--:|--:|--:|")
    say(f"| commit to answer | {len(times):,} | {quantiles(times)} | 300 ms |")
    its, theirs = (each / stories * 1000 for each in (busy, clients_busy))
    say(f"\nOf processors, a story: the process {its:,.0f} ms, its clients {theirs:,.0f} ms.")
    say("\n| that process | memory | threads | connections |\n|---|--:|--:|--:|")
    for name, standing in (
        ("one client waits", alone),
        (f"{CLIENTS} wait", waits),
        (f"{CLIENTS} wait, {stories} stories later", ended),
    ):
        say(f"| {name} | {standing} |")


async def _follow(address: tuple[str, int], key: str, answered: dict[int, list[float]]) -> None:
    """Asks again and again, on one connection, for what comes after the number that it keeps."""
    after = 0
    reader, writer = await asyncio.open_connection(*address)
    while True:
        lines = [
            f"GET /wire/v1/log?after={after}&wait={HOLD} HTTP/1.1",
            f"Host: {address[0]}",
            f"Authorization: Bearer {key}",
            "Accept-Encoding: gzip",
        ]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        head = await reader.readuntil(b"\r\n\r\n")
        (length,) = re.findall(rb"(?i)\r\ncontent-length: (\d+)", head)
        body = await reader.readexactly(int(length))
        at = time.monotonic()
        if b" 200 " not in head[:20]:
            raise RuntimeError(head + body)
        if b"\r\ncontent-encoding: gzip" in head.lower():
            body = zlib.decompress(body, wbits=31)
        for found in re.findall(rb'\{"number":(\d+),"prev"', body):
            after = int(found)
            answered.setdefault(after, []).append(at)


async def _idle(process: int) -> None:
    """Until all that was asked is answered or held."""
    busy = 1.0
    while busy > IDLE:
        before = seconds(process)
        await asyncio.sleep(LOOK_SECONDS)
        busy = (seconds(process) - before) / LOOK_SECONDS


def _standing(process: int) -> str:
    """Memory, threads and connections of the process, as cells of a row."""
    status = Path(f"/proc/{process}/status").read_text()
    (threads,) = re.findall(r"Threads:\s+(\d+)", status)
    with psycopg.connect(
        host=str(embedded.socket_folder(POSTGRES)), user=embedded.NAME, dbname="postgres"
    ) as connection:
        asked = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s"
        found = connection.execute(asked, [DATABASE]).fetchone()
    assert found is not None  # noqa: S101
    return f"{resident(process):.0f} MB | {threads} | {found[0]}"


def _raise_first(tasks: list["asyncio.Task[None]"]) -> None:
    """What ended one of them, where something did."""
    for task in tasks:
        if task.done():
            task.result()


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    embedded.use(POSTGRES)
    say(machine())
    waiting(env.number("ROUNDS", default=5))
