from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from articles.models import House, MastheadEntry, Person, Position
from tests.articles.site.helpers import Outline, html, queries
from tests.factories import make_person

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 1)


def named(name: str, edition: str = "id", title: str = "") -> Person:
    person = make_person(edition=edition)
    person.name, person.title = name, title
    person.save()
    return person


def enter(person: Person, position: Position, **fields: object) -> MastheadEntry:
    return MastheadEntry.objects.create(
        **{"person": person, "position": position, "valid_from": LONG_AGO, **fields}
    )


def test_masthead_is_in_its_groups_and_order(client: Client) -> None:
    enter(named("Tirta Demowati"), Position.REPORTER)
    enter(named("Banyu Cobandaru"), Position.REPORTER)
    enter(named("Damar Peragawan"), Position.REPORTER, order=0)
    enter(named("Sekar Contohsari"), Position.REPORTER, order=1)
    chief = named("Wulan Modelastri")
    enter(chief, Position.CHIEF)
    enter(chief, Position.RESPONSIBLE)

    page = Outline(html(client, "/en/redaksi/"))

    assert page.texts("h2") == [
        *("Person responsible", "Editor-in-chief", "Reporters", "Company and address"),
    ]
    names = [link for link in page.texts("bdi") if " " in link]
    assert names == [
        *("Wulan Modelastri", "Wulan Modelastri"),
        *("Banyu Cobandaru", "Damar Peragawan", "Tirta Demowati", "Sekar Contohsari"),
    ]


@pytest.mark.parametrize(
    ("begins", "ends", "stands"),
    [(-2, None, True), (0, None, True), (1, None, False), (-2, 0, True), (-2, -1, False)],
)
def test_masthead_is_of_today(client: Client, begins: int, ends: int | None, stands: bool) -> None:
    today = timezone.localdate()
    enter(
        named("Raka Umpamadi"),
        Position.EDITOR,
        valid_from=today + timedelta(begins),
        valid_until=None if ends is None else today + timedelta(ends),
    )

    found = html(client, "/redaksi/")

    assert ("Raka Umpamadi" in found) is stands


def test_masthead_links_people_where_they_write(client: Client) -> None:
    person = named("Yazid Tamsilawan", edition="ar", title="محرر")
    enter(person, Position.EDITOR)

    page = Outline(html(client, "/redaksi/"))

    link = page.attributes("a", href=f"/ar/penulis/{person.slug}/")
    assert [attributes["hreflang"] for attributes in link] == ["ar"]
    assert client.get(f"/ar/penulis/{person.slug}/").status_code == 200


def test_masthead_says_what_the_press_law_asks(client: Client) -> None:
    House.objects.update(
        company="PT Contoh", address="Jl. Contoh 1", email="a@b.test", telephone="021 1"
    )

    page = Outline(html(client, "/ar/redaksi/"))

    assert page.texts("dd") == ["PT Contoh", "Jl. Contoh 1", "a@b.test", "021 1"]


def test_title_is_printed_where_it_says_more_than_its_group(client: Client) -> None:
    enter(named("Damar Peragawan", "en", title="editors"), Position.EDITOR)
    enter(named("Ratna Ibaratani", "en", title="Culture editor"), Position.EDITOR)
    enter(named("Yazid Tamsilawan", "ar", title="محرر"), Position.EDITOR)

    page = Outline(html(client, "/en/redaksi/"))

    assert page.texts("span", class_="meta") == ["Culture editor"]


def test_names_of_another_language_say_so(client: Client) -> None:
    enter(named("Yazid Tamsilawan", "ar"), Position.EDITOR)
    enter(named("Ratna Ibaratani"), Position.EDITOR)

    page = Outline(html(client, "/redaksi/"))

    names = zip(page.texts("bdi"), page.attributes("bdi"), strict=True)
    assert [(name, said.get("lang")) for name, said in names if " " in name] == [
        ("Ratna Ibaratani", None),
        ("Yazid Tamsilawan", "ar"),
    ]


def test_house_says_the_language_that_it_is_written_in(client: Client) -> None:
    House.objects.update(company="PT Contoh", address="Jl. Contoh 1")

    here, there = (Outline(html(client, address)) for address in ("/redaksi/", "/en/redaksi/"))

    assert [said.get("lang") for said in here.attributes("dd")] == [None, None]
    assert [said.get("lang") for said in there.attributes("dd")] == ["id", "id"]


def test_masthead_that_did_not_change_is_not_sent_again(client: Client) -> None:
    first = client.get("/redaksi/")
    again = client.get("/redaksi/", headers={"If-None-Match": first.headers["ETag"]})
    House.objects.update(company="PT Lain")

    changed = client.get("/redaksi/", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)


def test_masthead_without_anybody_is_still_a_page(client: Client) -> None:
    page = Outline(html(client, "/redaksi/"))

    assert len(page.texts("h1")) == 1


def test_masthead_costs_the_same_for_one_and_for_many(client: Client) -> None:
    enter(make_person(), Position.REPORTER)
    few = queries(client, "/redaksi/")
    for _time in range(5):
        enter(make_person(), Position.REPORTER)

    assert queries(client, "/redaksi/") == few


def test_a_second_house_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        House.objects.create(id=2, company="Lain")


def test_a_position_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        enter(make_person(), Position.EDITOR, valid_until=LONG_AGO - timedelta(1))
