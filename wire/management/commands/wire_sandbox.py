import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wire.sandbox import program


class Command(BaseCommand):
    help = program.HELP

    def add_arguments(self, parser: ArgumentParser) -> None:
        program.add_arguments(parser)

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
        grade = program.play(
            host=host,
            port=port,
            endpoint=endpoint,
            secret=secret,
            seconds=seconds,
            say=self.stderr.write,
        )
        as_json = json.dumps(grade.data, indent=1)
        self.stdout.write(as_json if options["json"] else program.report(grade))
        if not grade.has_passed:
            raise CommandError("The client did not pass.")
