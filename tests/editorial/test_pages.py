"""The house's own pages and details, as chiefs and admins edit them."""

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import House, MastheadEntry, Page, Position
from tests.editorial.forms import client_for, read
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> Client:
    return client_for(make_user("chief"))


def address(page: Page, view: str = "change") -> str:
    return f"/admin/articles/page/{page.pk}/{view}/"


def test_text_is_stored_clean_and_the_address_stays(chief: Client) -> None:
    page = Page.objects.get(edition="en", slug="tentang")
    fields = read(chief.get(address(page))).fields

    response = chief.post(
        address(page),
        fields
        | {
            "title": "Who We Are",
            "body": '<p onclick="x()">New <b>text</b></p><script>alert(1)</script>',
            "slug": "lain",
        },
    )

    page.refresh_from_db()
    assert response.status_code == 302
    assert (page.title, page.slug) == ("Who We Are", "tentang")
    assert page.body == "<p>New <strong>text</strong></p>"


def test_page_without_a_text_is_refused(chief: Client) -> None:
    page = Page.objects.get(edition="en", slug="tentang")
    before = page.body
    fields = read(chief.get(address(page))).fields

    response = chief.post(address(page), fields | {"body": ""})

    page.refresh_from_db()
    assert response.status_code == 200
    assert page.body == before


@pytest.mark.parametrize(("slug", "status"), [("kontak", 403), ("iklan", 302)])
def test_page_that_every_edition_has_is_not_deleted(chief: Client, slug: str, status: int) -> None:
    page, _ = Page.objects.get_or_create(edition_id="id", slug=slug)

    response = chief.post(address(page, "delete"), {"post": "yes"})

    assert response.status_code == status
    assert Page.objects.filter(pk=page.pk).exists() is (status == 403)


def test_house_says_on_the_desk_what_the_press_law_still_asks(chief: Client) -> None:
    first = chief.get("/admin/").context["desk"].missing
    fields = {"company": "PT Contoh", "address": "Jl. Contoh 1", "email": "a@b.test"}

    chief.post("/admin/articles/house/1/change/", fields | {"telephone": "021 1"})
    MastheadEntry.objects.create(
        person=make_person(), position=Position.RESPONSIBLE, valid_from=timezone.localdate()
    )

    assert [str(name) for name in first] == [
        *("office address", "e-mail", "telephone", "Person responsible"),
    ]
    assert chief.get("/admin/").context["desk"].missing == []


@pytest.mark.parametrize("role", ["reporter", "editor", "photo"])
def test_desk_of_others_says_nothing_of_the_house(role: str) -> None:
    assert client_for(make_user(role)).get("/admin/").context["desk"].missing == []


def test_place_in_the_masthead_is_given_with_the_person(chief: Client) -> None:
    person = make_person()
    url = f"/admin/articles/person/{person.pk}/change/"
    fields = {
        name: value for name, value in read(chief.get(url)).fields.items() if "__" not in name
    }

    response = chief.post(
        url,
        fields
        | {
            "masthead-TOTAL_FORMS": "1",
            "masthead-0-person": str(person.pk),
            "masthead-0-position": "chief",
            "masthead-0-order": "0",
            "masthead-0-valid_from": "2024-01-02",
        },
    )

    entry = MastheadEntry.objects.get(person=person)
    assert response.status_code == 302
    assert (entry.position, str(entry.valid_from), entry.valid_until) == (
        *("chief", "2024-01-02"),
        None,
    )
    assert House.objects.count() == 1
