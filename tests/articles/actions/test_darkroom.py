from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from articles.models import Article, Card, Picture, Trouble
from articles.pictures import card, recipe, rendering
from articles.record import picture_data, rebuild
from tests.articles.site.helpers import Newsroom, correct, make_picture, withdraw
from tests.duties import make_pictures


def missing(picture: Picture) -> list[str]:
    data = picture_data(picture)
    return [each.name for _, each in recipe.every(data) if not default_storage.exists(each.name)]


def test_waiting_picture_gets_all_its_renditions(db: None) -> None:
    picture = make_picture()

    made = make_pictures()

    picture.refresh_from_db()
    assert (made, picture.is_rendered, missing(picture)) == (1, True, [])
    assert make_pictures() == 0


def test_moved_focal_point_asks_for_new_crops(db: None) -> None:
    picture = make_picture()
    make_pictures()
    Picture.objects.filter(pk=picture.pk).update(focal_x=10)
    picture.refresh_from_db()
    waits = not picture.is_rendered

    make_pictures()

    picture.refresh_from_db()
    assert (waits, picture.is_rendered, missing(picture)) == (True, True, [])


def test_other_words_ask_for_nothing(db: None) -> None:
    picture = make_picture()
    make_pictures()

    Picture.objects.filter(pk=picture.pk).update(caption="Sawah di sore hari.")

    picture.refresh_from_db()
    assert picture.is_rendered


def test_bad_picture_holds_up_no_other_and_waits_longer_each_time(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = make_picture()
    content = Path(bad.file.path).read_bytes()
    Path(bad.file.path).write_bytes(b"bukan gambar")
    good = make_picture()
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    pauses = []

    for _ in range(3):
        make_pictures()
        trouble = Trouble.objects.get()
        pauses.append((trouble.next_at - now).total_seconds())
        Trouble.objects.update(next_at=now)

    good.refresh_from_db()
    assert good.is_rendered
    assert (trouble.duty, trouble.row, trouble.attempts) == ("render", bad.pk, 3)
    assert (
        trouble.what
        == f"UnidentifiedImageError: cannot identify image file <File: {bad.file.name}>"
    )
    assert pauses == [1, 2, 4]

    Path(bad.file.path).write_bytes(content)
    make_pictures()

    bad.refresh_from_db()
    assert (bad.is_rendered, Trouble.objects.count()) == (True, 0)


def test_trouble_is_logged_once(db: None, caplog: pytest.LogCaptureFixture) -> None:
    bad = make_picture()
    Path(bad.file.path).unlink()

    for _ in range(3):
        make_pictures()
        Trouble.objects.update(next_at=timezone.now())

    assert caplog.messages == [f"render {bad.pk} failed; the desk shows it until it works"]


def test_try_that_ended_the_process_is_counted(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    make_picture()

    def end_process(*_: object, **__: object) -> None:
        raise SystemExit

    monkeypatch.setattr(rendering, "render", end_process)

    with pytest.raises(SystemExit):
        make_pictures()
    started_anew = make_pictures()

    trouble = Trouble.objects.get()
    assert (started_anew, trouble.attempts, trouble.what) == (0, 1, "")
    assert Trouble.objects.shown().count() == 0


def drawn(number: int) -> bool:
    return default_storage.exists(card.name(number))


def test_story_without_a_picture_gets_a_card_however_old_it_is(db: None) -> None:
    newsroom = Newsroom()
    bare = newsroom.publish()
    newsroom.publish(picture=make_picture())
    Article.objects.update(published_at=timezone.now() - timedelta(days=400))
    number = Article.objects.get(pk=bare.uid).dispatch_id

    made = make_pictures()

    assert (made, drawn(number)) == (2, True)
    assert make_pictures() == 0


def test_corrected_story_gets_a_card_of_its_own_whenever_it_was_published(db: None) -> None:
    story = Newsroom().publish()
    make_pictures()
    Article.objects.update(published_at=timezone.now() - timedelta(days=400))
    correct(story, "Luasnya 12 hektare.")

    made = make_pictures()

    assert made == 1
    assert drawn(Article.objects.get().dispatch_id)


def test_newest_card_is_drawn_first(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = Newsroom()
    numbers = [newsroom.publish().latest_dispatch_id for _ in range(3)]
    made: list[int] = []
    monkeypatch.setattr(card, "make", lambda number, content: made.append(number))

    make_pictures()

    assert made == numbers[::-1]


def test_card_that_cannot_be_drawn_costs_its_own_alone(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom = Newsroom()
    bad, good = (newsroom.publish(headline=headline) for headline in ("Buruk", "Baik"))
    draw = card.draw

    def fail(content: card.Content) -> Image.Image:
        if content["headline"] == "Buruk":
            raise ZeroDivisionError("tile cannot extend outside image")
        return draw(content)

    monkeypatch.setattr(card, "draw", fail)

    make_pictures()

    assert drawn(Article.objects.get(pk=good.uid).dispatch_id)
    trouble = Trouble.objects.get()
    assert (trouble.duty, trouble.row) == ("card", bad.latest_dispatch_id)
    assert trouble.what == "ZeroDivisionError: tile cannot extend outside image"


def test_rebuilding_articles_loses_no_card(db: None) -> None:
    Newsroom().publish()
    make_pictures()

    rebuild()

    assert make_pictures() == 0
    assert [each.made_at is None for each in Card.objects.all()] == [False]


def test_card_of_a_withdrawn_story_is_not_drawn(db: None) -> None:
    withdraw(Newsroom().publish())

    make_pictures()

    assert Card.objects.count() == 0


def test_looking_for_work_costs_the_same_however_long_the_archive(db: None) -> None:
    newsroom = Newsroom()
    costs = []

    for count in (1, 8):
        for _ in range(count):
            newsroom.publish()
        make_pictures()
        with CaptureQueriesContext(connection) as captured:
            make_pictures()
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_only_one_works_at_a_time(committed_db: None) -> None:
    make_picture()

    def work() -> int:
        try:
            return make_pictures()
        finally:
            connection.close()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7346002, hashtext('pictures'))")
    with ThreadPoolExecutor(1) as other:
        while_held = other.submit(work).result()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(7346002, hashtext('pictures'))")
        after = other.submit(work).result()

    assert (while_held, after) == (0, 1)


@pytest.mark.parametrize("focal", [{"focal_x": 101}, {"focal_y": 101}, {"colour": "red"}])
def test_database_refuses_a_focal_point_outside_or_no_colour(
    db: None, focal: dict[str, object]
) -> None:
    with pytest.raises(Exception, match="picture_"):
        make_picture(**focal)
