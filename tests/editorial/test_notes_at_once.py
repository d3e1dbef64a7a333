"""Two who resolve one note at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from articles.actions.refused import Refused
from articles.models import User
from editorial import notes
from editorial.models import Note
from tests.factories import make_submitted, make_user


@pytest.mark.usefixtures("committed_db")
def test_of_two_who_resolve_at_once_one_is_told_that_it_is_resolved() -> None:
    story = make_submitted()
    people = [make_user("editor"), make_user("chief")]
    note = notes.write(story=story, by=people[0], text="Cek.")
    barrier = Barrier(2)

    def resolve(user: User) -> str:
        barrier.wait()
        try:
            notes.resolve(note=note, by=user)
        except Refused as refusal:
            return refusal.rule
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor() as pool:
        told = list(pool.map(resolve, people))

    assert sorted(told) == ["", "state"]
    assert Note.objects.get().resolved_by == people[told.index("")]
