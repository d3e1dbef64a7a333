"""Keys of subscribers, and the command that makes one."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from tests.factories import make_published, make_user
from tests.wire.factories import log, make_company, make_key
from wire import keys
from wire.models import Company, Key, Member, Product, Scope, Subscription

pytestmark = pytest.mark.django_db


def wire_key(company: str, **options: int) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    with translation.override("en"):
        call_command("wire_key", company, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_command_makes_a_subscriber_to_everything_and_prints_a_key_alone() -> None:
    printed, said = wire_key("Radio Contoh")

    make_published()
    key = keys.find(printed.removesuffix("\n"))
    assert key is not None
    assert (key.company.name, said) == ("Radio Contoh", "")
    assert sorted(key.scopes) == sorted(Scope)
    assert log(key.company) == [(1, 0, "new")]


@pytest.mark.parametrize("changed", [{"editions": ["ar"]}, {"has_embargoed": True}])
def test_command_gives_everything_where_a_product_of_that_name_is_another(
    changed: dict[str, Any],
) -> None:
    wire_key("Radio Contoh")
    Product.objects.update(**changed)

    wire_key("Televisi Contoh")
    wire_key("Koran Contoh")

    first, *others = (each.product for each in Subscription.objects.order_by("pk"))
    assert (first.name, *changed.values()) == (
        "Everything",
        *(getattr(first, name) for name in changed),
    )
    assert {each.name for each in others} == {"Everything 2"}
    assert all(each.is_unfiltered for each in others)
    make_published()
    assert len(log(Company.objects.get(name="Koran Contoh"))) == 1


def test_command_begins_the_log_of_a_new_subscriber_with_days_of_the_past() -> None:
    make_published()

    printed, _said = wire_key("Radio Contoh", days=7)
    wire_key("Radio Contoh", days=7)

    assert printed.startswith("wire_")
    assert log(Company.objects.get()) == [(1, 0, "new")]


@pytest.mark.parametrize("days", [-1, 367])
def test_command_knows_how_far_back_is_too_far(days: int) -> None:
    with pytest.raises(CommandError, match="366 days"):
        wire_key("Radio Contoh", days=days)

    assert not Company.objects.exists()


def test_command_gives_a_subscriber_that_is_there_a_new_key_in_place_of_the_older_one() -> None:
    company = make_company(name="Radio Contoh")
    first, second, third = (wire_key("Radio Contoh") for _ in range(3))

    assert [keys.find(printed.strip()) is None for printed, _said in (first, second, third)] == [
        True,
        False,
        False,
    ]
    assert third[1] == f"The key {first[0][:13]}… has ended.\n"
    assert (Company.objects.get(), company.subscriptions.count()) == (company, 1)


@pytest.mark.parametrize("name", ["", "  ", "dua\nbaris", "x" * 121])
def test_command_refuses_a_name_that_is_none(name: str) -> None:
    with pytest.raises(CommandError):
        wire_key(name)

    assert not Company.objects.exists()


def test_key_is_kept_as_a_digest_and_known_by_how_it_begins() -> None:
    secret = make_key(make_company())

    row = Key.objects.values().get()
    assert secret.startswith(row["prefix"])
    assert secret.removeprefix(row["prefix"]) not in str(row)


def test_subscriber_has_two_keys_at_a_time() -> None:
    company = make_company()
    old, _secret = keys.issue(company)
    keys.issue(company)

    with pytest.raises(keys.TwoKeysError):
        keys.issue(company)
    keys.revoke(old)
    keys.issue(company)

    assert Key.objects.valid(timezone.now()).count() == 2
    with pytest.raises(IntegrityError, match="two_at_a_time"), transaction.atomic():
        Key.objects.filter(pk=old.pk).update(revoked_at=None)


def test_expired_key_opens_nothing_and_makes_room() -> None:
    company = make_company()
    secret = make_key(company, expires_at=timezone.now() + timedelta(days=1))
    make_key(company)
    Key.objects.filter(expires_at__isnull=False).update(expires_at=timezone.now())

    found = keys.find(secret)
    keys.issue(company)

    assert found is None


@pytest.mark.parametrize("secret", ["", "wire_", "x" * 4000, "wire_\x00", "kunci é"])
def test_what_is_no_key_finds_none(secret: str) -> None:
    make_key(make_company())

    assert keys.find(secret) is None


def test_account_of_the_newsroom_is_no_subscribers() -> None:
    company, staff = make_company(), make_user("reporter")

    with pytest.raises(IntegrityError, match="no subscriber"), transaction.atomic():
        Member.objects.create(company=company, user=staff)

    assert not Member.objects.exists()


@pytest.mark.parametrize("right", ["is_staff", "is_superuser"])
def test_subscribers_account_never_becomes_the_newsrooms(right: str) -> None:
    user = make_user(is_staff=False)
    Member.objects.create(company=make_company(), user=user)

    setattr(user, right, True)
    with pytest.raises(IntegrityError, match="not the newsroom"), transaction.atomic():
        user.save()
