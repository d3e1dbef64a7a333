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
    return tmp_path / "taken-down" / "newest"


def named(newest: Path) -> str:
    """The name of the folder to which the link leads; "" without one."""
    return newest.resolve(strict=True).name if newest.is_symlink() else ""


def held(newsroom: Newsroom, story: Story) -> None:
    hold(story=story, by=newsroom.editor, reason="Masih diperiksa.")


TAKING_DOWN: tuple[Callable[[Newsroom, Story], object], ...] = (
    held,
    lambda newsroom, story: withdraw(story),
)


@pytest.mark.parametrize("take_down", TAKING_DOWN)
def test_each_taking_down_leads_to_another_folder_once_it_is_committed(
    newest: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    take_down: Callable[[Newsroom, Story], object],
) -> None:
    newsroom = Newsroom()
    folders = []

    for story in (newsroom.publish(), newsroom.publish()):
        with django_capture_on_commit_callbacks(execute=True):
            take_down(newsroom, story)
            folders.append(named(newest))
        folders.append(named(newest))

    _, first, _, second = folders
    assert folders == ["", first, first, second]
    assert first != second
    assert {path.name for path in newest.parent.iterdir()} == {first, second, "newest"}


def test_story_held_twice_leads_to_another_folder_each_time(
    newest: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    newsroom = Newsroom()
    story = newsroom.publish()
    folders = set()

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            held(newsroom, story)
        folders.add(newest.resolve(strict=True))
        lift(story=story, by=newsroom.editor)

    assert len(folders) == 2


def test_elder_of_two_that_comes_last_brings_no_former_copy_back(newest: Path) -> None:
    withdraw(Newsroom().publish())
    withdraw(Newsroom().publish())
    elder, younger = Dispatch.objects.filter(signal="withdrawal").order_by("number")
    folders = []

    for dispatch in (elder, younger, elder, elder):
        void_copies.mark(dispatch)
        folders.append(newest.resolve(strict=True))

    assert len(set(folders[:3])) == 3
    assert folders[2] == folders[3]


def test_clock_sets_the_link_that_a_crash_left_out(newest: Path) -> None:
    newsroom = Newsroom()
    withdraw(newsroom.publish())
    withdraw(newsroom.publish())
    number = Dispatch.objects.latest("number").number
    newsroom.publish()

    forget()
    folder = named(newest)
    forget()

    assert folder.startswith(f"{number}-")
    assert named(newest) == folder


def test_clock_leaves_no_link_where_nothing_was_taken_down(newest: Path) -> None:
    Newsroom().publish()

    forget()

    assert not newest.parent.exists()
