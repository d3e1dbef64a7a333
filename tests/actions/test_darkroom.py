from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from articles.actions.darkroom import ATTEMPTS, Darkroom
from articles.models import Article, Picture
from articles.pictures import card, recipe
from articles.snapshot import picture_data
from tests.site.helpers import Newsroom, make_picture


def missing(picture: Picture) -> list[str]:
    data = picture_data(picture)
    return [each.name for _, each in recipe.every(data) if not default_storage.exists(each.name)]


def test_waiting_picture_gets_all_its_renditions(db: None) -> None:
    picture = make_picture()

    made = Darkroom().work()

    picture.refresh_from_db()
    assert (made, picture.is_rendered, missing(picture)) == (1, True, [])
    assert Darkroom().work() == 0


def test_moved_focal_point_asks_for_new_crops(db: None) -> None:
    picture = make_picture()
    Darkroom().work()
    Picture.objects.filter(pk=picture.pk).update(focal_x=10)
    picture.refresh_from_db()
    waits = not picture.is_rendered

    Darkroom().work()

    picture.refresh_from_db()
    assert (waits, picture.is_rendered, missing(picture)) == (True, True, [])


def test_other_words_ask_for_nothing(db: None) -> None:
    picture = make_picture()
    Darkroom().work()

    Picture.objects.filter(pk=picture.pk).update(caption="Sawah di sore hari.")

    picture.refresh_from_db()
    assert picture.is_rendered


def test_bad_picture_is_left_aside_and_holds_up_no_other(db: None) -> None:
    bad = make_picture()
    Path(bad.file.path).write_bytes(b"bukan gambar")
    good = make_picture()

    for _ in range(ATTEMPTS + 1):
        Darkroom().work()

    good.refresh_from_db()
    bad.refresh_from_db()
    assert good.is_rendered
    assert (bad.is_rendered, bad.attempts) == (False, ATTEMPTS)


def test_story_without_a_picture_gets_a_card(db: None) -> None:
    newsroom = Newsroom()
    bare = newsroom.publish()
    newsroom.publish(picture=make_picture())
    article = Article.objects.get(pk=bare.uid)

    darkroom = Darkroom()
    darkroom.work()

    assert default_storage.exists(card.name(article.dispatch_id))
    assert darkroom.work() == 0


def test_only_one_works_at_a_time(committed_db: None) -> None:
    make_picture()

    def work() -> int:
        try:
            return Darkroom().work()
        finally:
            connection.close()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7346002)")
    with ThreadPoolExecutor(1) as other:
        while_held = other.submit(work).result()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(7346002)")
        after = other.submit(work).result()

    assert (while_held, after) == (0, 1)


@pytest.mark.parametrize("focal", [{"focal_x": 101}, {"focal_y": 101}, {"colour": "red"}])
def test_database_refuses_a_focal_point_outside_or_no_colour(
    db: None, focal: dict[str, object]
) -> None:
    with pytest.raises(Exception, match="picture_"):
        make_picture(**focal)
