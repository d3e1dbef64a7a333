import json
from argparse import ArgumentParser
from time import monotonic, sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wire.push import outgoing, signing
from wire.push.failure import FailureError
from wire.sandbox.grading import Grade
from wire.sandbox.pushing import push
from wire.sandbox.server import KEY, Sandbox, serving

SETTLE_SECONDS = 2.0
"""After the client has read all: for the receipts of its last page."""


class Command(BaseCommand):
    help = (
        "Plays a made-up day to a subscriber’s client, with the faults that networks and servers "
        "have, and says what it lost, doubled or kept though it was withdrawn. The client reads a "
        "log here, or takes webhooks at its endpoint; it says what it did by receipts."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="where the log is served")
        parser.add_argument("--port", type=int, default=8090)
        parser.add_argument("--endpoint", default="", help="send webhooks to this address")
        parser.add_argument("--secret", default="", help="that signs them; else one is made")
        parser.add_argument("--seconds", type=int, default=600, help="the longest it takes")
        parser.add_argument("--json", action="store_true", help="the report as JSON")

    def handle(
        self,
        *args: Any,
        host: str,
        port: int,
        endpoint: str,
        secret: str,
        seconds: int,
        **options: Any,
    ) -> None:
        secret = secret or signing.new_secret()
        sandbox = Sandbox(until=0 if endpoint else None)
        with serving(sandbox, host=host, port=port) as address:
            self.stderr.write(f"The log: {address}/log, with the key {KEY}")
            if endpoint:
                _check(endpoint)
                self.stderr.write(f"Webhooks to {endpoint}, signed with {secret}")
                for number in push(sandbox, endpoint, secret):
                    self.stderr.write(f"{number} was not taken.")
            end = monotonic() + seconds
            while not sandbox.has_read_all and monotonic() < end:
                sleep(0.1)
            sleep(SETTLE_SECONDS)
        grade = sandbox.grade
        self.stdout.write(json.dumps(grade.data, indent=1) if options["json"] else report(grade))
        if not grade.has_passed:
            raise CommandError("The client did not pass.")


def _check(endpoint: str) -> None:
    try:
        outgoing.check(endpoint)
    except FailureError as error:
        raise CommandError(str(error.failure.label)) from error


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
