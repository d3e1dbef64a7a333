"""Signing in: so many attempts from one place and no more, each on the log, and when it ends."""

import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, PBKDF2PasswordHasher
from django.contrib.auth.models import Group
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from articles.models import User
from editorial.models import Session, SignInCount
from editorial.models.sign_in_count import ACCOUNT, ADDRESS, HOUR, PAIR
from newsroom import sessions
from tests.duties import forget
from tests.editorial.forms import client_for, read
from tests.factories import make_user

PASSWORD = "kata-sandi-uji"
WRONG = "The username or the password is wrong."
NO_ACCESS = "This account has no access to the newsroom."
WAIT = "Too many attempts to sign in. Wait 15 minutes, then try again."


@pytest.fixture
def editor(db: None) -> User:
    return with_password(make_user("editor"))


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def try_to_sign_in(
    name: str, password: str = PASSWORD, *, at: str = "198.51.100.7"
) -> HttpResponse:
    client: Any = Client(headers={"accept-language": "en"})
    fields = {"username": name, "password": password, "next": "/admin/"}
    response: HttpResponse = client.post("/admin/login/", fields, REMOTE_ADDR=at)
    return response


def fail(times: int, name: str, **where: Any) -> list[int]:
    return [try_to_sign_in(name, "salah", **where).status_code for _ in range(times)]


