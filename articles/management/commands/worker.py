import logging
import signal
import sys
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from articles.actions.clock import Clock


class Command(BaseCommand):
    help = (
        "Publishes scheduled stories at their time, until it is told to stop. Any number may run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="publish what is due now, and end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        logging.basicConfig(
            stream=sys.stderr, level=logging.INFO, format="%(asctime)s worker: %(message)s"
        )
        if once:
            if not Clock().tick():
                sys.exit(1)
            return
        is_told = False

        def stop(number: int, frame: FrameType | None) -> None:
            nonlocal is_told
            is_told = True

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        Clock(stopping=lambda: is_told).run()
