"""Subscribers and a log of N deliveries for the bench of the wire; what it measures inside."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from articles.actions import filing, reviewing
from articles.actions.saving import save_story
from articles.models import Desk, Dispatch, Person, Story, User
from wire import items, keys
from wire.models import Company, Product, Subscription

READER = "Pembaca log"

END = 10_000

# A log as long as is asked for. What is printed of both its ends are the archive's first items,
# over and over.
LOG = """
INSERT INTO wire_delivery (company_id, number, prev, story_uid, version, signal, has_pictures)
SELECT %(company)s, n, n - 1, md5('wire' || n)::uuid, 1, 'new', true
FROM generate_series(1, %(last)s) AS n
"""
ITEMS = """
INSERT INTO wire_printeditem (number, has_pictures, text)
SELECT n, true, m.text FROM (
    SELECT text, row_number() OVER (ORDER BY number) - 1 AS place, count(*) OVER () AS models
    FROM wire_printeditem WHERE number = ANY (%(numbers)s)
) m JOIN (
    SELECT generate_series(1, %(end)s) AS n UNION
    SELECT generate_series(%(last)s - %(end)s, %(last)s)
) AS ends ON n %% m.models = m.place
ON CONFLICT DO NOTHING
"""


def main(last: int, end: int = END) -> None:
    """A subscriber with a log up to ``last``, their key on standard output.

    Printed are as many items of either end.
    """
    company = Company.objects.create(name=f"{READER} {uuid4()}")
    numbers = [*Dispatch.objects.order_by("number").values_list("number", flat=True)[:60]]
    items.print_missing([(number, True) for number in numbers])
    with connection.cursor() as cursor:
        given: dict[str, Any] = {
            "company": company.pk,
            "last": last,
            "numbers": numbers,
            "end": end,
        }
        cursor.execute(ITEMS, given)
        cursor.execute(LOG, given)
        cursor.execute("INSERT INTO wire_head VALUES (%(company)s, %(last)s)", given)
        cursor.execute("ANALYZE wire_delivery, wire_printeditem")
    _key, secret = keys.issue(company)
    sys.stdout.write(json.dumps(secret))


def publishing(rounds: int, subscribers: int) -> None:
    """The medians of publishing with nobody entitled and with all, in turn, in milliseconds."""
    chief, writer = people()
    product = Product.objects.create(name=f"Semua {uuid4()}", tags=["tidak-ada"])
    subscribe(product, subscribers)
    taken: dict[int, list[float]] = {0: [], subscribers: []}
    for round_ in range(2 * rounds):
        entitled = subscribers if round_ % 2 else 0
        Product.objects.filter(pk=product.pk).update(tags=[] if entitled else ["tidak-ada"])
        story = submitted(writer, round_)
        begin = time.perf_counter()
        reviewing.approve(story=story, by=chief)
        taken[entitled].append((time.perf_counter() - begin) * 1000)
    medians = {entitled: statistics.median(times) for entitled, times in taken.items()}
    sys.stdout.write(json.dumps(medians))


def people() -> tuple[User, Person]:
    """A chief who publishes, and who writes for them."""
    chief = User.objects.filter(groups=Group.objects.get(name="chief")).first()
    writer = Person.objects.filter(edition="id", user__isnull=False).first()
    assert chief is not None and writer is not None  # noqa: S101, PT018
    return chief, writer


def subscribe(product: Product, subscribers: int) -> list[Company]:
    """So many new subscribers to a product; those that there were get nothing any more."""
    Subscription.objects.all().update(last_day="2020-02-01", first_day="2020-01-01")
    companies = [
        Company.objects.create(name=f"Pelanggan {which} {uuid4()}") for which in range(subscribers)
    ]
    for company in companies:
        today = timezone.localdate()
        Subscription.objects.create(company=company, product=product, first_day=today)
    return companies


def submitted(writer: Person, number: int) -> Story:
    """A story of ten paragraphs that is ready to be approved."""
    assert writer.user is not None  # noqa: S101
    text = {
        "edition": "id",
        "desk": Desk.objects.filter(edition="id")[0].pk,
        "kind": "T",
        "writer": writer.pk,
        "headline": f"Uji siaran {number} {uuid4()}",
        "dateline_place": "Jakarta",
        "body": "".join(f"<p>{'Kata demi kata. ' * 12}{line}</p>" for line in range(10)),
    }
    story = save_story(user=writer.user, story=None, seen=None, text=text).story
    return filing.submit(story=story, by=writer.user)


def reconciling(secret: str, ids: int) -> None:
    """The median seconds of reconciling so many ids, all of which the client has."""
    settings.ALLOWED_HOSTS = ["testserver"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(number) FROM wire_delivery WHERE version = 1 AND prev > 0")
        last = cursor.fetchone()[0]
        cursor.execute(
            "SELECT md5('wire' || n)::uuid::text FROM generate_series(%s, %s) AS n",
            [last - ids + 1, last],
        )
        stories = {story: 1 for (story,) in cursor.fetchall()}
    body = {"stories": stories, "after": last - ids}
    client, headers = Client(), {"Authorization": f"Bearer {secret}"}

    def ask() -> Any:
        return client.post(
            "/wire/v1/reconcile", body, content_type="application/json", headers=headers
        )

    sys.stdout.write(json.dumps(_median(ask)))


def _median(ask: Callable[[], Any]) -> float:
    times = []
    for _ in range(5):
        with transaction.atomic():
            begin = time.perf_counter()
            answer = ask()
            times.append(time.perf_counter() - begin)
        assert answer.status_code == 200, answer.content  # noqa: S101
    return statistics.median(times)