def say(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.parametrize("exists", [True, False])
def test_right_password_after_many_wrong_ones_is_refused_with_the_time_to_wait(
    editor: User, exists: bool
) -> None:
    name = editor.username if exists else "siapa"

    failed = fail(PAIR.most, name)
    first, refused = try_to_sign_in(name, "salah"), try_to_sign_in(name)

    # A name that is nobody's is answered with the same words.
    assert failed == [200] * PAIR.most
    assert [response.status_code for response in (first, refused)] == [429, 429]
    assert WAIT in say(refused)


@pytest.mark.parametrize("without", [{"is_active": False}, {"is_staff": False}])
def test_account_without_access_is_told_so_where_its_password_is_right(
    editor: User, without: dict[str, bool]
) -> None:
    User.objects.filter(pk=editor.pk).update(**without)

    right, wrong = try_to_sign_in(editor.username), try_to_sign_in(editor.username, "salah")

    assert (right.status_code, NO_ACCESS in say(right), WRONG in say(right)) == (200, True, False)
    assert (NO_ACCESS in say(wrong), WRONG in say(wrong)) == (False, True)
    assert not Session.objects.exists()


def test_account_without_access_costs_the_same_as_any_whose_password_is_wrong(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    verify = MD5PasswordHasher.verify

    def counted(self: MD5PasswordHasher, password: str, encoded: str) -> bool:
        checked.append(password)
        return verify(self, password, encoded)

    monkeypatch.setattr(MD5PasswordHasher, "verify", counted)
    closed = with_password(make_user("editor", is_active=False))

    for name, password in [(editor.username, "salah"), (closed.username, "salah")]:
        try_to_sign_in(name, password)
    try_to_sign_in(closed.username)

    assert checked == ["salah", "salah", PASSWORD]


def test_attempt_costs_the_same_for_a_name_that_is_nobodys(editor: User) -> None:
    costs = []
    for name in (editor.username, "siapa"):
        with CaptureQueriesContext(connection) as captured:
            assert WRONG in say(try_to_sign_in(name, "salah"))
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_wait_ends_and_everything_is_as_before(editor: User) -> None:
    fail(PAIR.most + 1, editor.username)
    SignInCount.objects.update(until=timezone.now())

    response = try_to_sign_in(editor.username)

    assert response.status_code == 302


def test_attacker_elsewhere_keeps_nobody_out_where_they_signed_in_before(editor: User) -> None:
    home, away = "203.0.113.5", "203.0.113.99"
    try_to_sign_in(editor.username, at=home)
    for number in range(ACCOUNT.most):
        fail(1, editor.username, at=f"192.0.2.{number}")

    answers = [try_to_sign_in(editor.username, at=place) for place in (away, home)]

    assert [answer.status_code for answer in answers] == [429, 302]


def test_one_address_that_tries_many_accounts_is_refused_and_others_are_not(editor: User) -> None:
    for number in range(ADDRESS.most):
        fail(1, f"siapa-{number}")

    here, elsewhere = try_to_sign_in(editor.username), try_to_sign_in(editor.username, at="::1:2")

    assert (here.status_code, elsewhere.status_code) == (429, 302)


def test_whole_network_of_a_household_is_one_address(editor: User) -> None:
    for number in range(PAIR.most):
        fail(1, editor.username, at=f"2001:db8:1:2::{number}")

    same = try_to_sign_in(editor.username, at="2001:db8:1:2:ffff::1")
    other = try_to_sign_in(editor.username, at="2001:db8:1:3::1")

    assert (same.status_code, other.status_code) == (429, 302)


def test_who_signs_in_often_is_never_refused(editor: User) -> None:
    statuses = {try_to_sign_in(editor.username).status_code for _ in range(ADDRESS.most + 2)}

    assert statuses == {302}


def test_guesses_at_once_are_no_more_than_one_by_one(committed_db: None) -> None:
    with_password(make_user("editor", username="editor"))

    def guess(_: int) -> int:
        try:
            return try_to_sign_in("editor", "salah").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as guessers:
        statuses = list(guessers.map(guess, range(24)))

    assert sorted(statuses) == [200] * PAIR.most + [429] * (24 - PAIR.most)


def test_right_sign_ins_at_once_are_no_failures(
    committed_db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So slow to look at that all have come before the first is found right.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 300_000)
    with_password(make_user("editor", username="editor"))

    def come_in(_: int) -> int:
        try:
            return try_to_sign_in("editor").status_code
        finally:
            connection.close()

    at_once = PAIR.most + 3
    with ThreadPoolExecutor(at_once) as people:
        statuses = list(people.map(come_in, range(at_once)))

    assert statuses == [302] * at_once
    assert not SignInCount.objects.filter(count__gt=0, until__lt=timezone.now() + HOUR * 2).exists()


def test_counts_and_old_sessions_are_forgotten_and_hold_no_address(editor: User) -> None:
    fail(1, editor.username)
    keys = "".join(SignInCount.objects.values_list("key", flat=True))
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=timezone.now())
    SignInCount.objects.update(until=timezone.now())

    forget()

    assert "198.51" not in keys
    assert editor.username not in keys
    assert (SignInCount.objects.count(), Session.objects.count()) == (0, 0)


# The log


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Callable[[], list[dict[str, Any]]]:
    caplog.set_level(logging.INFO, "newsroom.security")
    return lambda: [
        json.loads(record.getMessage())
        for record in caplog.records
        if record.name == "newsroom.security"
    ]


def test_every_attempt_is_on_the_log_in_one_line(
    editor: User,
    said: Callable[[], list[dict[str, Any]]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        try_to_sign_in(editor.username)
        fail(1, editor.username)
        fail(1, "rahasia-di-kotak\nyang salah")
        try_to_sign_in(
            with_password(make_user("editor", username="dulu", is_active=False)).username
        )
        fail(PAIR.most, editor.username)

    what = [(line["what"], line["account"], line["from"]) for line in said()]
    assert what == [
        ("signed in", editor.username, "198.51.100.7"),
        ("sign-in failed", editor.username, "198.51.100.7"),
        ("sign-in failed", "", "198.51.100.7"),
        ("sign-in without access", "dulu", "198.51.100.7"),
        *[("sign-in failed", editor.username, "198.51.100.7")] * (PAIR.most - 1),
        ("sign-in refused for now", editor.username, "198.51.100.7"),
    ]


def test_changes_of_rights_are_on_the_log_with_who_and_from_where(
    db: None,
    said: Callable[[], list[dict[str, Any]]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    root, account = make_user(is_superuser=True), make_user("reporter")
    client, page = client_for(root), f"/admin/articles/user/{account.pk}"
    chief = Group.objects.get(name="chief")
    shown = read(client.get(f"{page}/change/")).fields
    del shown["user_permissions"]
    fields = shown | {"is_active": "on", "is_superuser": "on", "groups": str(chief.pk)}
    passwords = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            client.post(f"{page}/change/", fields)
        client.post(f"{page}/password/", passwords)
        client.post("/admin/articles/user/add/", passwords | {"username": "baru"})
        client.post(f"/admin/auth/group/{chief.pk}/change/", {"name": "chief", "permissions": []})

    rights, password, made, role = said()
    assert {line["by"] for line in said()} == {root.username}
    assert {line["from"] for line in said()} == {"127.0.0.1"}
    assert (rights["what"], rights["account"]) == ("rights changed", account.username)
    assert rights["given"] == ["groups: chief", "is_superuser"]
    assert rights["taken"] == ["groups: reporter", "is_staff"]
    assert (password["what"], password["account"]) == ("password set", account.username)
    assert (made["what"], made["account"]) == ("account made", "baru")
    assert (role["what"], role["account"]) == ("rights changed", "role chief")
    assert role["given"] == []
    assert "permissions: withdraw_story" in role["taken"]


def test_own_change_of_password_is_on_the_log_and_ends_other_sessions(
    editor: User,
    said: Callable[[], list[dict[str, Any]]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    here, elsewhere = client_for(editor), client_for(editor)
    new = "kata-sandi-lain-7"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}

    with django_capture_on_commit_callbacks(execute=True):
        here.post("/admin/password_change/", fields)

    assert [line["what"] for line in said()] == ["password changed"]
    assert (here.get("/admin/").status_code, elsewhere.get("/admin/").status_code) == (200, 302)


def test_wrong_guesses_at_ones_own_password_are_as_few_as_at_the_door(
    editor: User,
    said: Callable[[], list[dict[str, Any]]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client, new = client_for(editor), "kata-sandi-lain-7"

    def change(old: str) -> Any:
        fields = {"old_password": old, "new_password1": new, "new_password2": new}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post("/admin/password_change/", fields)

    answers = [change("salah") for _ in range(PAIR.most)]
    refused, door = change(PASSWORD), try_to_sign_in(editor.username, at="127.0.0.1")
    SignInCount.objects.update(until=timezone.now())
    changed = change(PASSWORD)

    assert [answer.status_code for answer in answers] == [200] * PAIR.most
    assert [answer.status_code for answer in (refused, door, changed)] == [429, 429, 302]
    assert WAIT in say(refused)
    assert {line["account"] for line in said()} == {editor.username}
    assert [line["what"] for line in said()] == [
        *["own password wrong"] * PAIR.most,
        *("own password refused for now", "password changed"),
    ]
    assert SignInCount.objects.filter(count__gt=0, until__gt=timezone.now()).count() == 0


# The end of a session


def later(client: Client, monkeypatch: pytest.MonkeyPatch, *, hours: float) -> int:
    """What the desk answers in so many hours."""
    then = datetime.now(UTC) + timedelta(hours=hours)
    monkeypatch.setattr(sessions, "time", then.timestamp)
    monkeypatch.setattr(timezone, "now", lambda: then)
    return client.get("/admin/").status_code


@pytest.mark.parametrize(
    ("hours", "statuses"),
    [
        ([0, 11, 22, 33], [200, 200, 200, 200]),
        ([0, 12.5], [200, 302]),
        ([0, *range(11, 165, 11), 169], [200] * 15 + [302]),
    ],
)
def test_session_lasts_while_it_is_used_and_a_week_at_most(
    editor: User, monkeypatch: pytest.MonkeyPatch, hours: list[float], statuses: list[int]
) -> None:
    client = client_for(editor)

    assert [later(client, monkeypatch, hours=each) for each in hours] == statuses


def test_session_that_is_used_is_written_every_few_minutes_only(editor: User) -> None:
    client = client_for(editor)
    client.get("/admin/")

    with CaptureQueriesContext(connection) as captured:
        client.get("/admin/")

    assert [query for query in captured if "UPDATE" in query["sql"]] == []
