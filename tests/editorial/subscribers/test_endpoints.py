"""Endpoints as administrators set them up in the newsroom: the API's own actions, by pages."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.editorial.forms import client_for
from tests.factories import make_published, make_user
from tests.wire.factories import make_company
from tests.wire.push.senders import Turning
from tests.wire.push.servers import Receiver, receiving
from wire.models import Company, Endpoint, Push, PushState

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def admin() -> Client:
    return client_for(make_user("admin"))


def of(company: Company, rest: str = "") -> str:
    return f"/admin/wire/company/{company.pk}/endpoint/{rest}"


def add(admin: Client, company: Company, **typed: Any) -> str:
    given = {"name": "CMS", "kind": "webhook", "format": "json", **typed}
    return admin.post(of(company), given, follow=True).content.decode()


def test_endpoint_from_its_first_test_to_its_removal(admin: Client, receiver: Receiver) -> None:
    company, sender = make_company(), Turning()
    shown = add(admin, company, address=receiver.address)
    secret = re.findall(r'value="(whsec_[^"]+)"', shown)[0]
    endpoint = Endpoint.objects.get()
    at = of(company, f"{endpoint.pk}/")

    def press(what: str, **typed: Any) -> str:
        return admin.post(at, {"_do": what, **typed}, follow=True).content.decode()

    press("test")
    story = make_published()
    sender.turn()
    number = story.latest_dispatch_id
    tried = admin.get(at).content.decode()
    assert [each for each, _signal in receiver.signals()] == [number]
    assert f"No. {number}" in tried
    assert "test event" in tried
    assert "openssl dgst" in tried
    assert secret not in tried

    press("pause")
    make_published()
    sender.turn()
    assert len(receiver.signals()) == 1
    assert "Paused" in admin.get(f"/admin/wire/company/{company.pk}/change/").content.decode()
    press("resume")
    sender.turn()
    assert len(receiver.signals()) == 2
    assert "1 delivery is sent again" in press("again", first=number, last=number)
    sender.turn()
    assert len(receiver.signals()) == 3
    assert "no more than 10000" in press("again", first=1, last=20_000)
    Push.objects.filter(number=number).update(state=PushState.DEAD)
    assert "1 delivery is sent again" in press("given-up")
    assert re.findall(r'value="(whsec_[^"]+)"', press("rotate"))[0] != secret
    assert re.findall(r'value="(whpk_[^"]+)"', press("rotate-v1a"))
    press("remove")
    assert not Endpoint.objects.exists()


def test_endpoint_is_changed_and_keeps_its_way_and_its_secret(admin: Client) -> None:
    company = make_company()
    add(admin, company, kind="mail", address="meja@contoh.example")
    endpoint = Endpoint.objects.get()

    typed = {"name": "Meja", "kind": "sftp", "format": "json", "address": "lain@contoh.example"}
    admin.post(of(company, f"{endpoint.pk}/change/"), typed)

    endpoint.refresh_from_db()
    assert (endpoint.name, endpoint.kind, endpoint.address) == (
        "Meja",
        "mail",
        "lain@contoh.example",
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"address": "https://10.0.0.1/"}, "The address leads to a private network"),
        ({"kind": "sftp", "address": "sftp://127.0.0.1/"}, "Say by which secret we sign in"),
        ({"kind": "mail", "address": "nobody"}, "Enter a valid email address"),
    ],
)
def test_endpoint_that_won_t_do_is_refused_at_its_field(
    admin: Client, typed: dict[str, str], words: str
) -> None:
    shown = add(admin, make_company(), **typed)

    assert words in shown
    assert not Endpoint.objects.exists()


def test_secret_that_was_typed_is_on_no_page(admin: Client) -> None:
    shown = add(
        admin, make_company(), kind="sftp", address="sftp://127.0.0.1/", password="rahasia-sekali"
    )

    assert "Say as whom we sign in" in shown
    assert "rahasia-sekali" not in shown


def test_editor_sees_how_it_stands_and_presses_nothing(receiver: Receiver) -> None:
    company = make_company()
    add(client_for(make_user("admin")), company, address=receiver.address)
    endpoint = Endpoint.objects.get()
    editor = client_for(make_user("editor"))

    page = editor.get(of(company, f"{endpoint.pk}/")).content.decode()
    pressed = editor.post(of(company, f"{endpoint.pk}/"), {"_do": "pause"})

    assert "Takes deliveries" in page
    assert 'name="_do"' not in page
    assert pressed.status_code == 403
    other = of(make_company(), f"{endpoint.pk}/")
    assert editor.get(other).status_code == 404
