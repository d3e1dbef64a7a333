from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from articles.actions.void_copies import HERE
from tests.articles.site.helpers import Newsroom, withdraw
from tests.duties import forget


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path / "withdrawn"


@pytest.mark.parametrize(
    ("edition", "headline", "place"),
    [("id", "Jembatan dibuka", "jembatan-dibuka"), ("ar", "افتتاح الجسر", "ar/افتتاح-الجسر")],
)
def test_withdrawal_leaves_the_folder_of_its_address_once_it_is_committed(
    db: None,
    folder: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    edition: str,
    headline: str,
    place: str,
) -> None:
    story = Newsroom(edition).publish(headline=headline)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw(story)
        before = folder.exists()

    assert not before
    assert (folder / place / HERE).is_dir()


def test_clock_makes_the_folders_that_a_crash_left_out(db: None, folder: Path) -> None:
    newsroom = Newsroom()
    newsroom.publish(headline="Tetap ada")
    withdraw(newsroom.publish(headline="Dicabut"))

    forget()

    assert [path.name for path in folder.iterdir()] == ["dicabut"]
