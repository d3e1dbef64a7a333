"""Places and tags suggested from the names that the house knows."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from articles.models import Place, PlaceAlias
from tests.editorial.forms import client_for
from tests.factories import make_desk, make_person, make_user

pytestmark = pytest.mark.django_db

PLACES = "/admin/articles/story/places/"
TAGS = "/admin/articles/story/tags/"


@pytest.fixture
def reporter() -> Client:
    return client_for(make_user("reporter"))


def make_place(name: str, *aliases: str, edition: str = "id") -> Place:
    place = Place.objects.get_or_create(edition_id=edition, name=name)[0]
    for alias in aliases:
        PlaceAlias.objects.get_or_create(place=place, name=alias)
    return place


def places(client: Client, typed: str, edition: str = "id") -> list[tuple[str, str]]:
    answer = client.get(PLACES, {"q": typed, "edition": edition})
    assert answer.status_code == 200
    return [(found["name"], found["alias"]) for found in answer.json()["places"]]


def suggested(client: Client, body: str, edition: str = "id", **typed: Any) -> list[str]:
    answer = client.post(TAGS, {"body": body, "desk": make_desk(edition).pk, **typed})
    assert answer.status_code == 200
    found: list[str] = answer.json()["tags"]
    return found


@pytest.mark.parametrize("typed", ["al quds", "AL-QUDS", "Al‑Qud", "quds"])
def test_place_is_found_by_its_alias_and_called_by_its_name(reporter: Client, typed: str) -> None:
    make_place("Yerusalem", "Jerusalem", "Al-Quds")

    assert places(reporter, typed) == [("Yerusalem", "Al-Quds")]


def test_places_that_begin_so_come_first_and_each_once(reporter: Client) -> None:
    for name in ("Bandar Contoh", "Contoh Baru", "Kecontohan"):
        make_place(name)
    make_place("Zamrud", "Contoh Lama", "Contoh Tua")

    assert places(reporter, "contoh") == [
        ("Contoh Baru", ""),
        ("Zamrud", "Contoh Lama"),
        ("Bandar Contoh", ""),
        ("Kecontohan", ""),
    ]


def test_place_is_of_its_edition(reporter: Client) -> None:
    make_place("غزة", "قطاع غزة", edition="ar")

    assert places(reporter, "غزه", "ar") == [("غزة", "")]
    assert places(reporter, "غزه", "id") == []
    assert places(reporter, "", "ar") == places(reporter, "…", "ar") == []


def test_text_suggests_tags_people_and_places_that_it_names(reporter: Client) -> None:
    Tag.objects.create(name="Bantuan Kemanusiaan", slug="bantuan-kemanusiaan")
    person = make_person()
    make_place("Yerusalem", "Al-Quds")
    make_place("القدس", edition="ar")
    text = f"<p>Kata {person.name}, <b>bantuan</b> kemanusiaan tiba di Al Quds (القدس).</p>"

    found = suggested(reporter, text, headline="BANTUAN KEMANUSIAAN")

    assert found == ["Bantuan Kemanusiaan", person.name, "Yerusalem"]
    assert suggested(reporter, text, edition="ar") == [
        person.name,
        "Bantuan Kemanusiaan",
        "القدس",
    ]


def test_names_are_read_again_only_when_they_are_others(reporter: Client) -> None:
    text = "<p>Panen rotan dan panen zaitun di Kota Percontohan.</p>"
    tag = Tag.objects.create(name="Rotan", slug="rotan")
    first = suggested(reporter, text)

    with CaptureQueriesContext(connection) as again:
        assert suggested(reporter, text) == first == ["Rotan"]
    tag.name = "Panen Rotan"
    tag.save()
    make_place("Kota Percontohan")

    assert suggested(reporter, text) == ["Panen Rotan", "Kota Percontohan"]
    assert not any('articles_person"."name' in query["sql"] for query in again)
    assert not any('FROM "taggit_tag"' in query["sql"] for query in again)


@pytest.mark.parametrize(
    "typed", [{"desk": "x"}, {"desk": "9" * 30}, {"body": "<p " * 90_000}, {"headline": "\x00"}]
)
def test_whatever_is_sent_is_answered(reporter: Client, typed: dict[str, str]) -> None:
    assert suggested(reporter, **{"body": "", **typed}) == []
