from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.record import rebuild


class Command(BaseCommand):
    help = (
        "Makes what the public reads again from the record, newest first; the result is the same,"
        " row for row. The site may be up, and the command may be stopped at any moment."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--below",
            type=int,
            metavar="NUMBER",
            help="go on from here: only what was sent before this Dispatch",
        )

    def handle(self, *args: Any, below: int | None = None, **options: Any) -> None:
        left: list[int] = []

        def failed(number: int, error: Exception) -> None:
            left.append(number)
            why = str(error).partition("\n")[0]
            self.stderr.write(f"Dispatch {number}: {type(error).__name__}: {why}")

        count = rebuild(below=below, report=self._say, failed=failed)
        self.stdout.write(f"{count} articles rebuilt.")
        if left:
            raise CommandError(f"Dispatches whose stories stay as they were: {len(left)}.")

    def _say(self, count: int, number: int) -> None:
        self.stdout.write(f"{count} articles, down to Dispatch {number}.")
        self.stdout.flush()
