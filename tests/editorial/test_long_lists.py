"""The lists that grow: turned by key, counted up to a bound, searched by index, each seeing his."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from articles.models import Story
from editorial.admin.long_list import MOST_COUNTED
from tests.editorial.forms import client_for, count_queries
from tests.editorial.samples import make_picture
from tests.factories import (
    make_complaint,
    make_desk,
    make_published,
    make_user,
)

pytestmark = pytest.mark.django_db

LISTS = {
    name: reverse(f"admin:{name}_changelist")
    for name in (
        *("articles_story", "articles_picture", "articles_dispatch", "articles_event"),
        *("articles_complaint", "articles_person", "taggit_tag"),
    )
}
_numbers = count(1)
STORIES = LISTS["articles_story"]


def listed(client: Client, address: str, **query: str) -> list[Any]:
    response = client.get(address, query)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def make_stories(number: int, **fields: Any) -> list[Story]:
    """Drafts that nobody filed, the newest last, each two changed at the same time."""
    desk = make_desk(fields.get("edition_id", "id"))
    begin = timezone.now() - timedelta(days=1)
    made = []
    for place in range(number):
        slug = f"naskah-{next(_numbers)}"
        given = {"edition_id": "id", "desk": desk, "headline": slug, "slug": slug, **fields}
        story = Story.objects.create(**given)
        changed = begin + timedelta(seconds=place // 2)
        Story.objects.filter(pk=story.pk).update(updated_at=changed)
        made.append(story)
    return made


def test_lists_cost_the_same_for_one_row_and_for_fifty() -> None:
    client = client_for(make_user("admin"))

    def costs(rows: int) -> dict[str, int]:
        for _time in range(rows):
            make_complaint(make_published())
            make_picture()
            Tag.objects.create(name=f"Tagar {Tag.objects.count()}")
        return {
            f"{address}{query}": count_queries(client, f"{address}{query}")
            for address in LISTS.values()
            for query in ("", "?q=contoh")
        }

    client.get("/admin/")
    assert costs(1) == costs(49)


# By when they changed: an editor's rows have a box to tick before the other columns.
@pytest.mark.parametrize(
    ("role", "order"), [("reporter", ""), ("reporter", "5"), ("editor", ""), ("editor", "6")]
)
def test_pages_skip_and_repeat_nothing_while_rows_are_added(
    role: str, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin.site._registry[Story], "list_per_page", 7)
    user = make_user(role)
    expected = [story.pk for story in make_stories(30)]
    # One of several ways to it: the reporter's own, and of his edition.
    Story.objects.filter(pk__in=expected[::3]).update(created_by=user)
    expected = expected if order else expected[::-1]
    client = client_for(user)
    query = f"?o={order}" if order else "?"

    forward, page = [], client.get(STORIES + query)
    while True:
        forward += [story.pk for story in page.context["cl"].result_list]
        added = make_stories(1, created_by=user)
        Story.objects.filter(pk=added[0].pk).update(updated_at=timezone.now())
        if not (following := page.context["cl"].next) or len(forward) >= 30:
            break
        page = client.get(STORIES + following)
    back: list[int] = []
    while previous := page.context["cl"].previous:
        page = client.get(STORIES + previous)
        back = [story.pk for story in page.context["cl"].result_list] + back

    assert forward[:30] == expected
    assert [pk for pk in back if pk in expected] == expected[: 30 - 2]


def test_page_past_the_last_row_is_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin.site._registry[Story], "list_per_page", 2)
    stories = make_stories(3)
    client = client_for(make_user("editor"))
    following = client.get(STORIES).context["cl"].next
    stories[0].delete()

    assert listed(client, STORIES + following) == [stories[2], stories[1]]


@pytest.mark.parametrize("query", ["p=2", "p=zzz", "p=W10:a", "o=0", "o=-0", "o=99", "o=x"])
def test_what_an_address_cannot_ask_for_is_the_list_itself(query: str) -> None:
    stories = make_stories(3)
    client = client_for(make_user("editor"))

    assert listed(client, f"{STORIES}?{query}") == stories[::-1]


def test_key_of_one_order_is_none_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin.site._registry[Story], "list_per_page", 2)
    stories = make_stories(5)
    client = client_for(make_user("editor"))
    following = client.get(STORIES).context["cl"].next

    assert listed(client, f"{STORIES}{following}&o=6") == stories[:2]


def test_count_ends_at_a_bound() -> None:
    Tag.objects.bulk_create(
        Tag(name=f"Tagar {number}", slug=f"tagar-{number}") for number in range(MOST_COUNTED)
    )
    client = client_for(make_user("chief"))

    def counted() -> str:
        return " ".join(client.get(LISTS["taggit_tag"]).content.decode().split())

    assert "1,000 tags" in counted()
    assert "More than" not in counted()
    Tag.objects.create(name="Satu lagi")
    assert "More than 1,000 tags" in counted()


FOUND = [
    ("articles_story", "waduk jatiluhur", True),
    ("articles_story", "JATI", True),
    ("articles_story", "luhur", True),
    ("articles_story", '"air waduk"', True),
    ("articles_story", '"waduk air"', False),
    ("articles_story", "air-waduk", True),
    ("articles_story", "T/RI-9/P2", True),
    ("articles_story", "p2", True),
    ("articles_story", "er", False),
    ("articles_story", "sekar", True),
    ("articles_story", "sekar waduk", True),
    ("articles_story", "sekar sawah", False),
    ("articles_story", "100%", False),
    ("articles_story", '"', True),
    ("articles_picture", "petani", True),
    ("articles_picture", "kamera contoh", True),
    ("articles_picture", "antara", True),
    ("articles_picture", "perahu", True),
    ("articles_picture", "nelayan", True),
    ("articles_picture", "zebra", False),
    ("articles_dispatch", "waduk-jatiluhur", True),
    ("articles_dispatch", "jatiluhur", True),
    ("articles_dispatch", "zebra", False),
    ("articles_event", "jatiluhur", True),
    ("articles_event", "contohsari", True),
    ("articles_event", "contohsari jatiluhur", True),
    ("articles_event", "contohsari zebra", False),
    ("articles_complaint", "pelapor", True),
    ("articles_complaint", "jatiluhur", True),
    ("articles_complaint", "zebra", False),
    ("articles_person", "sekar", True),
    ("articles_person", "RI-9", True),
    ("articles_person", "zebra", False),
    ("taggit_tag", "bendungan", True),
    ("taggit_tag", "zebra", False),
]


@pytest.mark.parametrize(("name", "words", "is_found"), FOUND)
def test_search_finds_by_each_field(name: str, words: str, is_found: bool) -> None:
    writer = make_user("reporter", code="RI-9", first_name="Sekar", last_name="Contohsari")
    story = make_published(
        by=writer, headline="Debit air Waduk Jatiluhur turun", code_text="(T/RI-9/P2)"
    )
    make_complaint(story)
    make_picture(
        caption="Petani di sawah",
        photographer="Kamera Contoh",
        agency="ANTARA",
        alternative="Perahu",
        keywords="nelayan",
    )
    Tag.objects.create(name="Bendungan")

    found = listed(client_for(make_user("chief")), LISTS[name], q=words)

    assert bool(found) == is_found


def test_search_finds_only_what_the_list_shows() -> None:
    reporter = make_user("reporter", edition="en")
    make_stories(1, headline="Rahasia orang")
    own = make_stories(1, headline="Rahasia sendiri", created_by=reporter)
    signed = make_stories(1, headline="Rahasia tertanda", writer=reporter.person)
    of_edition = make_stories(1, headline="Rahasia edisi", edition_id="en")
    client = client_for(reporter)

    assert listed(client, STORIES) == [*of_edition, *signed, *own]
    assert listed(client, STORIES, q="rahasia") == [*of_edition, *signed, *own]
    assert listed(client, STORIES, mine="yes") == [*signed, *own]
    assert listed(client, STORIES, mine="yes", q="rahasia") == [*signed, *own]


def test_own_stories_are_few_also_for_who_sees_all() -> None:
    editor = make_user("editor")
    make_stories(2)
    own = make_stories(1, headline="Sendiri", created_by=editor)

    assert listed(client_for(editor), STORIES, mine="yes") == own


INDEXED = {
    "articles_story": ["story_words"],
    "articles_picture": ["picture_words"],
    "articles_dispatch": ["dispatch_words"],
    "articles_event": ["story_words", "event_actor_words"],
    "articles_complaint": ["complaint_words"],
    "articles_person": ["person_words"],
    "taggit_tag": ["tag_words"],
}


@pytest.mark.parametrize("name", LISTS)
def test_search_is_answered_by_an_index(name: str) -> None:
    options: Any = admin.site._registry[apps.get_model(name.replace("_", "."))]
    with connection.cursor() as cursor:
        # Of a few rows PostgreSQL reads all; here it is to say what it could do of many.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        rows = options.model._default_manager.order_by()
        plans = " ".join(rows.filter(way).explain() for way in options.found("contoh"))

    assert [index for index in INDEXED[name] if index in plans] == INDEXED[name]
