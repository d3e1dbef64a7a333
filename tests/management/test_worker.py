"""``manage.py worker`` as a process: killed, stopped, left without a database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.actions import complaints
from articles.models import (
    Article,
    Card,
    Complaint,
    Dispatch,
    DispatchCounter,
    Picture,
    Story,
    Trouble,
)
from articles.models.complaint import KEPT
from articles.pictures.recipe import every
from articles.snapshot import picture_data
from tests.conftest import site_environment
from tests.factories import make_complaint, make_published, make_scheduled, make_user
from tests.site.helpers import Newsroom, make_picture

Worker = subprocess.Popen[str]


@pytest.fixture
def media(tmp_path: Path) -> Path:
    """Where the workers keep pictures."""
    return tmp_path


@pytest.fixture
def start(committed_db: None, media: Path) -> Iterator[Callable[[], Worker]]:
    """Starts a worker on the test's database; all of them are ended with the test."""
    with ExitStack() as workers:

        def start() -> Worker:
            worker = subprocess.Popen(
                [sys.executable, "manage.py", "worker"],
                cwd=settings.BASE_DIR,
                env=os.environ | site_environment(media),
                stderr=subprocess.PIPE,
                text=True,
            )
            workers.enter_context(worker)
            workers.callback(worker.kill)
            return worker

        yield start


def schedule(seconds: float) -> Story:
    return make_scheduled(publish_at=timezone.now() + timedelta(seconds=seconds))


def line(worker: Worker) -> str:
    """What the worker says next, without the time."""
    assert worker.stderr is not None
    return worker.stderr.readline().partition("worker: ")[2].rstrip()


def until(condition: Callable[[], object], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        os.sched_yield()


def test_worker_publishes_within_two_seconds_of_the_time(start: Callable[[], Worker]) -> None:
    worker = start()
    assert line(worker) == "waiting for stories"
    story = schedule(1)

    said = line(worker)

    assert said == f"story {story.pk}: published as 1 {story.slug}"
    assert story.publish_at is not None
    late = Article.objects.get().published_at - story.publish_at
    assert timedelta(0) <= late < timedelta(seconds=2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_told_to_stop_ends_within_a_second(
    start: Callable[[], Worker], number: signal.Signals
) -> None:
    worker = start()
    line(worker)

    worker.send_signal(number)

    assert worker.wait(1) == 0


@contextmanager
def counter_held() -> Iterator[None]:
    """Whoever publishes now waits in the middle of it."""
    with transaction.atomic():
        DispatchCounter.objects.select_for_update().get()
        yield


def waits_for_the_counter() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
        )
        return bool(cursor.rowcount)


def test_worker_killed_amid_a_story_leaves_it_to_the_next(start: Callable[[], Worker]) -> None:
    story = schedule(0.2)
    with counter_held():
        first = start()
        until(waits_for_the_counter)
        first.kill()
        first.wait()
        second = start()

    line(second)
    said = line(second)

    assert said == f"story {story.pk}: published as 1 {story.slug}"
    assert Dispatch.objects.count() == 1


def test_worker_killed_amid_pictures_and_cards_leaves_them_to_the_next(
    start: Callable[[], Worker], media: Path
) -> None:
    newsroom = Newsroom()
    pictures = [make_picture() for _ in range(3)]
    for picture in pictures:
        stored = media / (picture.file.name or "")
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_bytes(Path(picture.file.path).read_bytes())
        newsroom.publish(picture=picture)
    newsroom.publish()
    first = start()
    # In hand, and counted before it.
    until(Trouble.objects.exists, 60)
    first.kill()
    first.wait()

    start()

    until(lambda: not Picture.objects.to_be_rendered() and not Card.objects.waiting(), 60)
    until(lambda: not Trouble.objects.exists())
    for picture in pictures:
        names = [each.name for _, each in every(picture_data(picture))]
        assert all((media / name).stat().st_size > 0 for name in names)


def make_due() -> Story:
    story = schedule(3600)
    Story.objects.filter(pk=story.pk).update(publish_at=timezone.now())
    return story


FAILS = """
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'this one fails';
END $$;
CREATE TRIGGER fails BEFORE INSERT ON articles_dispatch FOR EACH ROW
    WHEN (NEW.story_uid = '{story}') EXECUTE FUNCTION fail();
CREATE TRIGGER fails BEFORE UPDATE ON articles_card FOR EACH ROW EXECUTE FUNCTION fail();
CREATE TRIGGER fails BEFORE UPDATE ON articles_complaint FOR EACH ROW EXECUTE FUNCTION fail();
CREATE TRIGGER fails BEFORE DELETE ON articles_intakecount EXECUTE FUNCTION fail();
"""


def test_bad_row_in_every_queue_holds_up_nothing_and_outlives_the_worker(
    start: Callable[[], Worker],
) -> None:
    # Its file is not where the workers look.
    picture, bare, story = make_picture(), make_published(), make_due()
    complaint = make_complaint()
    complaints.refuse(complaint=complaint, by=make_user("editor"), decision="Tidak.")
    long_ago = timezone.now() - KEPT - timedelta(days=1)
    Complaint.objects.update(decided_at=long_ago)
    with connection.cursor() as cursor:
        cursor.execute(FAILS.format(story=story.uid))
    troubled = {
        "publish": story.pk,
        "render": picture.pk,
        "card": bare.latest_dispatch_id,
        "erase": complaint.pk,
        "forget": 0,
    }
    worker = start()
    until(lambda: Trouble.objects.exclude(what="").count() == len(troubled), 60)
    worker.kill()
    worker.wait()
    good = make_due()

    start()

    until(lambda: Article.objects.filter(pk=good.uid).exists(), 60)
    assert dict(Trouble.objects.values_list("duty", "row")) == troubled


def test_worker_told_to_stop_finishes_the_story_in_hand(start: Callable[[], Worker]) -> None:
    stories = [schedule(1), schedule(1)]
    with counter_held():
        worker = start()
        until(waits_for_the_counter)
        worker.terminate()

    assert worker.wait(5) == 0
    assert Dispatch.objects.count() == 1
    assert len(stories) == 2


def test_worker_outlives_a_restart_of_the_database(start: Callable[[], Worker]) -> None:
    worker = start()
    line(worker)
    story = schedule(0.5)

    with connection._nodb_cursor() as server:
        name = connection.settings_dict["NAME"]
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND pid <> %s",
            [name, connection.connection.info.backend_pid],
        )
        away = line(worker)
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    back, published = line(worker), line(worker)

    assert away.startswith("the database is away: ")
    assert back == "the database is back"
    assert published == f"story {story.pk}: published as 1 {story.slug}"


@pytest.mark.django_db
def test_once_publishes_what_is_due_and_ends() -> None:
    story = make_scheduled(publish_at=timezone.now() + timedelta(hours=1))
    Story.objects.filter(pk=story.pk).update(publish_at=timezone.now())

    call_command("worker", once=True)

    assert Article.objects.get().headline == story.headline


@pytest.mark.django_db
def test_rebuild_articles_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    make_published()
    make_published()

    call_command("rebuild_articles")

    oldest = Dispatch.objects.earliest("number").number
    assert capsys.readouterr().out == (
        f"2 articles, down to Dispatch {oldest}.\n2 articles rebuilt.\n"
    )
