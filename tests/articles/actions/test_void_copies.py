import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from articles.actions import void_copies
from articles.actions.withholding import hold, lift
from articles.models import Dispatch, Story
from tests.articles.site.helpers import Newsroom, withdraw
from tests.duties import forget

pytestmark = pytest.mark.django_db


@pytest.fixture
def newest(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path / "taken-down" / "newest.txt"


def told(newest: Path) -> tuple[str, tuple[int, int]] | None:
    """The Dispatch that the file names, and what nginx tells it by; None without one."""
    if not newest.exists():
        return None
    found = newest.stat()
    return newest.read_text().partition("\n")[0], (int(found.st_mtime), found.st_size)


def held(newsroom: Newsroom, story: Story) -> None:
    hold(story=story, by=newsroom.editor, reason="Masih diperiksa.")


TAKING_DOWN: tuple[Callable[[Newsroom, Story], object], ...] = (
    held,
    lambda newsroom, story: withdraw(story),
)


@pytest.mark.parametrize("take_down", TAKING_DOWN)
def test_each_taking_down_writes_another_file_once_it_is_committed(
    newest: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    take_down: Callable[[Newsroom, Story], object],
) -> None:
    newsroom = Newsroom()
    files = []

    for story in (newsroom.publish(), newsroom.publish()):
        with django_capture_on_commit_callbacks(execute=True):
            take_down(newsroom, story)
            files.append(told(newest))
        files.append(told(newest))

    before, first, still, second = files
    assert before is None
    assert first
    assert second
    assert still == first
    assert first[0] != second[0]
    assert first[1] != second[1]
    assert [path.name for path in newest.parent.iterdir()] == ["newest.txt"]


def test_story_held_twice_writes_another_file_each_time(
    newest: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    newsroom = Newsroom()
    story = newsroom.publish()
    files = set()

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            held(newsroom, story)
        files.add(told(newest))
        lift(story=story, by=newsroom.editor)

    assert len(files) == 2


def test_elder_of_two_that_comes_last_brings_no_former_copy_back(newest: Path) -> None:
    withdraw(Newsroom().publish())
    withdraw(Newsroom().publish())
    elder, younger = Dispatch.objects.filter(signal="withdrawal").order_by("number")
    files = []

    for dispatch in (elder, younger, elder, elder):
        void_copies.mark(dispatch)
        files.append(told(newest))

    known = [file[1] for file in files if file]
    assert len(set(known[:3])) == 3
    assert files[2] == files[3]


def test_many_within_a_second_are_told_apart(newest: Path) -> None:
    withdraw(Newsroom().publish())
    withdraw(Newsroom().publish())
    both = Dispatch.objects.filter(signal="withdrawal")
    known = []

    for dispatch in [*both] * 20:
        void_copies.mark(dispatch)
        os.utime(newest, (0, 0))
        known.append(told(newest))

    assert len({file[1] for file in known if file}) == 40


def test_clock_writes_the_file_that_a_crash_left_out(newest: Path) -> None:
    newsroom = Newsroom()
    withdraw(newsroom.publish())
    withdraw(newsroom.publish())
    number = Dispatch.objects.latest("number").number
    newsroom.publish()

    forget()
    first = told(newest)
    forget()

    assert first
    assert first[0].startswith(f"{number}-")
    assert told(newest) == first


def test_clock_leaves_no_file_where_nothing_was_taken_down(newest: Path) -> None:
    Newsroom().publish()

    forget()

    assert not newest.parent.exists()
