"""The day sent to an endpoint: late, twice, and a correction before what it corrects."""

import base64
import hmac
import secrets
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import sleep, time
from typing import Final
from urllib.parse import urlsplit

from wire.sandbox.day import Item
from wire.sandbox.server import Sandbox

CONNECTIONS: Final = {"http": HTTPConnection, "https": HTTPSConnection}
SECRET: Final = "whsec_"  # noqa: S105 - how one begins
SECONDS: Final = 15
TRIES: Final = 4
PAUSE_SECONDS: Final = 1.0


def new_secret() -> str:
    """As those of the wire."""
    return SECRET + base64.b64encode(secrets.token_bytes(32)).decode()


def push(sandbox: Sandbox, endpoint: str, secret: str) -> list[int]:
    """Send the day; the numbers that the endpoint never took, which it may read from the log."""
    refused = []
    for item in _order(sandbox.items):
        sandbox.until = max(sandbox.until, item["number"])
        sandbox.offer(item)
        body = sandbox.envelope([item], item["number"])
        if not any(_is_taken(endpoint, secret, item, body, each) for each in range(TRIES)):
            refused.append(item["number"])
    return refused


def _order(items: tuple[Item, ...]) -> Iterator[Item]:
    """Every pair swapped, so that newer ones overtake; every third twice; at last the first again.

    A withdrawn story's text comes once more behind its withdrawal.
    """
    for at in range(0, len(items), 2):
        for item in reversed(items[at : at + 2]):
            yield item
            if item["number"] % 3 == 0:
                yield item
    yield from items[:4]


def _is_taken(endpoint: str, secret: str, item: Item, body: bytes, tries: int) -> bool:
    if tries:
        sleep(PAUSE_SECONDS)
    uid, at = f"sandbox-{item['number']}", int(time())
    key = base64.b64decode(secret.removeprefix(SECRET))
    signature = hmac.digest(key, f"{uid}.{at}.".encode() + body, "sha256")
    headers = {
        "Content-Type": "application/json",
        "webhook-id": uid,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{base64.b64encode(signature).decode()}",
    }
    return 200 <= _status(endpoint, body, headers) < 300


def _status(endpoint: str, body: bytes, headers: dict[str, str]) -> int:
    """What the endpoint answers, as it is; 0 for no answer."""
    parts = urlsplit(endpoint)
    connection = CONNECTIONS[parts.scheme](parts.hostname or "", parts.port, timeout=SECONDS)
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.request("POST", target, body, headers)
        answer: HTTPResponse = connection.getresponse()
    except (OSError, HTTPException):
        return 0
    else:
        return answer.status
    finally:
        connection.close()
