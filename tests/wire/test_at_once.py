"""Several publish while others read and products change: each copy is the server's.

``tools/wire_race.py`` runs it at length.
"""

import hashlib
import json
import os
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from articles.models import Dispatch, Signal, Story, User
from tests.factories import make_published, make_submitted, make_user
from tests.wire.api.asking import Machine
from tests.wire.factories import (
    correct,
    lift,
    log,
    make_company,
    make_key,
    make_product,
    send_embargoed,
    update,
    withdraw,
)
from wire.models import Company, Product, Subscription

PUBLISHERS, CLIENTS, DISPATCHES = map(int, os.environ.get("WIRE_RACE", "3/4/24").split("/"))
TAGS = ("padi", "gempa", "bola")
LIMITS = (3, 50, 200)
"""Items in a page: of one client, of the next, and so on."""
PAUSE_SECONDS = CLIENTS / 10
"""After a page that was empty: what all clients ask in a second leaves time to publish."""


class Reader:
    """A client that keeps one number, and what it was sent."""

    def __init__(self, company: Company, *, limit: int) -> None:
        self.company = company
        self.machine = Machine(make_key(company))
        self.next = f"log?after=0&limit={limit}"
        self.read: list[tuple[int, int, str]] = []
        self.digests: list[str] = []
        self.copy: dict[str, int] = {}

    def ask(self) -> bool:
        """Read a page; whether there was anything in it."""
        told = self.machine.get(self.next).json()
        for item in told["items"]:
            self.read.append((item["number"], item["prev"], item["signal"]))
            self.digests.append(digest(item))
            if item["signal"] == Signal.WITHDRAWAL:
                del self.copy[item["story"]]
            else:
                self.copy[item["story"]] = item["version"]
        self.next = told["next"]
        return bool(told["items"])


def digest(item: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()


def publish(
    chief: User, reporter: User, chance: random.Random, is_over: Callable[[], bool]
) -> None:
    live: list[Story] = []
    while not is_over():
        fields = {"by": reporter, "tags": (chance.choice(TAGS),)}
        match chance.randrange(6) if live else 0:
            case 0 | 1:
                live.append(make_published(editor=chief, **fields))
            case 2:
                at = chance.randrange(len(live))
                live[at] = update(live[at], by=chief)
            case 3:
                at = chance.randrange(len(live))
                live[at] = correct(live[at], by=chief)
            case 4:
                withdraw(live.pop(chance.randrange(len(live))), by=chief)
            case 5:
                story = make_submitted(**fields)
                for send in (send_embargoed, lift):
                    with transaction.atomic():
                        send(story)


def change(products: list[Product], readers: list[Reader], is_over: threading.Event) -> None:
    chance = random.Random(0)  # noqa: S311 - a test's choices
    while not is_over.wait(0.05):
        product = Product.objects.filter(pk=chance.choice(products).pk)
        product.update(tags=[chance.choice(TAGS)], has_embargoed=chance.random() < 0.5)
        one = Subscription.objects.filter(company=chance.choice(readers).company)
        one.update(last_day=chance.choice((None, "2020-02-01")))
    connection.close()


@pytest.mark.usefixtures("committed_db")
def test_every_copy_is_the_servers_however_many_write_and_read(settings: Settings) -> None:
    settings.WIRE_REQUESTS_PER_MINUTE = 10**9
    people = [(make_user("chief"), make_user("reporter")) for _ in range(PUBLISHERS)]
    products = [make_product(), *(make_product(tags=[tag]) for tag in TAGS)]
    readers = [
        Reader(
            make_company(product=products[which % len(products)]), limit=LIMITS[which % len(LIMITS)]
        )
        for which in range(CLIENTS)
    ]
    is_written = threading.Event()

    def is_over() -> bool:
        return Dispatch.objects.count() >= DISPATCHES

    def write(seed: int) -> None:
        publish(*people[seed], random.Random(seed), is_over)  # noqa: S311 - as above
        connection.close()

    def read(reader: Reader) -> None:
        while reader.ask() or not is_written.wait(PAUSE_SECONDS):
            pass
        while reader.ask():
            pass
        connection.close()

    with ThreadPoolExecutor(PUBLISHERS + CLIENTS + 1) as pool:
        reading = [pool.submit(read, reader) for reader in readers]
        changing = pool.submit(change, products[1:], readers, is_written)
        try:
            for done in [pool.submit(write, seed) for seed in range(PUBLISHERS)]:
                done.result()
        finally:
            is_written.set()
        for done in [*reading, changing]:
            done.result()

    assert Dispatch.objects.count() >= DISPATCHES
    assert sum(len(reader.read) for reader in readers) > DISPATCHES
    for reader in readers:
        compare(reader)


def compare(reader: Reader) -> None:
    """Nothing missed, repeated or out of order; the same read again; the same stories."""
    again, once_more = (reader.machine.get("log?limit=200").content for _ in range(2))
    told = reader.machine.get("stories").json()
    present = told["items"]
    while "stories?" in told["next"]:
        told = reader.machine.get(told["next"]).json()
        present += told["items"]
    assert reader.read == log(reader.company)
    assert [digest(item) for item in reader.machine.read()] == reader.digests
    assert again == once_more
    assert {item["story"]: item["version"] for item in present} == reader.copy
