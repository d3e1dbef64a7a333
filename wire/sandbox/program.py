"""The sandbox as a program: with this checkout, or alone (``packed.py``)."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from time import monotonic, sleep
from typing import Final
from urllib.parse import urlsplit

from wire.sandbox.grading import Grade
from wire.sandbox.pushing import CONNECTIONS, new_secret, push
from wire.sandbox.server import KEY, Sandbox, serving

HELP: Final = (
    "Plays a made-up day to a subscriber’s client, with the faults that networks and servers "
    "have, and says what it lost, doubled or kept though it was withdrawn. The client reads a "
    "log here, or takes webhooks at its endpoint; it says what it did by receipts."
)
SETTLE_SECONDS: Final = 2.0
"""After the client has read all: for the receipts of its last page."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="where the log is served")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument(
        "--endpoint", default="", type=_address, help="send webhooks to this address"
    )
    parser.add_argument("--secret", default="", help="that signs them; else one is made")
    parser.add_argument("--seconds", type=int, default=600, help="the longest it takes")
    parser.add_argument("--json", action="store_true", help="the report as JSON")


def _address(given: str) -> str:
    try:
        parts = urlsplit(given)
        is_one = parts.scheme in CONNECTIONS and parts.hostname and parts.port != 0
    except ValueError:
        is_one = False
    if given and not is_one:
        raise ArgumentTypeError("give an address that begins with http:// or https://")
    return given


def play(
    *, host: str, port: int, endpoint: str, secret: str, seconds: int, say: Callable[[str], object]
) -> Grade:
    """Have the client go through the day, and judge it; ``say`` is told how it goes."""
    secret = secret or new_secret()
    sandbox = Sandbox(until=0 if endpoint else None)
    with serving(sandbox, host=host, port=port) as address:
        say(f"The log: {address}/log, with the key {KEY}")
        if endpoint:
            say(f"Webhooks to {endpoint}, signed with {secret}")
            for number in push(sandbox, endpoint, secret):
                say(f"{number} was not taken.")
        end = monotonic() + seconds
        while not sandbox.has_read_all and monotonic() < end:
            sleep(0.1)
        sleep(SETTLE_SECONDS)
    return sandbox.grade


def report(grade: Grade) -> str:
    """The grade in words."""
    lines = ["Passed." if grade.has_passed else "Not passed."]
    for stories, what in (
        (grade.lost, "lost: never printed in their newest version"),
        (grade.doubled, "doubled: printed twice in one version"),
        (grade.older, "older: an older version came over the newest"),
        (grade.kept, "kept: still printed though withdrawn or on hold"),
        (grade.early, "early: printed under an embargo"),
    ):
        lines.append(f"{len(stories)} {what}")
        lines += [f"    {story}" for story in stories]
    for number, minutes in grade.minutes.items():
        lines.append(f"{number} was taken down after {minutes} minutes")
    return "\n".join(lines)


def main() -> int:
    """Run it from the command line; 1 if the client did not pass."""
    parser = ArgumentParser(description=HELP)
    add_arguments(parser)
    given = vars(parser.parse_args())
    is_json = given.pop("json")
    grade = play(**given, say=lambda words: sys.stderr.write(f"{words}\n"))
    sys.stdout.write(f"{json.dumps(grade.data, indent=1) if is_json else report(grade)}\n")
    return int(not grade.has_passed)
