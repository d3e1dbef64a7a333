"""Articles are made again while the newsroom goes on: what it does meanwhile stands."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from articles.actions import amending
from articles.models import Article, Dispatch, Ground, Status, Story
from articles.record import rebuild, rebuilding
from tests.factories import edit, make_published, make_user

pytestmark = pytest.mark.usefixtures("committed_db")
TIMEOUT = 60


def withdraw(story: Story) -> None:
    chief = make_user("chief")
    amending.withdraw(story=story, by=chief, ground=Ground.CHILD, reason="Usia anak.")


def update(story: Story) -> None:
    editor = make_user("editor")
    edit(story, by=editor, headline="Judul kedua")
    amending.update(story=story, by=editor)


def apart(work: Callable[[], object]) -> Callable[[], None]:
    """The work on a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    return run


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def headlines() -> dict[UUID, str]:
    return dict(Article.objects.values_list("pk", "headline"))


@pytest.mark.parametrize(("act", "after"), [(withdraw, {}), (update, {"headline": "Judul kedua"})])
def test_story_that_is_being_sent_is_waited_for_and_stands_as_it_was_sent(
    act: Callable[[Story], None], after: dict[str, str]
) -> None:
    story = make_published()
    is_sent, may_commit = Signal(), Signal()

    def send() -> None:
        with transaction.atomic():
            act(story)
            is_sent.set()
            assert may_commit.wait(TIMEOUT)

    with ThreadPoolExecutor(2) as pool:
        sending = pool.submit(apart(send))
        assert is_sent.wait(TIMEOUT)
        rebuilding_ = pool.submit(apart(rebuild))
        while not somebody_waits() and not rebuilding_.done():
            pass
        may_commit.set()
        sending.result()
        rebuilding_.result()

    assert list(Article.objects.values("headline")) == ([after] if after else [])


def test_what_is_sent_between_two_stories_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", 1)
    withdrawn, updated, *others = (make_published() for _ in range(4))
    before, seen = headlines(), []

    def meanwhile(_count: int, _number: int) -> None:
        seen.append(len(headlines()))
        if len(seen) == 1:
            with ThreadPoolExecutor() as pool:
                pool.submit(apart(lambda: withdraw(withdrawn))).result()
                pool.submit(apart(lambda: update(updated))).result()

    count = rebuild(report=meanwhile)

    assert headlines() == {
        updated.uid: "Judul kedua",
        **{other.uid: before[other.uid] for other in others},
    }
    # Readers missed no story at any moment. The one that was withdrawn is passed once more.
    assert (count, seen) == (2, [4, 3])
    assert Story.objects.get(pk=withdrawn.pk).status == Status.WITHDRAWN


def test_rebuild_that_was_killed_left_every_story_and_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", 1)
    stories = [make_published() for _ in range(3)]
    before = headlines()
    Article.objects.update(headline="Bukan yang dikirim")
    reached = []

    def die(_count: int, number: int) -> None:
        reached.append(number)
        if len(reached) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(report=die)
    half = headlines()
    call_command("rebuild_articles", below=reached[-1])

    newest_first = list(Dispatch.objects.values_list("number", flat=True))
    assert reached == newest_first[:2]
    assert half == {**before, stories[0].uid: "Bukan yang dikirim"}
    assert headlines() == before
    assert capsys.readouterr().out.splitlines() == [
        f"1 articles, down to Dispatch {newest_first[2]}.",
        "1 articles rebuilt.",
    ]
