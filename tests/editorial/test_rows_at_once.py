"""One row open in two forms: the second save is refused with both texts, then taken."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from articles.models import Desk, Edition, House, Kind, Page, Picture, Place, User, WireCode
from tests.editorial.forms import client_for, read
from tests.editorial.samples import make_picture
from tests.factories import FIRST_DAY, make_desk, make_person, make_user

AGAIN = "Save again to put yours in its place."


def address(row: Any) -> str:
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def opened(client: Client, row: Any) -> dict[str, str]:
    return sent(client.get(address(row)))


def sent(page: Any) -> dict[str, str]:
    """The fields of a page, without rows not added and lists of which nothing is chosen."""
    lists = {"groups", "user_permissions"}
    fields = read(page).fields
    return {
        name: value
        for name, value in fields.items()
        if "__" not in name and (value or name not in lists)
    }


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return dict(response.context["adminform"].form.errors)


def a_picture() -> Picture:
    return make_picture(kind="own")


def the_house() -> House:
    House.objects.update(address="Jl. Contoh 1", email="a@b.test", telephone="021 1")
    return House.objects.get()


def a_page() -> Page:
    return Page.objects.get(edition="en", slug="tentang")


ROWS: list[tuple[Callable[[], Any], str]] = [
    (a_picture, "caption"),
    (a_page, "title"),
    (make_person, "title"),
    (make_desk, "name"),
    (lambda: Place.objects.create(name="Bogor", edition_id="id"), "name"),
    (lambda: Kind.objects.get(pk="T"), "name"),
    (lambda: Edition.objects.get(pk="id"), "tagline"),
    (the_house, "company"),
    (lambda: make_user("reporter"), "last_name"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("make", "field"), ROWS)
def test_second_save_of_a_row_is_refused_with_both_texts_and_then_taken(
    make: Callable[[], Any], field: str
) -> None:
    row = make()
    first, second = (client_for(make_user("chief", is_superuser=True)) for _ in range(2))
    form, late = opened(first, row), opened(second, row)

    assert first.post(address(row), form | {field: "Kata pertama"}).status_code == 302
    refused = second.post(address(row), late | {field: "Kata kedua"})

    row.refresh_from_db()
    assert getattr(row, field) == "Kata pertama"
    assert errors(refused) == {
        field: [f"Changed by somebody else meanwhile. Stored now: “Kata pertama”. {AGAIN}"]
    }
    again = sent(refused)
    assert again[field] == "Kata kedua"

    assert second.post(address(row), again).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "Kata kedua"


@pytest.mark.django_db
def test_field_that_another_changed_is_not_put_back_by_a_form_that_left_it_alone() -> None:
    page = a_page()
    first, second = (client_for(make_user("chief")) for _ in range(2))
    form, late = opened(first, page), opened(second, page)

    first.post(address(page), form | {"body": "<p>Satu.</p><p>Dua.</p>"})
    refused = second.post(address(page), late | {"title": "Judul"})

    page.refresh_from_db()
    assert page.body == "<p>Satu.</p><p>Dua.</p>"
    assert errors(refused) == {
        "body": [f"Changed by somebody else meanwhile. Stored now: “Satu. Dua.”. {AGAIN}"]
    }


@pytest.mark.django_db
def test_same_change_by_two_is_taken() -> None:
    picture = a_picture()
    first, second = (client_for(make_user("chief")) for _ in range(2))
    forms = [opened(client, picture) | {"caption": "Sawah"} for client in (first, second)]

    answers = [
        client.post(address(picture), form)
        for client, form in zip((first, second), forms, strict=True)
    ]

    assert [answer.status_code for answer in answers] == [302, 302]


@pytest.mark.django_db
def test_wire_code_that_another_gave_is_told_and_kept() -> None:
    person = make_person()
    first, second = (client_for(make_user("chief")) for _ in range(2))
    form, late = opened(first, person), opened(second, person)

    def code(text: str) -> dict[str, str]:
        return {
            "wire_codes-TOTAL_FORMS": "1",
            "wire_codes-0-person": str(person.pk),
            "wire_codes-0-code": text,
            "wire_codes-0-valid_from": str(FIRST_DAY),
        }

    assert first.post(address(person), form | code("S7")).status_code == 302
    refused = second.post(address(person), late | code("S8"))

    assert errors(refused) == {
        "__all__": [
            (
                "“Wire codes” was changed by somebody else meanwhile."
                " Stored now: “S7, 1 January 2020”. Save again to save yours."
            )
        ]
    }
    again = sent(refused)
    assert second.post(address(person), again).status_code == 302
    codes = WireCode.objects.filter(person=person)
    assert sorted(codes.values_list("code", flat=True)) == ["S7", "S8"]


@pytest.mark.django_db
def test_right_that_was_taken_away_meanwhile_is_not_given_back() -> None:
    account = make_user("editor")
    first, second = (client_for(make_user("admin")) for _ in range(2))
    ticked = {"is_staff": "on", "is_active": "on"}
    form, late = (opened(client, account) | ticked for client in (first, second))
    del form["groups"]

    assert first.post(address(account), form).status_code == 302
    refused = second.post(address(account), late | {"first_name": "Sari"})

    assert User.objects.get(pk=account.pk).groups.count() == 0
    assert errors(refused) == {
        "groups": [f"Changed by somebody else meanwhile. Stored now: “–”. {AGAIN}"]
    }


@pytest.mark.usefixtures("committed_db")
def test_of_two_saves_at_the_same_moment_one_is_refused() -> None:
    desk = make_desk()
    clients = [client_for(make_user("chief")) for _ in range(2)]
    forms = [opened(client, desk) | {"name": f"Kanal {n}"} for n, client in enumerate(clients)]
    barrier = Barrier(2)

    def save(n: int) -> int:
        barrier.wait()
        try:
            return clients[n].post(address(desk), forms[n]).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(save, range(2)))

    assert sorted(statuses) == [200, 302]
    assert Desk.objects.get(pk=desk.pk).name == f"Kanal {statuses.index(302)}"
