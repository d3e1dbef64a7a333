import logging
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from threading import Event, Thread
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions import worker
from articles.actions.duty import Duty, duties, duty_named
from articles.models import DutyRun, Trouble

logger = logging.getLogger(__name__)

STOPS: Final = (signal.SIGTERM, signal.SIGINT)
# How late it may be seen that a thread has ended.
STEP: Final = 0.1
_COLUMNS: Final = "{:<16}  {:<19}  {:>8}  {:>5}  {:>7}  {:>7}"


class Command(BaseCommand):
    help = (
        "Publishes scheduled stories at their time, makes the renditions of pictures, and does all"
        " else that waits, until it is told to stop. Any number may run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits now, and end")
        parser.add_argument("--report", action="store_true", help="say how the duties stand")
        parser.add_argument("--only", nargs="+", metavar="DUTY", help="look after these alone")

    def handle(
        self, *args: Any, once: bool, report: bool, only: list[str] | None, **options: Any
    ) -> None:
        chosen = _chosen(only) if only else duties()
        if report:
            self.stdout.write("\n".join(_report(chosen)))
            return
        if not once:
            _run(chosen)
        elif not worker.once(chosen):
            sys.exit(1)


def _chosen(names: list[str]) -> Sequence[Duty]:
    found = [duty for name in names if (duty := duty_named(name))]
    if len(found) < len(names):
        raise CommandError(f"There are these duties: {', '.join(each.name for each in duties())}.")
    return found


def _run(chosen: Sequence[Duty]) -> None:
    # Before the threads, which have it from here: the signals wait for this one.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    stopping = Event()
    threads = [
        Thread(target=each.run, name=name) for name, each in worker.rounds(chosen, stopping).items()
    ]
    logger.info("looking after %s", ", ".join(duty.name for duty in chosen))
    for thread in threads:
        thread.start()
    told = None
    while told is None and all(thread.is_alive() for thread in threads):
        told = signal.sigtimedwait(STOPS, STEP)
    stopping.set()
    logger.info("stopping when what is in hand is done")
    for thread in threads:
        thread.join()
    if told is None:
        sys.exit(1)


def _report(chosen: Sequence[Duty]) -> list[str]:
    runs = DutyRun.objects.in_bulk()
    lines = [_COLUMNS.format("duty", "last looked after", "took", "rows", "waiting", "trouble")]
    for duty in chosen:
        run = runs.get(duty.name)
        at = f"{timezone.localtime(run.at):%Y-%m-%d %H:%M:%S}" if run else "never"
        waiting = duty.waiting(timezone.now()).count() if duty.waiting else "-"
        trouble = Trouble.objects.shown().filter(duty=duty.name).count()
        took, rows = (f"{run.seconds:.2f} s", run.rows) if run else ("-", "-")
        lines.append(_COLUMNS.format(duty.name, at, took, rows, waiting, trouble))
    return lines
