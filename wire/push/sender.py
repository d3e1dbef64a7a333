"""The sender: takes what is due, tries it in threads, writes down what came of it.

One thread alone asks the database; those that try know no database, so hundreds that wait for slow
servers cost it nothing. Any number of senders may run.
"""

import logging
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Final

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from wire.push import alerts, forgetting, queue, ways
from wire.push.loads import Load, Loader
from wire.push.outgoing import SECONDS
from wire.push.settling import Done, settle
from wire.waking import CHANNEL

logger = logging.getLogger(__name__)

GOOD: Final = 48
"""Tries at once at endpoints that answer."""
DOUBTFUL: Final = 112
"""And at those that fail or are slow: however many those are, the others don't wait for them."""
LOOK_SECONDS: Final = 1.0
"""Between two looks at the queue when nobody wakes us."""
HOUSEKEEPING_SECONDS: Final = 60.0
YOUNG_SECONDS: Final = 1.0
PAUSE_WITHOUT_DATABASE: Final = 1.0


@dataclass(slots=True)
class InHand:
    """A push that a thread tries now."""

    load: Load
    began: float
    is_doubtful: bool


@dataclass
class Sender:
    """``run`` returns once ``stopping`` is set and what is in hand is done."""

    stopping: Event = field(default_factory=Event)
    number: int = field(default_factory=lambda: secrets.randbelow(2**31 - 1) + 1)
    woken: Event = field(default_factory=Event)
    _done: SimpleQueue[Done] = field(default_factory=SimpleQueue)
    _unsettled: list[Done] = field(default_factory=list)
    _in_hand: dict[int, InHand] = field(default_factory=dict)
    _loader: Loader = field(default_factory=lambda: Loader(str(settings.SITE_URL)))
    _is_away: bool = False
    _is_signed_on: bool = False
    _tidied_at: float = float("-inf")

    def run(self) -> None:
        listener = Thread(target=self._listen, name="listener", daemon=True)
        listener.start()
        mailer = Thread(target=self._mail, name="alerts", daemon=True)
        mailer.start()
        with ThreadPoolExecutor(GOOD + DOUBTFUL, "try") as pool:
            while not self.stopping.is_set():
                self.woken.wait(LOOK_SECONDS)
                self.woken.clear()
                self._with_database(lambda: self.turn(pool))
            self._finish()
        connection.close()

    def turn(self, pool: ThreadPoolExecutor) -> None:
        """Write down what is done, see what is new, take what is due: one transaction."""
        now = timezone.now()
        if not self._is_signed_on:
            queue.sign_on(self.number)
            self._is_signed_on = True
        self._collect()
        doubtful = sum(each.is_doubtful or self._is_old(each) for each in self._in_hand.values())
        good = len(self._in_hand) - doubtful
        with transaction.atomic():
            queue.begin_turn()
            settle(self.number, self._unsettled, now)
            queue.release_orphans()
            queue.fan_out(now)
            taken = queue.claim(
                self.number,
                now,
                good=min(GOOD - good, GOOD + DOUBTFUL - len(self._in_hand)),
                doubtful=DOUBTFUL - doubtful,
            )
            loads = self._loader.read(taken, now)
        self._unsettled.clear()
        for load in loads:
            self._in_hand[load.push.pk] = InHand(load, monotonic(), taken[load.push.pk])
            pool.submit(self._try, load)
        # Last: were it to fail, what was taken is tried all the same.
        self._tidy()

    def _is_old(self, each: InHand) -> bool:
        return monotonic() - each.began > YOUNG_SECONDS

    def _try(self, load: Load) -> None:
        began = monotonic()
        result = ways.attempt(load)
        self._done.put(Done(load, result, monotonic() - began))
        self.woken.set()

    def _collect(self) -> None:
        with suppress(Empty):
            while True:
                done = self._done.get_nowait()
                self._in_hand.pop(done.load.push.pk, None)
                self._unsettled.append(done)

    def _tidy(self) -> None:
        if monotonic() - self._tidied_at > HOUSEKEEPING_SECONDS:
            self._tidied_at = monotonic()
            forgetting.forget(timezone.now())

    def _finish(self) -> None:
        """Wait for what is in hand, and write it down while there is a database."""
        logger.info("stopping when what is in hand is done")
        end = monotonic() + 2 * SECONDS
        while self._in_hand and monotonic() < end:
            self.woken.wait(0.1)
            self.woken.clear()
            self._collect()
        self._with_database(self._settle_last)

    def _settle_last(self) -> None:
        with transaction.atomic():
            settle(self.number, self._unsettled, timezone.now())
        self._unsettled.clear()

    def _with_database(self, act: Callable[[], None]) -> None:
        """Do it; a database that is away is waited for, and said once."""
        try:
            act()
        except Exception as error:
            if connection.is_usable():
                # A fault of ours, which must not stop the wire; what was done is settled again.
                logger.exception("a turn failed")
                self.stopping.wait(PAUSE_WITHOUT_DATABASE)
                return
            if not self._is_away:
                why = str(error).strip().partition("\n")[0]
                logger.warning("the database is away: %s", why)
            self._is_away, self._is_signed_on = True, False
            connection.close()
            self.stopping.wait(PAUSE_WITHOUT_DATABASE)
            self.woken.set()
        else:
            if self._is_away:
                logger.warning("the database is back")
            self._is_away = False

    def _listen(self) -> None:
        """Wake the sender for what others commit; without it, it looks once a second."""
        while not self.stopping.is_set():
            try:
                with psycopg.connect(**connection.get_connection_params()) as listening:
                    listening.autocommit = True
                    listening.execute(f"LISTEN {CHANNEL}")
                    while not self.stopping.is_set():
                        for _notice in listening.notifies(timeout=LOOK_SECONDS, stop_after=1):
                            self.woken.set()
            except psycopg.Error:
                self.stopping.wait(PAUSE_WITHOUT_DATABASE)

    def _mail(self) -> None:
        while not self.stopping.is_set():
            try:
                while alerts.send_next(timezone.now()):
                    pass
            except Exception:
                if connection.is_usable():
                    logger.exception("an alert")
                connection.close()
            self.stopping.wait(5 * LOOK_SECONDS)
        connection.close()
