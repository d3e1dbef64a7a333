"""One HTTP request to a server that a subscriber named, which may be anybody's.

What holds for each: only public addresses, and the one connected to is the one checked; HTTPS; no
redirect is followed; an answer is read to a bounded length and time. docs/decisions/outgoing.md.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from time import monotonic
from typing import Final

import urllib3
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, parse_url

from wire.push.addresses import Address, resolved
from wire.push.deadlines import watch
from wire.push.failure import Failure, FailureError

SECONDS: Final = 15.0
"""From the first look at the name to the status of the answer."""
CONNECT_SECONDS: Final = 6.0
BODY_SECONDS: Final = 2.0
"""How long the body is waited for once the status is there: it decides nothing."""
KEPT: Final = 4096
"""Bytes of an answer that are read, to be shown to who looks after the server."""
LONGEST_URL: Final = 2000
_PORTS: Final = {"https": 443, "http": 80}
_USER_AGENT: Final = "newsroom-wire/1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: names of headers in small letters, the start of the body as sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be connected to, in its parts."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def check(url: str) -> None:
    """Raises FailureError where ``request`` would not even connect, as things are now."""
    target = _parsed(url)
    _found(target)


def request(
    method: str,
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    seconds: float = SECONDS,
) -> Answer:
    """The answer, whatever its status. Raises FailureError where there is none in time."""
    end = monotonic() + seconds
    target = _parsed(url)
    addresses = _found(target)
    sent = {
        "Host": target.host_header,
        "User-Agent": _USER_AGENT,
        "Accept-Encoding": "identity",
        "Connection": "close",
        **headers,
    }
    connection = _connected(target, addresses, end)
    try:
        return _asked(connection, method, target.path, body, sent, end)
    finally:
        connection.close()


def _parsed(url: str) -> Target:
    """The one reading of an address, for the check and for the connection."""
    try:
        parts: Url = parse_url(url)
    except LocationParseError as error:
        raise FailureError(Failure.ADDRESS) from error
    scheme, host = parts.scheme or "", (parts.host or "").strip("[]")
    is_plain = scheme == "http" and settings.WIRE_LOOPBACK
    if (
        not (scheme == "https" or is_plain)
        or not host
        # What stands there ends in logs, of ours and of theirs.
        or parts.auth
        or len(url) > LONGEST_URL
        or parts.port == 0
    ):
        raise FailureError(Failure.ADDRESS)
    return Target(scheme, host, parts.port or _PORTS[scheme], parts.request_uri)


def _found(target: Target) -> list[Address]:
    addresses = resolved(target.host, target.port)
    if target.scheme == "http" and not all(each.is_loopback for each in addresses):
        raise FailureError(Failure.ADDRESS)
    return addresses


def _connected(target: Target, addresses: list[Address], end: float) -> HTTPConnection:
    """A connection to the first of the addresses that takes one."""
    failure = FailureError(Failure.UNREACHABLE)
    for address in addresses:
        left = end - monotonic()
        if left <= 0:
            raise FailureError(Failure.TIMEOUT)
        connection = _connection(target, address, min(left, CONNECT_SECONDS))
        try:
            connection.connect()
        except (HTTPError, OSError) as error:
            failure = FailureError(_why(error))
        else:
            return connection
        connection.close()
    raise failure


def _connection(target: Target, address: Address, seconds: float) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(str(address), target.port, timeout=seconds)
    return HTTPSConnection(
        str(address),
        target.port,
        timeout=seconds,
        ssl_context=tls(),
        server_hostname=target.host,
    )


@cache
def tls() -> ssl.SSLContext:
    """Made once: reading the system's certificates takes longer than a request."""
    return ssl.create_default_context()


def _asked(
    connection: HTTPConnection,
    method: str,
    path: str,
    body: bytes,
    headers: Mapping[str, str],
    end: float,
) -> Answer:
    sock = connection.sock
    left = end - monotonic()
    if sock is None or left <= 0:
        raise FailureError(Failure.TIMEOUT)
    sock.settimeout(left)
    try:
        with watch.until(end, sock):
            connection.request(
                method, path, body, headers, preload_content=False, decode_content=False
            )
            response = connection.getresponse()
    except (HTTPError, HTTPException, OSError) as error:
        late = monotonic() >= end or isinstance(error, TimeoutError)
        raise FailureError(Failure.TIMEOUT if late else Failure.BROKEN) from error
    try:
        # A head that was cut off at the end looks like a whole one.
        if monotonic() >= end:
            raise FailureError(Failure.TIMEOUT)
        named = {name.lower(): value for name, value in response.headers.items()}
        with watch.until(min(end, monotonic() + BODY_SECONDS), sock):
            return Answer(response.status, named, _start(response))
    finally:
        response.close()


def _start(response: BaseHTTPResponse) -> bytes:
    """The first bytes of the body, as far as they come soon."""
    found = b""
    try:
        while len(found) < KEPT and (
            piece := response.read1(KEPT - len(found), decode_content=False)
        ):
            found += piece
    except (HTTPError, HTTPException, OSError):
        # The status is there, and it decides.
        return found
    return found


def _why(error: Exception) -> Failure:
    """What a connection that was not made says."""
    causes: list[BaseException] = [error]
    while (cause := causes[-1].__cause__) is not None:
        causes.append(cause)
    if any(isinstance(each, ssl.SSLError | urllib3.exceptions.SSLError) for each in causes):
        return Failure.TLS
    if any(isinstance(each, ConnectionRefusedError) for each in causes):
        return Failure.REFUSED
    if any(isinstance(each, TimeoutError) for each in causes):
        return Failure.TIMEOUT
    return Failure.UNREACHABLE
