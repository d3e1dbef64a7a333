"""Who looks after a company's technology sets up its endpoints and keys in the portal."""

import json
import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import User
from editorial.models.sign_in_count import PAIR
from tests.factories import make_published, make_user
from tests.wire.portal.people import PASSWORD, make_member, send
from tests.wire.push.senders import Turning, make_endpoint
from tests.wire.push.servers import Receiver
from wire import keys
from wire.models import Company, Endpoint, EndpointKind, Key, Member, Scope

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loopback")]

WEBHOOK = {"name": "CMS", "kind": "webhook", "format": "json", "own_password": PASSWORD}
KEY = {"name": "Situs", "scopes": ["read"], "own_password": PASSWORD}


def shown_once(page: Any) -> str:
    (found,) = re.findall(r'class="handed-over" readonly value="([^"]+)"', page.text)
    return unescape(found)


def test_endpoint_is_set_up_changed_signed_anew_and_removed(
    client: Client, company: Company, receiver: Receiver
) -> None:
    turning = Turning()
    added = send(client, "portal_new_endpoint", **WEBHOOK, address=receiver.address)
    endpoint = Endpoint.objects.get(company=company)
    secret = shown_once(added)
    again = client.get(reverse("portal:endpoint", args=[endpoint.uid])).text
    story = make_published()
    turning.turn()
    assert secret.startswith("whsec_")
    assert secret not in again
    assert [number for number, _signal in receiver.signals()] == [story.latest_dispatch_id]

    changed = {**WEBHOOK, "name": "CMS baru", "address": receiver.address, "kind": "mail"}
    send(client, "portal_change_endpoint", endpoint.uid, **changed)
    endpoint.refresh_from_db()
    assert (endpoint.name, endpoint.kind) == ("CMS baru", EndpointKind.WEBHOOK)

    at = ("portal_endpoint_secret", endpoint.uid)
    renewed = shown_once(send(client, *at, scheme="v1", own_password=PASSWORD))
    public = shown_once(send(client, *at, scheme="v1a", own_password=PASSWORD))
    assert renewed.startswith("whsec_")
    assert renewed != secret
    assert public.startswith("whpk_")

    send(client, "portal_remove_endpoint", endpoint.uid, own_password=PASSWORD)
    assert not Endpoint.objects.exists()


def test_address_is_looked_at_as_in_the_api_and_what_was_typed_stays(client: Client) -> None:
    typed = {**WEBHOOK, "address": "https://10.0.0.1/masuk", "name": "CMS kami"}
    page = send(client, "portal_new_endpoint", **typed)

    assert "The address leads to a private network" in page.text
    assert 'value="https://10.0.0.1/masuk"' in page.text
    assert 'value="CMS kami"' in page.text
    assert "<title>Error:" in page.text.replace("\n", "")
    assert not Endpoint.objects.exists()


def test_secret_of_a_server_is_on_no_page(client: Client) -> None:
    typed = {**WEBHOOK, "kind": "sftp", "address": "sftp://127.0.0.1/", "password": "rahasia-kita"}
    page = send(client, "portal_new_endpoint", **typed)

    assert "Say as whom we sign in" in page.text
    assert "a line of ssh-keyscan" in page.text
    assert "rahasia-kita" not in page.text
    assert PASSWORD not in page.text


def test_mail_has_no_secret_to_renew(client: Client, company: Company) -> None:
    endpoint = Endpoint.objects.create(
        company=company, name="Meja", kind=EndpointKind.MAIL, address="meja@contoh.example"
    )

    assert client.get(reverse("portal_endpoint_secret", args=[endpoint.uid])).status_code == 404
    assert "New secret" not in client.get(reverse("portal:endpoint", args=[endpoint.uid])).text


def test_key_is_shown_once_opens_its_scope_and_nothing_once_it_is_revoked(
    client: Client, company: Company
) -> None:
    made = send(client, "portal_new_key", **KEY)
    secret = shown_once(made)
    key = Key.objects.get(company=company)
    bearer = {"Authorization": f"Bearer {secret}"}
    opened = [
        Client().get(f"/wire/v1/{at}", headers=bearer).status_code for at in ("log", "endpoints")
    ]
    page = client.get(reverse("portal:delivery")).text
    asked = client.get(reverse("portal_revoke_key", args=[key.pk])).text
    send(client, "portal_revoke_key", key.pk, own_password=PASSWORD)

    assert key.scopes == [Scope.READ]
    assert opened == [200, 403]
    assert secret not in page
    assert key.prefix in page
    assert "It was last used at" in asked
    assert Client().get("/wire/v1/log", headers=bearer).status_code == 401


def test_third_key_is_refused_in_words_with_what_was_typed(
    client: Client, company: Company
) -> None:
    for _ in range(2):
        keys.issue(company)
    page = send(client, "portal_new_key", **KEY)

    assert "There are two keys already" in page.text
    assert 'value="Situs"' in page.text
    assert Key.objects.count() == 2


def test_form_that_is_sent_twice_makes_one_key(client: Client, technical: Member) -> None:
    form = {**KEY, "form_id": str(uuid4()), "form_by": technical.user.pk}
    send(client, "portal_new_key", **form)
    again = send(client, "portal_new_key", **form)

    assert Key.objects.count() == 1
    assert "This form was received before" in again.text


