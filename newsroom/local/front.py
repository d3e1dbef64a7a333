"""One port for the site and for the process that waits: what nginx does in a real newsroom.

A connection goes to the one that its first request is for; both can answer everything else. The
site is told the visitor's address by a line before the first (HAProxy's PROXY protocol, version 1).
"""

import asyncio
import re
import sys
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Final

LONGEST_HEAD: Final = 64 * 1024
HEAD_SECONDS: Final = 30.0
CHUNK: Final = 64 * 1024

_WAITS: Final = re.compile(
    rb"GET /wire/v1/log\?(?:[^ ]*&)?wait=[1-9]"
    rb"|GET /wire/v1/log[? ](?:.*\r\n)+?accept:[^\r]*text/event-stream",
    re.IGNORECASE,
)


async def serve(host: str, port: int, *, site: int, stream: int) -> None:
    """Listen until cancelled; the others listen on these ports of the loopback."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _forward(reader, writer, site=site, stream=stream)
        finally:
            writer.close()

    server = await asyncio.start_server(connected, host, port, limit=LONGEST_HEAD)
    async with server:
        await server.serve_forever()


async def _forward(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, site: int, stream: int
) -> None:
    with suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_SECONDS)
        found = await _open(stream) if _WAITS.match(head) else None
        if found:
            answers, asks = found
        else:
            answers, asks = await asyncio.open_connection("127.0.0.1", site)
            asks.write(_proxied(writer))
        asks.write(head)
        await _either(_copy(reader, asks), _copy(answers, writer))


async def _open(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
    """A connection to the process that waits; None while it is away, and the site answers."""
    try:
        return await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return None


def _proxied(visitor: asyncio.StreamWriter) -> bytes:
    host, port, *_rest = visitor.get_extra_info("peername")
    own, own_port, *_rest = visitor.get_extra_info("sockname")
    return f"PROXY TCP{6 if ':' in host else 4} {host} {own} {port} {own_port}\r\n".encode()


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await source.read(CHUNK):
            target.write(chunk)
            await target.drain()
        if target.can_write_eof():
            target.write_eof()


async def _either(upward: Coroutine[Any, Any, None], downward: Coroutine[Any, Any, None]) -> None:
    """Until the answer is over, or the visitor is gone."""
    asking = asyncio.create_task(upward)
    try:
        await downward
    finally:
        asking.cancel()


if __name__ == "__main__":
    given_host, *ports = sys.argv[1:]
    public, of_site, of_stream = map(int, ports)
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(given_host, public, site=of_site, stream=of_stream))
