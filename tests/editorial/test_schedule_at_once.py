"""An editor moves a scheduled story at the very moment it is due: one of the two wins whole."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from articles.actions import scheduling
from articles.actions.clock import PUBLISH
from articles.actions.sending import COUNT_ON
from articles.actions.worker import work
from articles.models import Dispatch, Event, Status, Story, Trouble
from tests.editorial.forms import client_for
from tests.editorial.test_schedule import hidden, soon, typed
from tests.editorial.test_translations_at_once import waiting
from tests.factories import make_scheduled, make_user

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def story() -> Story:
    return make_scheduled(publish_at=soon())


def make_due(story: Story) -> None:
    Story.objects.filter(pk=story.pk).update(publish_at=timezone.now())


def publish() -> None:
    try:
        work(PUBLISH)
    finally:
        connections.close_all()


def test_who_moves_what_is_being_published_is_told_that_it_is_out(story: Story) -> None:
    make_due(story)
    editor = make_user("editor")
    address = f"/admin/articles/story/{story.pk}/reschedule/"
    shown = hidden(client_for(editor).get(address).content.decode())

    def move() -> str:
        try:
            answer = client_for(editor).post(
                address, shown | {"publish_at": typed(soon(5))}, follow=True
            )
            return answer.content.decode()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(COUNT_ON)
            published = pool.submit(publish)
            while waiting() < 1 and not published.done():
                pass
            moved = pool.submit(move)
            while waiting() < 2 and not moved.done():
                pass
            transaction.set_rollback(True)
        published.result()
        told = moved.result()

    assert Story.objects.get().status == Status.PUBLISHED
    assert Dispatch.objects.count() == 1
    assert not Event.objects.filter(verb="reschedule").exists()
    assert "is not possible: the story is now “Published”." in told


def test_what_is_being_moved_is_not_published_at_its_former_time(story: Story) -> None:
    make_due(story)
    editor = make_user("editor")

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            scheduling.reschedule(story=story, by=editor, publish_at=soon(5))
            pool.submit(publish).result()
        pool.submit(publish).result()

    stored = Story.objects.get()
    assert (stored.status, stored.publish_at) == (Status.APPROVED, soon(5))
    assert (Dispatch.objects.count(), Trouble.objects.count()) == (0, 0)
