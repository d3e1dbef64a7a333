"""Subscribers who wait or are sent to, and a desk that publishes whenever it is told to."""

import json
import sys
import time
from collections.abc import Sequence
from itertools import count
from uuid import uuid4

from django.db import transaction

from articles.actions import reviewing
from tools.bench.wire_rows import people, submitted, subscribe
from wire import keys
from wire.models import Product
from wire.push import endpoints
from wire.push.endpoints import Given


def waiting(subscribers: int) -> None:
    """So many who get everything, the key of each on standard output."""
    companies = subscribe(Product.objects.create(name=f"Semua {uuid4()}"), subscribers)
    sys.stdout.write(json.dumps([keys.issue(company)[1] for company in companies]))


def sent_to(addresses: Sequence[str]) -> None:
    """One subscriber for each address, who gets everything there."""
    companies = subscribe(Product.objects.create(name=f"Semua {uuid4()}"), len(addresses))
    for company, address in zip(companies, addresses, strict=True):
        endpoints.create(company, Given(name="Uji", kind="webhook", address=address))


def desk() -> None:
    """For each line that comes, one story goes out; when its commit began, by the clock."""
    chief, writer = people()
    for number in count(1):
        story = submitted(writer, number)
        if not sys.stdin.readline():
            return
        with transaction.atomic():
            sent = reviewing.approve(story=story, by=chief).latest_dispatch
            committed = time.monotonic()
        assert sent is not None  # noqa: S101
        sys.stdout.write(json.dumps([sent.number, committed]) + "\n")
        sys.stdout.flush()