def test_nothing_is_done_without_one_s_own_password(
    client: Client, company: Company, receiver: Receiver
) -> None:
    endpoint, _secret = make_endpoint(company, receiver.address)
    key, _secret = keys.issue(company)
    colleague = make_member(company)
    changed = {**WEBHOOK, "address": receiver.address + "lain", "own_password": ""}

    pages = [
        send(client, "portal_new_endpoint", **changed),
        send(client, "portal_change_endpoint", endpoint.uid, **changed),
        send(client, "portal_endpoint_secret", endpoint.uid, scheme="v1"),
        send(client, "portal_remove_endpoint", endpoint.uid),
        send(client, "portal_new_key", **{**KEY, "own_password": ""}),
        send(client, "portal_revoke_key", key.pk),
        send(client, "portal_end_access", colleague.pk),
        send(client, "portal_new_colleague", name="A B", email="a@b.example"),
    ]

    stored = Endpoint.objects.get()
    colleague.user.refresh_from_db()
    assert all("This field is required." in page.text for page in pages)
    assert (stored.address, stored.secret) == (endpoint.address, endpoint.secret)
    assert [each.revoked_at for each in Key.objects.all()] == [None]
    assert colleague.user.is_active
    assert Member.objects.filter(company=company).count() == 2


def test_guessing_somebody_s_password_there_is_slowed_down(client: Client) -> None:
    wrong = {**KEY, "own_password": "salah"}
    guesses = [send(client, "portal_new_key", **wrong) for _ in range(PAIR.most)]
    after = send(client, "portal_new_key", **KEY)

    assert {page.status_code for page in guesses} == {200}
    assert all("This is not your password." in page.text for page in guesses)
    assert after.status_code == 429
    assert "Too many attempts" in after.text
    assert 'value="Situs"' in after.text
    assert not Key.objects.exists()


@pytest.mark.parametrize(
    ("door", "query", "typed"),
    [
        ("portal_new_endpoint", "", {**WEBHOOK, "address": "https://10.0.0.1/"}),
        ("portal:searches", "?words=gempa", {"mail": "none"}),
    ],
)
def test_what_was_typed_comes_along_through_a_new_sign_in(
    door: str, query: str, typed: dict[str, str], technical: Member
) -> None:
    signed_out = Client()
    signed_out.cookies["django_language"] = "en"
    at = f"{reverse(door)}{query}"
    asked = signed_out.post(at, {**typed, "name": "Yang dinamai jauh"}, follow=True)
    (carried,) = re.findall(r'name="carried" value="([^"]+)"', asked.text)
    fields = {
        "username": technical.user.username,
        "password": "salah",
        "carried": unescape(carried),
    }
    wrong = signed_out.post(reverse("portal_sign_in"), fields)
    kept = signed_out.post(reverse("portal_sign_in"), {**fields, "password": PASSWORD})

    assert asked.status_code == 403
    assert "what you wrote comes along" in asked.text
    assert PASSWORD not in asked.text
    assert carried in wrong.text
    assert "The e-mail address or the password is wrong." in wrong.text
    assert "Not saved yet" in kept.text
    assert 'value="Yang dinamai jauh"' in kept.text
    assert f'action="{at}"' in kept.text


def test_nothing_but_the_portal_s_own_is_gone_on_with(technical: Member) -> None:
    carried = json.dumps({"path": "/admin/x/", "fields": [["name", "Yang lain"]], "files": []})
    fields = {"username": technical.user.username, "password": PASSWORD, "carried": carried}
    answer = Client().post(reverse("portal_sign_in"), fields)

    assert answer["Location"] == reverse("portal:list")


def test_form_of_a_colleague_s_session_is_asked_about_and_names_nobody_else(
    client: Client, company: Company
) -> None:
    told = {}
    for whose in (make_member(company), make_member(), make_user("chief")):
        writer = whose.user if isinstance(whose, Member) else whose
        User.objects.filter(pk=writer.pk).update(first_name="Wati", last_name="Tersebut")
        page = send(client, "portal_new_key", **{**KEY, "own_password": ""}, form_by=writer.pk)
        told[writer.pk] = (page.status_code, "Wati Tersebut" in page.text)

    assert [*told.values()] == [(409, True), (200, False), (200, False)]


def test_what_was_typed_stays_where_a_colleague_removed_the_endpoint(
    client: Client, company: Company
) -> None:
    page = send(client, "portal_change_endpoint", uuid4(), **{**WEBHOOK, "name": "CMS yang jauh"})

    assert page.status_code == 404
    assert 'value="CMS yang jauh"' in page.text
    assert f'href="{reverse("portal:list")}"' in page.text


def test_form_from_before_a_new_sign_in_is_kept(technical: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(technical.user)
    client.cookies["django_language"] = "en"
    same = {"Sec-Fetch-Site": "same-origin"}
    at = reverse("portal_new_key")

    kept = client.post(at, {**KEY, "csrfmiddlewaretoken": "x" * 64}, headers=same)
    forged = client.post(at, KEY, headers={"Sec-Fetch-Site": "cross-site"})

    assert kept.status_code == 409
    assert 'value="Situs"' in kept.text
    assert PASSWORD not in kept.text
    assert forged.status_code == 403
    assert not Key.objects.exists()
