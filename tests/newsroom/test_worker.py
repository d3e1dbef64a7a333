"""``manage.py worker`` as a process: killed, stopped, left without a database."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.actions import complaints
from articles.actions.duty import duties
from articles.models import (
    Article,
    Complaint,
    Dispatch,
    DispatchCounter,
    DutyRun,
    Story,
    Trouble,
)
from articles.models.complaint import KEPT
from tests.articles.site.helpers import make_picture
from tests.factories import make_complaint, make_published, make_scheduled, make_user
from tests.newsroom.workers import Worker, database_away, line, until, waiting


def schedule(seconds: float) -> Story:
    return make_scheduled(publish_at=timezone.now() + timedelta(seconds=seconds))


def test_worker_publishes_within_two_seconds_of_the_time(start: Callable[[], Worker]) -> None:
    worker = start()
    assert line(worker).startswith("looking after publish, lift, render, ")
    story = schedule(1)

    said = line(worker)

    assert said == f"story {story.pk}: published as 1 {story.slug}"
    assert story.publish_at is not None
    late = Article.objects.get().published_at - story.publish_at
    assert timedelta(0) <= late < timedelta(seconds=2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_told_to_stop_ends_soon(start: Callable[[], Worker], number: signal.Signals) -> None:
    worker = start()
    # Some wait for half a second now, some for an hour.
    until(lambda: DutyRun.objects.count() == len(duties()))

    worker.send_signal(number)

    assert worker.wait(5) == 0


@contextmanager
def counter_held() -> Iterator[None]:
    """Whoever publishes now waits in the middle of it."""
    with transaction.atomic():
        DispatchCounter.objects.select_for_update().get()
        yield


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
    picture, bare, story = make_picture(), make_published(), make_due()
    Path(picture.file.path).unlink()
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
        "forget-uses": 0,
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
        line(worker)
        until(waiting)
        worker.terminate()
        assert line(worker) == "stopping when what is in hand is done"

    assert worker.wait(5) == 0
    assert Dispatch.objects.count() == 1
    assert len(stories) == 2


def test_worker_outlives_a_restart_of_the_database(start: Callable[[], Worker]) -> None:
    worker = start()
    line(worker)
    story = schedule(0.5)

    with database_away():
        away = line(worker)
    then = {line(worker), line(worker)}

    assert away.startswith("the database is away: ")
    # Whichever thread comes first.
    assert then == {"the database is back", f"story {story.pk}: published as 1 {story.slug}"}


@pytest.mark.django_db
def test_once_publishes_what_is_due_and_ends() -> None:
    story = make_scheduled(publish_at=timezone.now() + timedelta(hours=1))
    Story.objects.filter(pk=story.pk).update(publish_at=timezone.now())

    call_command("worker", once=True)

    assert Article.objects.get().headline == story.headline


@pytest.mark.django_db
def test_report_says_of_every_duty_when_it_was_looked_after_and_what_waits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_due()
    call_command("worker", once=True)
    capsys.readouterr()
    make_due()
    waiting = make_due()
    Trouble.objects.create(
        duty="publish", row=waiting.pk, what="x", since=timezone.now(), next_at=timezone.now()
    )

    call_command("worker", report=True)

    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["duty", "last", "looked", "after", "took", "rows", "waiting", "trouble"]
    told = {name: rest for name, *rest in map(str.split, lines)}
    assert list(told) == [duty.name for duty in duties()]
    assert told["publish"][4:] == ["1", "2", "1"]
    assert {rest[0] for rest in told.values()} == {str(timezone.localdate())}


def test_duty_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(CommandError, match="There are these duties: publish, lift, render, "):
        call_command("worker", only=["sleep"])


@pytest.mark.django_db
def test_rebuild_articles_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    make_published()
    make_published()

    call_command("rebuild_articles")

    oldest = Dispatch.objects.earliest("number").number
    assert capsys.readouterr().out == (
        f"2 articles, down to Dispatch {oldest}.\n2 articles rebuilt.\n"
    )
