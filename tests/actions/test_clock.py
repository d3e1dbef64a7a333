"""Scheduled stories go out on time, whatever happens to one of them or to the database."""

import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from articles.actions.clock import Clock
from articles.models import Article, Dispatch, Status, Story
from tests.factories import make_scheduled, make_user

LATER = timedelta(hours=1)


def make_due(count: int = 1) -> list[Story]:
    """Approved stories whose time has come, the first first."""
    editor, reporter = make_user("editor"), make_user("reporter")
    now = timezone.now()
    stories = [
        make_scheduled(publish_at=now + LATER, editor=editor, by=reporter) for _ in range(count)
    ]
    for story in stories:
        Story.objects.filter(pk=story.pk).update(
            publish_at=now - timedelta(seconds=count), updated_at=now
        )
        count -= 1
    return stories


@contextmanager
def failing(story: Story) -> Iterator[None]:
    """The database itself refuses to put this one story on the record."""
    with connection.cursor() as cursor:
        cursor.execute(f"""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                RAISE EXCEPTION 'this one fails' USING ERRCODE = 'program_limit_exceeded';
            END $$;
            CREATE TRIGGER fail BEFORE INSERT ON articles_dispatch FOR EACH ROW
            WHEN (NEW.story_uid = '{story.uid}') EXECUTE FUNCTION fail();
        """)
        yield
        cursor.execute("DROP FUNCTION fail() CASCADE")


def sent() -> list[str]:
    return [
        str(uid) for uid in Dispatch.objects.order_by("number").values_list("story_uid", flat=True)
    ]


@pytest.mark.django_db
def test_tick_publishes_what_is_due_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    due = make_due(2)
    make_scheduled(publish_at=timezone.now() + LATER)

    well = Clock().tick()

    assert well
    assert sent() == [str(story.uid) for story in due]
    assert caplog.messages == [
        f"story {story.pk}: published as {number} {story.slug}"
        for number, story in enumerate(due, 1)
    ]


@pytest.mark.django_db
def test_story_edited_past_its_approval_goes_back_to_the_editors(
    caplog: pytest.LogCaptureFixture,
) -> None:
    [story] = make_due()
    Story.objects.filter(pk=story.pk).update(body="<p>Lain.</p>")

    well = Clock().tick()

    story.refresh_from_db()
    assert well
    assert (story.status, sent()) == (Status.SUBMITTED, [])
    assert caplog.messages == [f"story {story.pk}: not published, back with the editors"]


@pytest.mark.django_db
def test_one_bad_story_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    bad, *good = make_due(3)

    with failing(bad):
        well = Clock().tick()

    assert not well
    assert sent() == [str(story.uid) for story in good]
    assert caplog.messages == [f"story {bad.pk}: not published, tried again in 1 s"]


@pytest.mark.django_db
def test_bad_story_is_tried_again_after_growing_pauses(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    [bad] = make_due()
    seconds = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: seconds)
    tried_at = []
    subject = Clock()

    with failing(bad):
        while seconds < 200:
            caplog.clear()
            subject.tick()
            if caplog.messages:
                tried_at.append(seconds)
            seconds += 0.5

    assert tried_at == [0, 1, 3, 7, 15, 31, 63, 123, 183]


@pytest.mark.django_db
def test_bad_story_is_published_once_it_is_well_again(monkeypatch: pytest.MonkeyPatch) -> None:
    [story] = make_due()
    subject = Clock()
    with failing(story):
        subject.tick()
    monkeypatch.setattr(time, "monotonic", lambda: float("inf"))

    well = subject.tick()

    assert well
    assert sent() == [str(story.uid)]


@pytest.mark.django_db
def test_stop_lets_the_story_in_hand_be_finished_and_begins_no_other() -> None:
    first, _, _ = make_due(3)

    Clock(stopping=Article.objects.exists).run()

    assert sent() == [str(first.uid)]


@pytest.mark.usefixtures("committed_db")
def test_several_clocks_at_once_publish_each_story_once() -> None:
    due = make_due(12)

    def tick(_: int) -> bool:
        try:
            return Clock().tick()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        well = list(pool.map(tick, range(4)))

    assert all(well)
    assert sorted(sent()) == sorted(str(story.uid) for story in due)


def end_connection() -> None:
    """End the connection of this test, as a database that stops does."""
    pid = connection.connection.info.backend_pid
    to = connection.get_connection_params()
    to.pop("cursor_factory", None)
    to.pop("context", None)
    with psycopg.connect(**to, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


@pytest.mark.usefixtures("committed_db")
def test_lost_connection_is_said_once_and_made_again(caplog: pytest.LogCaptureFixture) -> None:
    [story] = make_due()
    subject = Clock()
    end_connection()

    ticks = [subject.tick(), subject.tick()]

    assert ticks == [False, True]
    assert sent() == [str(story.uid)]
    assert caplog.messages[0].startswith("the database is away: ")
    assert caplog.messages[1:] == ["the database is back"]
