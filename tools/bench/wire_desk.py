"""The desk whose stories are waited for, as a process beside those who wait."""

import asyncio
import json
import os
import statistics
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from tools.bench.archives import command
from tools.bench.servers import ROOT


class Desk:
    """``publish`` sends one story out."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def publish(self) -> tuple[int, float]:
        """Its number, and when its commit began, by ``time.monotonic``."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None and told is not None  # noqa: S101, PT018
        asked.write(b"\n")
        number, committed = json.loads(await told.readline())
        return number, committed


@asynccontextmanager
async def publishing(environment: dict[str, str]) -> AsyncIterator[Desk]:
    work = command("from tools.bench.wire_live import desk; desk()")
    process = await asyncio.create_subprocess_exec(
        *work, stdin=PIPE, stdout=PIPE, cwd=ROOT, env=os.environ | environment
    )
    try:
        yield Desk(process)
    finally:
        # It may be in the midst of writing the next one.
        process.terminate()
        await process.wait()


def quantiles(seconds: Sequence[float]) -> str:
    """Median, 99th percentile and longest, as cells of a row."""
    late = statistics.quantiles(seconds, n=100)[-1]
    told = (statistics.median(seconds), late, max(seconds))
    return " | ".join(f"{each * 1000:,.0f} ms" for each in told)


def load() -> str:
    """What the machine did in the last minute, and since when there is one."""
    return f"load {os.getloadavg()[0]:.1f}"
