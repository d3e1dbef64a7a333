"""The day sent to an endpoint: late, twice, and a correction before what it corrects."""

from collections.abc import Iterator
from time import sleep, time
from typing import Final

from wire.push import outgoing, signing
from wire.push.failure import FailureError
from wire.sandbox.day import Item
from wire.sandbox.server import Sandbox

TRIES: Final = 4
PAUSE_SECONDS: Final = 1.0


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
    uid = f"sandbox-{item['number']}"
    signed = signing.headers([secret], uid=uid, at=int(time()), body=body)
    headers = {"Content-Type": "application/json", **signed}
    try:
        answer = outgoing.request("POST", endpoint, body=body, headers=headers)
    except FailureError:
        return False
    return 200 <= answer.status < 300
