"""The first page: what each role finds on it, and at what cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions import reviewing
from articles.models import User
from tests.editorial.forms import client_for, count_queries
from tests.factories import (
    make_published,
    make_scheduled,
    make_story,
    make_submitted,
    make_user,
)

pytestmark = pytest.mark.django_db


def piles(user: User) -> dict[str, list[str]]:
    board = client_for(user).get("/admin/").context["desk"].board
    return {queue.name: [row.headline for row in queue.rows] for queue in board.queues}


def test_desk_of_an_editor_has_the_longest_waiting_first() -> None:
    first = make_submitted(headline="Pertama")
    make_submitted(headline="Kedua")
    first.save()
    make_scheduled(headline="Nanti", publish_at=timezone.now() + timedelta(hours=1))
    make_story(headline="Draf orang")

    found = piles(make_user("editor"))

    assert found["waiting"] == ["Pertama", "Kedua"]
    assert found["scheduled"] == ["Nanti"]
    assert found["mine"] == []


def test_desk_of_a_reporter_has_what_came_back_with_its_reason() -> None:
    reporter = make_user("reporter")
    back = make_submitted(by=reporter, headline="Kembali")
    reviewing.return_(story=back, by=make_user("editor"), reason="Siapa sumbernya?")
    make_story(by=reporter, headline="Draf")
    make_submitted(by=reporter, headline="Terkirim")
    make_submitted(headline="Punya orang")

    board = client_for(reporter).get("/admin/").context["desk"].board

    rows = {each.name: [(row.headline, row.note) for row in each.rows] for each in board.queues}
    assert rows == {
        "returned": [("Kembali", "Siapa sumbernya?")],
        "drafts": [("Draf", "")],
        "filed": [("Terkirim", "")],
        "scheduled": [],
        "embargoed": [],
        "held": [],
    }


def test_desk_shows_what_went_out_today() -> None:
    make_published(headline="Panen raya")

    desk = client_for(make_user("reporter")).get("/admin/").context["desk"]

    assert [sent.headline for sent in desk.board.sent] == ["Panen raya"]


def test_desk_of_an_account_without_a_role_is_empty() -> None:
    make_submitted()

    desk = client_for(make_user()).get("/admin/").context["desk"]

    assert (desk.tools, desk.board) == ([], None)


@pytest.mark.parametrize(("role", "most"), [("reporter", 23), ("editor", 30), ("photo", 21)])
def test_desk_costs_the_same_for_one_story_and_for_many(role: str, most: int) -> None:
    client = client_for(make_user(role))
    make_submitted()
    make_published()
    client.get("/admin/")
    few = count_queries(client, "/admin/")
    for _time in range(3):
        make_submitted()
        make_published()

    many = count_queries(client, "/admin/")

    assert few == many
    assert many <= most


def test_list_of_stories_costs_the_same_for_one_and_for_many() -> None:
    client = client_for(make_user("editor"))
    make_submitted()
    few = count_queries(client, "/admin/articles/story/")
    for _time in range(3):
        make_submitted()

    many = count_queries(client, "/admin/articles/story/")

    assert few == many


def test_newsroom_speaks_the_language_chosen_in_the_header() -> None:
    client = client_for(make_user("reporter"))

    languages = []
    for code in ("en", "id"):
        client.post("/i18n/setlang/", {"language": code, "next": "/admin/"})
        languages.append(client.get("/admin/")["Content-Language"])

    assert languages == ["en", "id"]
