"""Every address of the portal for every kind of visitor, and who is let in at all."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import User
from editorial.models.sign_in_count import PAIR
from editorial.subscribers import doors
from newsroom.sessions import BEGAN, LONGEST
from tests.editorial.samples import make_picture
from tests.factories import ROLES, make_published, make_user
from tests.wire.factories import make_company, make_product, newest
from tests.wire.portal.people import PASSWORD, make_member, signed_in
from wire import keys
from wire.models import Company, Endpoint, EndpointKind
from wire.portal import urls

pytestmark = pytest.mark.django_db

NEWSROOM = ("staff", *ROLES)
VISITORS = (
    "anonymous",
    "own",
    "other",
    "deactivated",
    "own technical",
    "other's technical",
    *NEWSROOM,
)
STRANGERS = " ".join(["403"] * len(NEWSROOM))
# Whoever signs in is asked to; who isn't of a subscriber is told so.
PAGE = f"302 200 200 302 200 200 {STRANGERS}"
ITEM = f"302 200 404 302 200 404 {STRANGERS}"
POST_ONLY = f"302 405 405 302 405 405 {STRANGERS}"
# Who looks after the technology, each at their own company; what is of one company is its alone.
SET_UP = f"302 403 403 302 200 200 {STRANGERS}"
OWN = f"302 403 403 302 200 404 {STRANGERS}"
OPEN = " ".join(["200"] * len(VISITORS))
GONE = " ".join(["410"] * len(VISITORS))

# Address: what each of VISITORS gets for GET, and for a POST with nothing in it. The other company
# was never sent the item.
TABLE = {
    "list": (PAGE, PAGE),
    "news": (PAGE, PAGE),
    "item": (ITEM, ITEM),
    "receipt": (POST_ONLY, f"302 400 404 302 400 404 {STRANGERS}"),
    "format": (POST_ONLY, ITEM),
    "picture": (POST_ONLY, ITEM),
    "preview": (ITEM, POST_ONLY),
    "mark": (POST_ONLY, f"302 400 404 302 400 404 {STRANGERS}"),
    "bookmarks": (PAGE, PAGE),
    # A name is wanted.
    "searches": (PAGE, PAGE),
    # Nobody's.
    "search": (POST_ONLY, f"302 404 404 302 404 404 {STRANGERS}"),
    "history": (PAGE, PAGE),
    "delivery": (PAGE, PAGE),
    # Who looks after the technology, and of the company whose it is; nothing was pressed.
    "endpoint": (
        f"302 403 403 302 200 404 {STRANGERS}",
        f"302 403 403 302 400 404 {STRANGERS}",
    ),
    # A password is wanted.
    "portal_new_endpoint": (SET_UP, SET_UP),
    "portal_change_endpoint": (OWN, OWN),
    "portal_endpoint_secret": (OWN, OWN),
    "portal_remove_endpoint": (OWN, OWN),
    "portal_new_key": (SET_UP, SET_UP),
    "portal_revoke_key": (OWN, OWN),
    "portal_colleagues": (SET_UP, SET_UP),
    "portal_new_colleague": (SET_UP, SET_UP),
    "portal_invite_again": (
        f"302 403 403 302 405 405 {STRANGERS}",
        f"302 403 403 302 302 404 {STRANGERS}",
    ),
    "portal_end_access": (OWN, OWN),
    "portal_give_access": (OWN, OWN),
    "portal_sign_in": (OPEN, OPEN),
    "portal_sign_out": (" ".join(["405"] * len(VISITORS)), " ".join(["302"] * len(VISITORS))),
    # The key is nobody's.
    "portal_lost_password": (OPEN, OPEN),
    "portal_password": (GONE, GONE),
    "portal_new_password": (GONE, GONE),
}


OF_ENDPOINT = (
    "endpoint",
    "portal_change_endpoint",
    "portal_endpoint_secret",
    "portal_remove_endpoint",
)
OF_COLLEAGUE = ("portal_invite_again", "portal_end_access", "portal_give_access")


def visitors(company: Company) -> Iterator[Client]:
    other = make_company(product=make_product(tags=["lain"]))
    deactivated = make_member(company)
    clients = [
        Client(),
        signed_in(make_member(company)),
        signed_in(make_member(other)),
        signed_in(deactivated),
        signed_in(make_member(company, is_technical=True)),
        signed_in(make_member(other, is_technical=True)),
    ]
    User.objects.filter(pk=deactivated.user.pk).update(is_active=False)
    yield from clients
    for role in NEWSROOM:
        client = Client()
        client.force_login(make_user("" if role == "staff" else role))
        yield client


def _endpoint(company: Company) -> Endpoint:
    return Endpoint.objects.create(
        company=company, name="Uji", kind=EndpointKind.WEBHOOK, address="https://b.example/"
    )


def address(name: str, number: int, company: Company) -> str:
    args: dict[str, list[Any]] = {
        "format": [number, "txt"],
        "picture": [number, "lead"],
        "preview": [number, "lead"],
        "search": [1],
        **{each: [_endpoint(company).uid] for each in OF_ENDPOINT},
        **{each: [make_member(company).pk] for each in OF_COLLEAGUE},
        "portal_revoke_key": [keys.issue(company)[0].pk],
        **{each: [1, "x-y"] for each in ("portal_password", "portal_new_password")},
        **{each: [number] for each in ("item", "receipt", "mark")},
    }
    named = name if name.startswith("portal_") else f"portal:{name}"
    return reverse(named, args=args.get(name, []))


def _status(answer: Any) -> str:
    if answer.streaming:
        # A picture, whose file is closed at its end.
        b"".join(answer)
    return str(answer.status_code)


@pytest.mark.parametrize("name", TABLE)
def test_every_address_for_every_visitor(name: str, company: Company) -> None:
    make_published(picture=make_picture())
    number = newest()
    clients, at = [*visitors(company)], address(name, number, company)

    found = tuple(
        " ".join(_status(getattr(client, method)(at)) for client in clients)
        for method in ("get", "post")
    )

    assert found == TABLE[name]


def test_table_has_a_row_for_every_address() -> None:
    patterns = [*urls.urlpatterns, *doors.urlpatterns]
    assert sorted(TABLE) == sorted(pattern.name or "" for pattern in patterns)


def test_member_never_comes_to_the_newsroom(company: Company) -> None:
    member = make_member(company)

    answer = signed_in(member).get("/admin/")
    refused = Client().post(
        "/admin/login/", {"username": member.user.username, "password": PASSWORD}
    )

    assert answer.status_code == 302
    assert "tidak punya akses ke redaksi" in refused.text


def _sign_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("portal_sign_in"), {"username": name, "password": password, **more})


def test_signing_in_leads_to_the_page_that_was_asked_for(company: Company) -> None:
    member = make_member(company)
    make_published()
    number = newest()
    client = Client()

    asked = client.get(reverse("portal:item", args=[number]))
    done = _sign_in(client, member.user.username.upper(), next=f"/wire/items/{number}/")
    elsewhere = _sign_in(Client(), member.user.username, next="/admin/")

    assert asked["Location"] == f"/wire/sign-in/?next=%2Fwire%2Fitems%2F{number}%2F"
    assert (done["Location"], elsewhere["Location"]) == (f"/wire/items/{number}/", "/wire/")
    assert client.get("/wire/").status_code == 200
    client.post(reverse("portal_sign_out"))
    assert client.get("/wire/").status_code == 302


def test_newsroom_account_is_told_whose_door_it_is() -> None:
    user = make_user("admin")
    user.set_password(PASSWORD)
    user.save()

    answer = _sign_in(Client(), user.username)

    assert (answer.status_code, "_auth_user_id" in answer.client.session) == (200, False)
    assert "tidak punya akses ke kawat" in answer.text


def test_guessing_is_slowed_down_as_in_the_newsroom(company: Company) -> None:
    member = make_member(company)
    client = Client()

    guesses = [_sign_in(client, member.user.username, "salah") for _ in range(PAIR.most)]
    after = _sign_in(client, member.user.username)

    assert {each.status_code for each in guesses} == {200}
    assert after.status_code == 429


def test_session_ends(company: Company) -> None:
    client = signed_in(make_member(company))
    session = client.session
    session[BEGAN] = int(timezone.now().timestamp() - LONGEST - 1)
    session.save()

    assert client.get("/wire/").status_code == 302
