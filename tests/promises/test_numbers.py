"""Promise 2: numbers have no gap and become visible in their order, under concurrent writers."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection, transaction

from articles.actions import reviewing
from articles.models import Dispatch, Story
from tests.factories import make_submitted, make_user

WRITERS = 16
EACH = 4


class RolledBackError(Exception):
    """Stands for whatever may fail after a number was taken."""


@pytest.mark.usefixtures("committed_db")
def test_numbers_are_gapless_and_visible_in_order() -> None:
    editor = make_user("editor")
    reporter = make_user("reporter")
    stories = [[make_submitted(by=reporter) for _ in range(EACH)] for _ in range(WRITERS)]
    lost = [make_submitted(by=reporter) for _ in range(WRITERS)]
    writing = threading.Event()
    writing.set()
    seen: list[int] = []

    def approve_and_fail(story: Story) -> None:
        with suppress(RolledBackError), transaction.atomic():
            reviewing.approve(story=story, by=editor)
            raise RolledBackError

    def write(index: int) -> None:
        for story in stories[index]:
            reviewing.approve(story=story, by=editor)
            approve_and_fail(lost[index])
        connection.close()

    def poll() -> None:
        last = 0
        finished = False
        while not finished:
            # Read once more after the last writer is done, then stop.
            finished = not writing.is_set()
            new = Dispatch.objects.filter(number__gt=last).order_by("number")
            for number in new.values_list("number", flat=True):
                seen.append(number)
                last = number
        connection.close()

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(poll)
        for done in [pool.submit(write, index) for index in range(WRITERS)]:
            done.result()
        writing.clear()
        reader.result()

    assert seen == list(range(1, WRITERS * EACH + 1))
