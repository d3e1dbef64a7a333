"""Those who want one address at the same moment: each story is filed, under one of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from articles.actions import importing
from articles.actions.saving import save_story
from articles.models import Edition, Story, User
from tests.factories import make_desk, make_story, make_user

HEADLINE = "Gempa guncang pesisir selatan"


def at_once(*acts: Callable[[], None]) -> None:
    barrier = Barrier(len(acts))

    def run(act: Callable[[], None]) -> None:
        barrier.wait()
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts))


def file(by: User, slug: str = "") -> Callable[[], None]:
    desk = make_desk()
    text = {"desk": desk.pk, "headline": HEADLINE, "slug": slug, "body": "<p>Isi.</p>"}
    return lambda: void(save_story(user=by, story=None, seen=None, text=text))


def import_(by: User, text: str) -> Callable[[], None]:
    copy = f"{HEADLINE}\n\nJakarta, MINA – {text}\n\n(T/RI-1/P2)\n\nMi’raj News Agency (MINA)\n"
    edition = Edition.objects.get(pk="id")
    return lambda: void(importing.import_copy(source=copy, by=by, edition=edition))


def edit(by: User) -> Callable[[], None]:
    story = make_story(by=by, headline="Judul kerja")
    text = {"headline": HEADLINE, "slug": ""}
    return lambda: void(save_story(user=by, story=story, seen=1, text=text))


def void(result: object) -> None:
    """What an action gives back plays no part here."""


@pytest.mark.usefixtures("committed_db")
def test_one_headline_at_once_through_every_door_gets_one_address_each() -> None:
    reporter, editor = make_user("reporter"), make_user("editor")
    acts = [
        *(file(reporter), file(reporter), file(editor, slug="gempa-guncang-pesisir-selatan")),
        *(import_(reporter, "Satu."), import_(editor, "Dua.")),
        *(edit(reporter), edit(editor)),
    ]

    at_once(*acts)

    found = sorted(Story.objects.values_list("slug", flat=True))
    name = "gempa-guncang-pesisir-selatan"
    assert found == [name, *(f"{name}-{number}" for number in range(2, 8))]
