"""Setting the house up: whatever a chief or an administrator does, no page is lost by it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import reverse
from taggit.models import Tag

from articles.models import Desk, Edition, House, Kind, MastheadEntry, Page, Person, Place
from articles.site.frame import kept
from tests.articles.site.examples import addresses
from tests.articles.site.helpers import Newsroom, address
from tests.editorial.forms import client_for, read
from tests.editorial.test_front import switch_on
from tests.factories import FIRST_DAY, make_desk, make_person, make_user

pytestmark = pytest.mark.django_db

DONE, REFUSED, FORBIDDEN = 302, 200, 403


class Setting:
    """A house with something of everything, and who sets it up."""

    def __init__(self) -> None:
        self.newsroom = Newsroom()
        self.story = self.newsroom.publish(tags=("Panen",), dateline_place="Jakarta")
        self.child = make_desk("id", parent=self.newsroom.desk)
        self.last = make_desk("ar")
        self.place = Place.objects.create(edition_id="id", name="Jakarta")
        self.other_place = Place.objects.create(edition_id="id", name="Bandung")
        self.entry = MastheadEntry.objects.create(
            person=Person.objects.get(user=self.newsroom.editor),
            position="chief",
            valid_from=FIRST_DAY,
        )
        self.chief, self.admin = client_for(make_user("chief")), client_for(make_user("admin"))
        self.superuser = client_for(make_user("", is_superuser=True))


def page_of(view: str, row: Any) -> str:
    info = f"{row._meta.app_label}_{row._meta.model_name}"
    return reverse(f"admin:{info}_{view}", args=[row.pk])


def change(client: Client, row: Any, **fields: Any) -> int:
    """Fill a form as it is shown, but for ``fields``, and send it: the status of the answer."""
    url = page_of("change", row)
    form = read(client.get(url)).fields
    return client.post(url, form | fields).status_code


def delete(client: Client, row: Any) -> int:
    """Delete with the page's own yes; what may not go is named there, and stays."""
    answer = client.post(page_of("delete", row), {"post": "yes"})
    is_there = type(row)._base_manager.filter(pk=row.pk).exists()
    assert is_there == (answer.status_code != DONE)
    return answer.status_code


def add(client: Client, model: str, **fields: Any) -> int:
    url = reverse(f"admin:articles_{model}_add")
    page = client.get(url)
    return client.post(url, read(page).fields | fields).status_code


def aliases(house: Setting, *names: str) -> dict[str, str]:
    return {
        "aliases-TOTAL_FORMS": str(len(names)),
        **{f"aliases-{n}-name": name for n, name in enumerate(names)},
        **{f"aliases-{n}-place": str(house.place.pk) for n in range(len(names))},
    }


def desk(house: Setting) -> Desk:
    return house.newsroom.desk


def bar(house: Setting, link: str) -> int:
    answer = switch_on(house.chief, link=link)
    # It answers by leading back to the page, which the client follows.
    return DONE if answer.redirect_chain else REFUSED


def person(house: Setting) -> Person:
    return Person.objects.get(user=house.newsroom.reporter)


def edition(code: str = "id") -> Edition:
    return Edition.objects.get(pk=code)


def page(slug: str) -> Page:
    return Page.objects.get(edition="id", slug=slug)


def kind() -> Kind:
    return Kind.objects.get(pk="T")


def tag() -> Tag:
    return Tag.objects.get(name="Panen")


def account(house: Setting) -> Any:
    return house.newsroom.reporter


