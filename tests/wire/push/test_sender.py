"""Senders: killed, beside each other, left without a database, and among hostile endpoints."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction

from tests.conftest import site_environment
from tests.factories import make_published, make_user
from tests.newsroom.workers import Worker, database_away, line, until
from tests.wire.factories import make_company
from tests.wire.push import servers
from tests.wire.push.senders import Turning, make_endpoint
from tests.wire.push.servers import receiving, talking
from wire.models import Attempt, Company, Endpoint, Push
from wire.push import outgoing, standing
from wire.push.failure import Failure
from wire.push.sender import Sender


@pytest.fixture
def start(committed_db: None, tmp_path: Path) -> Iterator[Callable[[], Worker]]:
    """Starts a sender on the test's database; all of them are ended with the test."""
    with ExitStack() as processes:

        def start() -> Worker:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "push"],
                cwd=django_settings.BASE_DIR,
                env=os.environ
                | site_environment(tmp_path)
                # That of the test, whose seals it has to open.
                | {"SECRET_KEY": django_settings.SECRET_KEY}
                | {"LOG_FORMAT": "json", "WIRE_LOOPBACK": "yes"},
                stderr=subprocess.PIPE,
                text=True,
            )
            processes.enter_context(process)
            processes.callback(process.kill)
            return process

        yield start


def done() -> int:
    return Push.objects.filter(state="done").count()


def test_senders_that_are_killed_or_lose_their_database_lose_nothing(
    start: Callable[[], Worker],
) -> None:
    editor = make_user("editor")
    with receiving() as receiver:
        for _ in range(4):
            make_endpoint(make_company(), receiver.address)
        pair = [start(), start()]
        for each in pair:
            assert line(each).startswith("pushing to endpoints")
        for _ in range(5):
            make_published(editor=editor)
        until(lambda: done() == 20)
        # Side by side they send nothing twice.
        assert len(receiver.received) == len(
            {each.headers["webhook-id"] for each in receiver.received}
        )

        receiver.is_open.clear()
        for _ in range(5):
            make_published(editor=editor)
        until(lambda: Push.objects.exclude(taken_by=None).count() >= 4)
        for each in pair:
            each.send_signal(signal.SIGKILL)
            each.wait()
        receiver.is_open.set()
        third = start()
        line(third)
        until(lambda: done() == 40)

        with database_away():
            assert line(third).startswith("the database is away: ")
        assert line(third) == "the database is back"
        make_published(editor=editor)
        until(lambda: done() == 44)
        third.terminate()
        assert third.wait(20) == 0

    ids = {each.headers["webhook-id"] for each in receiver.received}
    assert ids == {each.message_id for each in Push.objects.select_related("endpoint")}
    assert Push.objects.filter(taken_by=None, state="done").count() == len(ids) == 44


def test_no_publication_waits_for_a_turn_or_for_who_sets_an_endpoint_up(
    committed_db: None, turning: Turning
) -> None:
    company, editor = make_company(), make_user("editor")
    make_endpoint(company, "http://127.0.0.1:9/")
    make_published(editor=editor)
    turning.turn(times=1)

    def publish() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        make_published(editor=editor)
        connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        turning.turn(times=1)
        assert Endpoint.objects.get().failures == 1
        make_endpoint(company, "http://127.0.0.1:9/", name="Kedua")
        pool.submit(publish).result()


@contextmanager
def sending() -> Iterator[Sender]:
    """A sender in a thread of its own."""
    sender = Sender()

    def run() -> None:
        try:
            sender.run()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    try:
        yield sender
    finally:
        sender.stopping.set()
        sender.woken.set()
        thread.join()


def test_hostile_endpoints_hurt_nobody_else_and_each_has_a_clear_state(
    committed_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "request", _hurried(outgoing.request))
    monkeypatch.setattr(outgoing, "BODY_SECONDS", 0.3)
    company, editor = make_company(), make_user("editor")
    talks = {
        Failure.TIMEOUT: [servers.never, servers.dripping, servers.continuing],
        Failure.BROKEN: [servers.nonsense, servers.hanging_up, servers.long_head],
        None: [servers.endless, servers.trickling, servers.unstorable],
    }
    expected: dict[str, Failure | None] = {}
    with ExitStack() as stack:
        for failure, each in talks.items():
            for talk in each:
                address = stack.enter_context(talking(talk))
                make_endpoint(make_company(), address, name=talk.__name__)
                expected[talk.__name__] = failure
        refusing, moved, private = (
            make_endpoint(make_company(), "http://127.0.0.1:9/", name=name)[0]
            for name in ("refusing", "moved", "private")
        )
        redirecting = stack.enter_context(receiving())
        redirecting.answers = [(302, {"Location": "http://127.0.0.1/"}, b"")] * 1000
        Endpoint.objects.filter(pk=moved.pk).update(address=redirecting.address)
        # Saved when it led elsewhere.
        Endpoint.objects.filter(pk=private.pk).update(address="https://169.254.169.254/")
        expected |= {
            "refusing": Failure.REFUSED,
            "moved": Failure.REDIRECT,
            "private": Failure.NOT_ALLOWED,
        }
        good = [stack.enter_context(receiving()) for _ in range(3)]
        for number, receiver in enumerate(good):
            make_endpoint(company, receiver.address, name=f"good {number}")
        with sending():
            for count in range(1, 5):
                make_published(editor=editor)
                until(partial(all_have, good, count))
            until(lambda: Attempt.objects.values("push__endpoint").distinct().count() == 15)

    found = {
        each.endpoint.name: Failure(each.endpoint.last_failure) if each.endpoint.failures else None
        for each in standing.standings()
    }
    assert {name: found[name] for name in expected} == expected
    assert all(found[f"good {number}"] is None for number in range(3))
    assert all(str(each.why) for each in standing.standings() if each.endpoint.failures)
    late = [
        (attempt.at - attempt.push.queued_at).total_seconds()
        for attempt in Attempt.objects.filter(push__endpoint__company=company)
    ]
    assert len(late) == 12
    assert max(late) < 1
    assert Company.objects.count() == 13
    assert refusing.pk


def all_have(receivers: list[servers.Receiver], count: int) -> bool:
    return all(len(each.received) == count for each in receivers)


def _hurried(request: Callable[..., outgoing.Answer]) -> Callable[..., outgoing.Answer]:
    """As ``outgoing.request`` is, with two seconds for all of it."""

    def hurried(*given: object, **named: object) -> outgoing.Answer:
        return request(*given, **{"seconds": 2.0, **named})

    return hurried
