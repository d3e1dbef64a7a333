"""A subscriber's year, from the first form to the sandbox, with three clients that keep up."""

import re
from pathlib import Path

from django.test import Client

from articles.models import Story
from tests.editorial.forms import client_for
from tests.factories import make_published, make_user
from tests.wire import clients
from tests.wire.api.asking import Machine
from tests.wire.factories import correct, withdraw
from tests.wire.streams import Stream
from wire.models import Company, Product
from wire.sandbox.server import KEY, Sandbox, serving

BOARD = "/admin/wire/company/withdrawals/"


def sign_up(admin: Client, name: str, product: dict[str, str]) -> Company:
    """Company, product and subscription, by their forms."""
    admin.post("/admin/wire/company/add/", {"name": name, "language": "id"})
    company = Company.objects.get(name=name)
    shown = admin.post("/admin/wire/product/add/", product).content.decode()
    (seen,) = re.findall(r'name="seen_filter" value="(\w+)"', shown)
    admin.post("/admin/wire/product/add/", {**product, "seen_filter": seen})
    admin.post(
        "/admin/wire/subscription/add/",
        {"company": company.pk, "product": Product.objects.get().pk, "first_day": "2020-01-01"},
    )
    return company


def make_key(admin: Client, company: Company) -> str:
    at = f"/admin/wire/company/{company.pk}/key/"
    shown = admin.post(at, {"scopes": ["read", "receipts"]}, follow=True).content.decode()
    key: str = re.findall(r"wire_[0-9a-f]{8}_[\w-]+", shown)[0]
    return key


def test_year_of_a_subscriber(stream: Stream, api: str, tmp_path: Path) -> None:
    admin, chief = client_for(make_user("admin")), make_user("chief")

    def publish(headline: str) -> Story:
        return make_published(editor=chief, headline=headline, tags=("padi",))

    def keep_up(key: str) -> None:
        """Each client stores what came; all have what stands on the log."""
        for ending in clients.ENDINGS:
            clients.catch_up(ending, api, tmp_path / ending, key)
        newest = {item["story"]: item for item in Machine(key).read()}
        wanted = {story: (item["number"], item["hash"]) for story, item in newest.items()}
        for ending in clients.ENDINGS:
            kept = clients.copy_in(tmp_path / ending)
            assert {uid: (item["number"], item["hash"]) for uid, item in kept.items()} == wanted

    yesterday = publish("Sebelum langganan")

    # Signs up, gets a key, and a day of the past.
    company = sign_up(admin, "Harian Contoh", {"name": "Padi", "tags": "padi"})
    key = make_key(admin, company)
    admin.post(f"/admin/wire/company/{company.pk}/past/", {"days": 1})
    machine = Machine(key)
    (backfilled,) = machine.read()
    assert (backfilled["story"], backfilled["signal"]) == (str(yesterday.uid), "new")
    keep_up(key)

    # Follows by long poll.
    waits = stream.wait(key, f"after={backfilled['number']}&wait=60")
    followed = publish("Selagi menunggu")
    status, page = waits.result()
    assert (status, [item["story"] for item in page["items"]]) == (200, [str(followed.uid)])
    copy = {str(yesterday.uid): 1, str(followed.uid): 1}

    # Is away for a week, and heals in one call.
    yesterday = correct(yesterday, by=chief)
    withdraw(followed, by=chief)
    missed = publish("Selagi pergi")
    told = machine.post("reconcile", {"stories": copy}).json()
    assert [each["story"] for each in told["older"]] == [str(yesterday.uid)]
    assert [each["story"] for each in told["withdrawn"]] == [str(followed.uid)]
    assert [each["story"] for each in told["missing"]] == [str(missed.uid)]

    # Rotates the key: both open until the old one is revoked.
    new = make_key(admin, company)
    fresh = Machine(new)
    old = company.keys.get(prefix=key[:13])
    assert machine.get("log").status_code == fresh.get("log").status_code == 200
    admin.post(f"/admin/wire/company/{company.pk}/key/{old.pk}/revoke/")
    assert (machine.get("log").status_code, fresh.get("log").status_code) == (401, 200)
    keep_up(new)

    # The product covers it no longer: its corrections come all the same, and nothing else does.
    Product.objects.update(tags=["gempa"])
    cursor = told["cursor"]
    correct(missed, by=chief)
    publish("Tidak dalam paket lagi")
    (corrected,) = fresh.read(f"log?after={cursor}")
    assert (corrected["story"], corrected["signal"]) == (str(missed.uid), "correction")

    # Misses a withdrawal, and is found on the board until they ask.
    withdraw(missed, by=chief)
    assert "Harian Contoh" in admin.get(BOARD).content.decode()
    (tombstone,) = fresh.read(f"log?after={corrected['number']}")
    assert (tombstone["signal"], "body_html" in tombstone) == ("withdrawal", False)
    assert "Harian Contoh" not in admin.get(BOARD).content.decode()

    keep_up(new)

    # Their clients pass the sandbox.
    for ending in clients.ENDINGS:
        sandbox = Sandbox()
        with serving(sandbox) as address:
            clients.catch_up(ending, address, tmp_path / f"sandbox-{ending}", KEY)
        assert sandbox.grade.has_passed, ending
