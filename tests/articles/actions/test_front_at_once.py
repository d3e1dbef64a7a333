"""Two editors at the same front page."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from articles.actions import front
from articles.actions.refused import Refused
from articles.models import Edition, Pin, Story
from articles.models.front import PLACES
from tests.factories import make_published, make_user


def test_editors_who_pin_at_once_all_get_a_place_or_are_told(committed_db: None) -> None:
    editor, edition = make_user("editor"), Edition.objects.get(pk="id")
    stories = [make_published() for _ in range(PLACES + 2)]

    def try_to(story: Story) -> bool:
        try:
            front.pin(edition=edition, story_uid=story.uid, by=editor)
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(stories)) as editors:
        done = list(editors.map(try_to, stories))

    assert done.count(True) == PLACES
    positions = Pin.objects.order_by("position").values_list("position", flat=True)
    assert list(positions) == [*range(PLACES)]
