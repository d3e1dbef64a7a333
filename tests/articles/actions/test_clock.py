"""Scheduled stories go out on time, whatever happens to one of them or to the database."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.actions import reviewing
from articles.actions.clock import PUBLISH
from articles.actions.worker import work
from articles.models import Article, Dispatch, Event, Status, Story, Trouble
from tests.duties import publish_due
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
def failing(story: Story, code: str = "internal_error") -> Iterator[None]:
    """The database itself refuses to put this one story on the record."""
    with connection.cursor() as cursor:
        cursor.execute(f"""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                RAISE EXCEPTION 'this one fails' USING ERRCODE = '{code}';
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
def test_look_publishes_what_is_due_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    due = make_due(2)
    make_scheduled(publish_at=timezone.now() + LATER)

    well = publish_due()

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

    well = publish_due()

    story.refresh_from_db()
    assert well
    assert (story.status, sent()) == (Status.SUBMITTED, [])
    assert caplog.messages == [f"story {story.pk}: not published, back with the editors"]


@pytest.mark.django_db
def test_one_bad_story_holds_up_no_other_and_is_said_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING)
    bad, *good = make_due(3)
    said = f"publish {bad.pk} failed; the desk shows it until it works"

    with failing(bad):
        well = [publish_due()]
        Trouble.objects.update(next_at=timezone.now())
        well.append(publish_due())

    assert well == [False, False]
    assert sent() == [str(story.uid) for story in good]
    assert caplog.messages == [said]
    (trouble,) = Trouble.objects.all()
    assert (trouble.duty, trouble.row, trouble.attempts) == ("publish", bad.pk, 2)
    assert trouble.what == "InternalError: this one fails"


@pytest.mark.django_db
def test_another_error_of_the_same_story_is_said_too(caplog: pytest.LogCaptureFixture) -> None:
    [bad] = make_due()

    for code in ("internal_error", "insufficient_resources"):
        with failing(bad, code):
            publish_due()
        Trouble.objects.update(next_at=timezone.now())

    assert [record.exc_info is not None for record in caplog.records] == [True, True]
    assert Trouble.objects.get().what == "OperationalError: this one fails"


@pytest.mark.django_db
def test_bad_story_is_tried_again_after_growing_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    [bad] = make_due()
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    pauses = []

    with failing(bad):
        for _ in range(8):
            publish_due()
            pauses.append((Trouble.objects.get().next_at - now).total_seconds())
            Trouble.objects.update(next_at=now)

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


@pytest.mark.django_db
def test_bad_story_waits_for_its_time_in_a_worker_started_anew_too() -> None:
    [bad] = make_due()
    with failing(bad):
        publish_due()

    well = publish_due()

    assert not well
    assert Trouble.objects.get().attempts == 1
    assert sent() == []


@pytest.mark.django_db
def test_bad_story_is_published_once_it_is_well_again() -> None:
    [story] = make_due()
    with failing(story):
        publish_due()
    Trouble.objects.update(next_at=timezone.now())

    well = publish_due()

    assert well
    assert sent() == [str(story.uid)]
    assert Trouble.objects.count() == 0


@pytest.mark.django_db
def test_trouble_goes_with_the_schedule_of_its_story() -> None:
    [story] = make_due()
    with failing(story):
        publish_due()
    reviewing.return_(story=story, by=make_user("editor"), reason="Nanti saja.")

    well = publish_due()

    assert well
    assert Trouble.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code", ["program_limit_exceeded", "untranslatable_character", "check_violation"]
)
def test_story_that_the_database_can_never_take_goes_back_to_the_editors(code: str) -> None:
    [story] = make_due()

    with failing(story, code):
        well = publish_due()

    story.refresh_from_db()
    assert well
    assert (story.status, Trouble.objects.count()) == (Status.SUBMITTED, 0)
    event = Event.objects.filter(story=story).latest("pk")
    assert event.verb == "void"
    assert "this one fails" in f"{event.note}{event.data}"


@pytest.mark.django_db
def test_stop_lets_the_story_in_hand_be_finished_and_begins_no_other() -> None:
    first, _, _ = make_due(3)

    work(PUBLISH, stopping=Article.objects.exists)

    assert sent() == [str(first.uid)]


@pytest.mark.usefixtures("committed_db")
def test_several_workers_at_once_publish_each_story_once() -> None:
    due = make_due(12)

    def tick(_: int) -> bool:
        try:
            return publish_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        well = list(pool.map(tick, range(4)))

    assert all(well)
    assert sorted(sent()) == sorted(str(story.uid) for story in due)
