import logging
import signal
import sys
from argparse import ArgumentParser
from threading import Thread
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from articles.actions.clock import Clock
from articles.actions.darkroom import Darkroom


class Command(BaseCommand):
    help = (
        "Publishes scheduled stories at their time and makes the renditions of pictures, until it"
        " is told to stop. Any number may run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits now, and end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        logging.basicConfig(
            stream=sys.stderr, level=logging.INFO, format="%(asctime)s worker: %(message)s"
        )
        if once:
            went_well = Clock().tick()
            darkroom = Darkroom()
            while darkroom.work():
                pass
            if not went_well:
                sys.exit(1)
            return
        is_told = False

        def stop(number: int, frame: FrameType | None) -> None:
            nonlocal is_told
            is_told = True

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        # Beside the clock: no picture holds up a story.
        beside = Thread(target=Darkroom(stopping=lambda: is_told).run, name="darkroom")
        beside.start()
        try:
            Clock(stopping=lambda: is_told).run()
        finally:
            is_told = True
            beside.join()
