import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils.translation import gettext as _

from demo.accounts import DEMO_PASSWORD
from demo.subscribers import connect


class Command(BaseCommand):
    help = "Runs the client of one of the demo’s subscribers, and has sent to it what comes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("wire", help="the address of the wire’s API")
        parser.add_argument("port", type=int, help="on which it shows its copy, on this machine")

    def handle(self, *args: Any, wire: str, port: int, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(_("This is a real newsroom: the demo is not for it."))
        client = connect(f"http://127.0.0.1:{port}/", password=DEMO_PASSWORD)
        connections.close_all()
        # By its endpoint: in another database other stories have these numbers.
        folder: Path = settings.BASE_DIR / "var" / "subscriber" / str(client.endpoint)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "log").open("ab") as log:
            os.dup2(log.fileno(), sys.stdout.fileno())
        program = settings.BASE_DIR / "examples" / "receiver.py"
        command = [sys.executable, str(program), wire, str(folder), str(port)]
        secrets = {"WIRE_KEY": client.key, "WIRE_SECRET": client.secret}
        os.execve(sys.executable, command, os.environ | secrets)  # noqa: S606 - our own program