STEPS: dict[str, tuple[Callable[[Setting], int], int]] = {
    "desk under itself": (lambda h: change(h.chief, desk(h), parent=desk(h).pk), REFUSED),
    "desk under its child": (lambda h: change(h.chief, desk(h), parent=h.child.pk), REFUSED),
    "desk with children under another": (
        lambda h: change(h.chief, desk(h), parent=make_desk("id").pk),
        REFUSED,
    ),
    "desk under one of another edition": (
        lambda h: change(h.chief, h.child, parent=h.last.pk),
        REFUSED,
    ),
    "desk to another edition": (lambda h: change(h.chief, desk(h), edition="en"), DONE),
    "desk with another name and address": (
        lambda h: change(h.chief, h.child, name="Baru", slug="baru"),
        DONE,
    ),
    "desk with stories deleted": (lambda h: delete(h.chief, desk(h)), REFUSED),
    "desk with the address of another": (
        lambda h: change(h.chief, h.child, slug=desk(h).slug),
        REFUSED,
    ),
    "last desk of an edition deleted": (lambda h: delete(h.chief, h.last), DONE),
    "person in use deleted": (lambda h: delete(h.chief, person(h)), REFUSED),
    "person in use with another address": (
        lambda h: change(h.chief, person(h), slug="nama-baru"),
        DONE,
    ),
    "person without an account": (lambda h: change(h.chief, person(h), user=""), DONE),
    "person of another edition": (lambda h: change(h.chief, person(h), edition="ar"), DONE),
    "person of nobody deleted": (lambda h: delete(h.chief, make_person()), DONE),
    "kind in use deleted": (lambda h: delete(h.chief, kind()), REFUSED),
    "kind with another code": (lambda h: change(h.chief, kind(), code="X"), DONE),
    "kind with a code that is none": (lambda h: add(h.chief, "kind", code="x/", name="X"), REFUSED),
    "edition added": (lambda h: add(h.superuser, "edition", code="fr"), FORBIDDEN),
    "edition deleted": (lambda h: delete(h.superuser, edition("ar")), FORBIDDEN),
    "edition with another code": (lambda h: change(h.chief, edition(), code="fr"), DONE),
    "edition without words": (lambda h: change(h.chief, edition(), agency="", mark=""), REFUSED),
    "edition turned round": (
        lambda h: change(h.chief, edition(), direction="rtl", dateline_form="hijri", position=9),
        DONE,
    ),
    "place with an alias twice": (
        lambda h: change(h.chief, h.place, **aliases(h, "Batavia", "Batavia")),
        REFUSED,
    ),
    "place with another place's name as alias": (
        lambda h: change(h.chief, h.place, **aliases(h, "Bandung", "Jakarta")),
        DONE,
    ),
    "place with another name": (lambda h: change(h.chief, h.place, name="…"), DONE),
    "place with the name of another": (
        lambda h: change(h.chief, h.place, name="Bandung"),
        REFUSED,
    ),
    "place deleted": (lambda h: delete(h.chief, h.place), DONE),
    "house emptied": (
        lambda h: change(h.chief, House.objects.get(), company="", address="", email=""),
        REFUSED,
    ),
    "masthead without people": (
        lambda h: change(
            h.chief, h.entry.person, **{"masthead-0-DELETE": "on", "masthead-0-id": h.entry.pk}
        ),
        DONE,
    ),
    "fixed page deleted": (lambda h: delete(h.superuser, page("tentang")), FORBIDDEN),
    "page emptied": (lambda h: change(h.chief, page("tentang"), body="<p></p>"), REFUSED),
    "page with another address": (lambda h: change(h.chief, page("tentang"), slug="x"), DONE),
    "bar that runs something": (lambda h: bar(h, "javascript:alert(1)"), REFUSED),
    "bar to another host": (lambda h: bar(h, "//jahat.example/"), REFUSED),
    "bar to another site": (lambda h: bar(h, "https://jahat.example/"), REFUSED),
    "bar to the newsroom": (lambda h: bar(h, "/admin/"), REFUSED),
    "bar to no page": (lambda h: bar(h, "/tidak-ada/"), REFUSED),
    "bar to a list": (lambda h: bar(h, "/indeks/"), DONE),
    "bar to a story": (lambda h: bar(h, address(h.story)), DONE),
    "tag of a sign without letters": (lambda h: change(h.chief, tag(), name="🇵🇸"), DONE),
    "tag without an address": (lambda h: change(h.chief, tag(), slug=""), REFUSED),
    "tag with an address that is none": (lambda h: change(h.chief, tag(), slug="a/b"), REFUSED),
    "tag in use deleted": (lambda h: delete(h.superuser, tag()), DONE),
    "account without a role": (lambda h: change(h.admin, account(h), groups=[]), DONE),
    "account switched off": (lambda h: change(h.admin, account(h), is_active=""), DONE),
    "account deleted": (lambda h: delete(h.superuser, account(h)), FORBIDDEN),
    "role deleted": (lambda h: delete(h.superuser, Group.objects.get(name="editor")), FORBIDDEN),
}


def lost(house: Setting, urls: list[str]) -> dict[str, int]:
    """What answers 500 now: to readers, and of the newsroom's pages."""
    kept.clear()
    reader = Client(raise_request_exception=False)
    for client in (house.chief, house.admin):
        client.raise_request_exception = False
    pages = ["/admin/", page_of("change", house.story), "/admin/articles/story/add/"]
    answers = {url: reader.get(url).status_code for url in urls}
    answers |= {url: house.chief.get(url).status_code for url in pages}
    return {url: status for url, status in answers.items() if status >= 500}


def test_nothing_that_is_set_up_takes_a_page_away() -> None:
    house = Setting()
    story = address(house.story)
    pages = ["/", story, f"{story}copy.txt", f"/kanal/{desk(house).slug}/", "/tag/panen/"]
    pages += ["/tempat/jakarta/", f"/penulis/{person(house).slug}/", "/redaksi/", "/tidak-ada/"]
    pages += ["/feed/", "/sitemap-pages.xml", "/halaman/tentang/", "/ar/", "/cari/?q=panen"]
    answers: dict[str, int] = {}
    broken: dict[str, int] = {}

    for name, (step, _) in STEPS.items():
        before = transaction.savepoint_create()
        answers[name] = step(house)
        broken |= {f"{name}: {url}": status for url, status in lost(house, pages).items()}
        transaction.savepoint_rollback(before)

    assert answers == {name: expected for name, (_, expected) in STEPS.items()}
    assert broken == {}


def test_every_page_stands_after_all_of_it() -> None:
    house = Setting()
    urls = [url for code in ("id", "ar") for url in addresses(code).values()]

    for step, _ in STEPS.values():
        try:
            with transaction.atomic():
                step(house)
        except (Desk.DoesNotExist, Tag.DoesNotExist, Place.DoesNotExist, Person.DoesNotExist):
            # Gone, or nobody's any more, by a step before.
            continue

    assert lost(house, urls) == {}
