"""Subscribers as administrators set them up and editors see them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.editorial.forms import client_for
from tests.factories import make_published, make_user
from tests.wire.factories import log, make_company, make_key, make_product, subscribe
from wire import keys
from wire.models import Company, Product, Subscription, Usage

pytestmark = pytest.mark.django_db

PRODUCTS = "/admin/wire/product/"
FILTER = {"name": "Palestina", "editions": ["id"], "has_pictures": "on"}


@pytest.fixture
def admin() -> Client:
    return client_for(make_user("admin"))


def of(company: Company, page: str) -> str:
    return f"/admin/wire/company/{company.pk}/{page}/"


def seen_filter(page: str) -> str:
    found = re.search(r'name="seen_filter" value="(\w+)"', page)
    assert found
    return found[1]


def save(admin: Client, address: str, **typed: Any) -> str:
    """Save a product, after its page said what last week would have been; what it said."""
    shown = admin.post(address, typed).content.decode()
    assert admin.post(address, {**typed, "seen_filter": seen_filter(shown)}).status_code == 302
    return shown


def test_administrator_sees_what_a_filter_would_have_sent_before_it_is_saved(
    admin: Client,
) -> None:
    make_published(headline="Harga beras turun")

    shown = admin.post(f"{PRODUCTS}add/", FILTER).content.decode()

    assert not Product.objects.exists()
    assert "this would have let 1 story pass" in shown
    assert "Harga beras turun" in shown
    assert 'name="name" value="Palestina"' in shown
    again = {**FILTER, "seen_filter": seen_filter(shown)}
    assert admin.post(f"{PRODUCTS}add/", again).status_code == 302
    assert Product.objects.get().editions == ["id"]


def test_filter_that_is_another_than_was_seen_is_shown_first(admin: Client) -> None:
    seen = seen_filter(admin.post(f"{PRODUCTS}add/", FILTER).content.decode())

    other = {**FILTER, "editions": ["en"], "seen_filter": seen}
    shown = admin.post(f"{PRODUCTS}add/", other).content.decode()

    assert not Product.objects.exists()
    assert "Nothing would have passed" in shown


def test_name_alone_is_changed_without_another_look(admin: Client) -> None:
    product = make_product(editions=["id"])

    admin.post(f"{PRODUCTS}{product.pk}/change/", {**FILTER, "name": "Nama lain"})

    assert Product.objects.get().name == "Nama lain"


def test_unknown_tags_and_places_are_refused_by_name(admin: Client) -> None:
    typed = {**FILTER, "tags": "tidak-ada, lain", "places": "Atlantis"}

    shown = admin.post(f"{PRODUCTS}add/", typed).content.decode()

    assert "There is none called: tidak-ada, lain" in shown
    assert "There is none called: Atlantis" in shown


def test_what_is_gone_stays_in_the_filter(admin: Client) -> None:
    product = make_product(desks=[999_999], tags=["lama"])

    save(
        admin,
        f"{PRODUCTS}{product.pk}/change/",
        **{**FILTER, "desks": ["999999"], "tags": "lama"},
    )

    stored = Product.objects.get()
    assert (stored.desks, stored.tags, stored.editions) == ([999_999], ["lama"], ["id"])


def test_new_key_is_shown_once_and_opens_the_log(admin: Client) -> None:
    company = make_company()

    shown = admin.post(
        of(company, "key"), {"name": "CMS", "scopes": ["read"]}, follow=True
    ).content.decode()

    found = re.search(r"wire_[0-9a-f]{8}_[\w-]+", shown)
    assert found
    key = keys.find(found[0])
    assert key
    assert (key.company, key.scopes) == (company, ["read"])
    assert found[0] not in admin.get(of(company, "change")).content.decode()


def test_third_key_is_refused_until_one_is_revoked(admin: Client) -> None:
    company = make_company()
    secret = make_key(company)
    make_key(company)

    refused = admin.post(of(company, "key"), {"scopes": ["read"]}).content.decode()
    key = keys.find(secret)
    assert key
    admin.post(of(company, f"key/{key.pk}/revoke"))

    assert "There are two keys already" in refused
    assert keys.find(secret) is None
    assert admin.post(of(company, "key"), {"scopes": ["read"]}).status_code == 302


def test_key_of_another_subscriber_is_not_revoked(admin: Client) -> None:
    mine, other = make_company(), make_company()
    secret = make_key(other)
    key = keys.find(secret)
    assert key

    assert admin.post(of(mine, f"key/{key.pk}/revoke")).status_code == 404
    assert keys.find(secret)


def test_log_begins_with_the_past_once(admin: Client) -> None:
    make_published(headline="Sebelum langganan")
    company = make_company()

    begun = admin.post(of(company, "past"), {"days": 7}, follow=True).content.decode()
    again = admin.post(of(company, "past"), {"days": 7}).content.decode()

    assert "The log begins with 1 story." in begun
    assert "Sebelum langganan" in begun
    assert len(log(company)) == 1
    assert "begun already" in again


def test_subscription_ends_and_keeps_its_subscriber(admin: Client) -> None:
    company, other = make_company(), make_company()
    kept = subscribe(company, make_product())
    today = timezone.localdate()

    admin.post(
        f"/admin/wire/subscription/{kept.pk}/change/",
        {"company": other.pk, "first_day": kept.first_day, "last_day": today},
    )

    stored = Subscription.objects.get(pk=kept.pk)
    assert (stored.company, stored.last_day) == (company, today)


def test_editor_reads_log_and_use_and_is_offered_no_change() -> None:
    company = make_company(editorial_telephone="021-555")
    for number in range(52):
        make_published(headline=f"Kabar {number}")
    make_key(company)
    key, now = company.keys.get(), timezone.now()
    Usage.objects.create(key=key, day=now.date(), requests=4711, refused=3, minute=now, last_at=now)
    Usage.objects.create(
        key=key, day=now.date() - timedelta(days=60), requests=9999, minute=now, last_at=now
    )
    client = client_for(make_user("editor"))

    page, first, use = (
        client.get(of(company, name)).content.decode() for name in ("change", "log", "use")
    )
    next_ = re.search(r'rel="next" href="([^"]+)"', first)
    assert next_
    second = client.get(of(company, "log") + next_[1]).content.decode()

    assert "021-555" in page
    assert ("Revoke" in page, "New key" in page) == (False, False)
    assert ("Kabar 51" in first, "Kabar 1<" in first) == (True, False)
    assert ("Kabar 51" in second, "Kabar 1<" in second) == (False, True)
    assert ("4711" in use, "9999" in use) == (True, False)


def test_list_of_products_says_what_comes_in_words(admin: Client) -> None:
    make_product(name="Utuh", has_embargoed=True)
    make_product(name="Radio", has_pictures=False)

    rows = admin.get("/admin/wire/product/").content.decode().partition("<tbody>")[2]

    assert "with pictures, with embargoed stories" in rows
    assert "text alone" in rows
