import logging
import os
import signal
from argparse import ArgumentParser
from threading import Thread
from typing import Any, Final

from django.core.management.base import BaseCommand

from wire.push import standing
from wire.push.sender import Sender

logger = logging.getLogger(__name__)

STOPS: Final = (signal.SIGTERM, signal.SIGINT)


class Command(BaseCommand):
    help = (
        "Pushes deliveries to subscribers’ endpoints, by webhook, mail and files, until it is told"
        " to stop. Any number may run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--report", action="store_true", help="say how the endpoints stand")

    def handle(self, *args: Any, report: bool, **options: Any) -> None:
        if report:
            self.stdout.write("\n".join(standing.report()))
            return
        # A name server that says nothing holds a thread: not for the usual half minute.
        os.environ.setdefault("RES_OPTIONS", "timeout:3 attempts:2")
        # Before the threads, which have it from here: the signals wait for this one.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        sender = Sender()
        thread = Thread(target=sender.run, name="sender")
        thread.start()
        logger.info("pushing to endpoints, as sender %s", sender.number)
        told = None
        while told is None and thread.is_alive():
            told = signal.sigtimedwait(STOPS, 0.1)
        sender.stopping.set()
        sender.woken.set()
        thread.join()
