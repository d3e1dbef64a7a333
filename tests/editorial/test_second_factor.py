"""The second step of signing in: who is asked, what is taken, and who has lost their telephone."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.models import Story, User
from editorial.models import FactorAsked, FactorKind, RecoveryCode, SecondFactor, Session
from editorial.models.sign_in_count import PAIR
from editorial.second_factor import factors, totp
from tests.editorial.forms import client_for, read
from tests.factories import make_desk, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "kata-sandi-uji"
LOGIN, DESK, SECURITY = "/admin/login/", "/admin/", "/admin/security/"
WRONG = "That is not right."


@pytest.fixture
def editor() -> User:
    return with_password(make_user("editor"))


@pytest.fixture
def secret(editor: User) -> str:
    """Of the app that the editor has, whose code of this half minute was not taken yet."""
    secret = totp.new_secret()
    factors.add_app(editor, secret, totp.code(secret, now_step()), "Telepon")
    SecondFactor.objects.update(last_step=0)
    return secret


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], list[str]]]:
    with caplog.at_level(logging.INFO, "newsroom.security"):
        yield lambda: [json.loads(record.message)["what"] for record in caplog.records]


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def now_step() -> int:
    return int(time()) // totp.PERIOD


def browser(**headers: str) -> Client:
    return Client(headers={"accept-language": "en", "origin": "http://testserver", **headers})


def give_password(client: Client, user: User, **more: str) -> Any:
    fields = {"username": user.username, "password": PASSWORD, "next": DESK}
    return client.post(LOGIN, fields | more)


def give_code(client: Client, code: str, **more: str) -> Any:
    fields = {"second_step": "code", "code": code, "next": DESK}
    return client.post(LOGIN, fields | more)


def is_in(client: Client) -> bool:
    return client.get(SECURITY).status_code == 200


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    # RFC 6238, appendix B, whose codes have two digits more.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert totp.code(secret, at // 30) == code
    assert totp.step_of(secret, f"{code[:3]} {code[3:]}", now=at + 29) == at // 30
    assert totp.step_of(secret, code, now=at + 90) is None


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "١٢٣٤٥٦", "0" * 40])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert totp.step_of(totp.new_secret(), typed, now=time()) is None


def test_password_alone_opens_nothing_where_there_is_a_second_factor(
    editor: User, secret: str
) -> None:
    client = browser()

    asked = give_password(client, editor)
    before = is_in(client)
    wrong = give_code(client, "000000")
    right = give_code(client, totp.code(secret, now_step()))

    assert (asked.status_code, before) == (200, False)
    assert "Code from your app" in asked.content.decode()
    assert (wrong.status_code, WRONG in wrong.content.decode()) == (200, True)
    assert (right.status_code, right["Location"], is_in(client)) == (302, DESK, True)


def test_code_is_taken_once(editor: User, secret: str) -> None:
    code = totp.code(secret, now_step())
    clients = [browser(), browser()]
    for client in clients:
        give_password(client, editor)

    answers = [give_code(client, code).status_code for client in clients]

    assert (answers, [is_in(client) for client in clients]) == ([302, 200], [True, False])


def test_code_on_paper_is_good_once_however_it_is_written(editor: User, secret: str) -> None:
    paper, *others = factors.new_codes(editor)
    clients = [browser(), browser()]
    for client in clients:
        give_password(client, editor)

    answers = [
        give_code(client, written).status_code
        for client, written in zip(clients, [paper.upper().replace("-", " "), paper], strict=True)
    ]

    assert answers == [302, 200]
    assert RecoveryCode.objects.count() == len(others) == factors.CODES - 1


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (2, "You signed in with a code from paper; 2 are left."),
        (1, "You signed in with a code from paper; 1 is left."),
        (0, "That was your last code from paper."),
    ],
)
def test_who_signs_in_by_paper_is_told_how_much_is_left(
    editor: User, secret: str, left: int, words: str
) -> None:
    codes = factors.new_codes(editor)
    for code in codes[left + 1 :]:
        assert factors.takes_from_paper(editor, code)
    client = browser()
    give_password(client, editor)
    give_code(client, codes[0])

    page = client.get(DESK).content.decode()

    assert f'{words} <a href="{SECURITY}">Make new ones</a>' in page


def test_who_signs_in_by_the_app_hears_nothing_of_paper(editor: User, secret: str) -> None:
    factors.new_codes(editor)
    client = browser()
    give_password(client, editor)
    give_code(client, totp.code(secret, now_step()))

    assert "code from paper" not in client.get(DESK).content.decode()


def test_second_step_without_the_password_begins_at_the_start(editor: User, secret: str) -> None:
    client = browser()

    answer = give_code(client, totp.code(secret, now_step()))

    assert 'name="password"' in answer.content.decode()
    assert not is_in(client)


def test_whose_second_factor_was_removed_meanwhile_is_let_in_by_the_password_they_gave(
    editor: User, secret: str
) -> None:
    client = browser()
    give_password(client, editor)
    factors.remove(editor, SecondFactor.objects.get().pk)

    answer = give_code(client, "000000")

    assert (answer.status_code, is_in(client)) == (302, True)


def test_second_step_after_a_new_password_begins_at_the_start(editor: User, secret: str) -> None:
    client = browser()
    give_password(client, editor)
    editor.set_password("kata-sandi-lain-7")
    editor.save()

    give_code(client, totp.code(secret, now_step()))

    assert not is_in(client)


def test_guesses_at_codes_are_few_also_for_who_has_the_password(
    editor: User, secret: str, said: Callable[[], list[str]]
) -> None:
    client = browser()
    for _guess in range(PAIR.most):
        give_password(client, editor)
        give_code(client, "000000")

    give_password(client, editor)
    refused = give_code(client, totp.code(secret, now_step()))

    assert "Too many attempts" in refused.content.decode()
    assert not is_in(client)


def test_words_of_a_session_that_is_over_come_through_both_steps(editor: User, secret: str) -> None:
    desk, client = make_desk(), browser()
    typed = {"headline": "Panen raya", "body": "<p>Isi.</p>", "desk": str(desk.pk), "kind": "T"}

    asked = client.post("/admin/articles/story/add/", typed | {"_do": "draft"})
    step = client.post(
        LOGIN, read(asked).fields | {"username": editor.username, "password": PASSWORD}
    )
    on = client.post(LOGIN, read(step).fields | {"code": totp.code(secret, now_step())})

    assert (asked.status_code, step.status_code, on.status_code) == (403, 200, 409)
    assert read(on).fields["headline"] == "Panen raya"
    assert not Story.objects.exists()


# Who must have one


@pytest.mark.parametrize(
    ("role", "is_asked"),
    [("reporter", False), ("photo", False), ("editor", True), ("chief", True), ("admin", True)],
)
def test_editors_and_above_are_asked_after_their_days_of_grace(
    settings: Settings, role: str, is_asked: bool
) -> None:
    settings.SECOND_FACTOR_DAYS = 7
    user, client, later = with_password(make_user(role)), browser(), browser()

    give_password(client, user)
    first = client.get(DESK)
    FactorAsked.objects.update(since=timezone.now() - timedelta(days=7))
    give_password(later, user)
    second = later.get(DESK)

    assert first.status_code == 200
    assert ("needs a second factor" in first.content.decode()) == is_asked
    assert second.status_code == (302 if is_asked else 200)
    assert second.headers.get("Location") == (SECURITY if is_asked else None)


def test_whose_grace_is_over_goes_on_with_all_that_was_typed_once_it_is_set_up(
    settings: Settings, editor: User
) -> None:
    settings.SECOND_FACTOR_DAYS = 0
    desk, client = make_desk(), browser()
    typed = {"headline": "Panen raya", "body": "<p>Isi.</p>", "desk": str(desk.pk), "kind": "T"}
    give_password(client, editor)

    held = client.post("/admin/articles/story/add/", typed | {"_do": "draft"})
    carried = held.context["carried"]
    code = totp.code(client.session["new_app"], now_step())
    codes = client.post(SECURITY, {"_do": "app", "code": code, "carried": carried})
    on = client.post(SECURITY, {"_do": "on", "carried": codes.context["carried"]})

    assert held.status_code == 403
    assert len(codes.context["codes"]) == factors.CODES
    assert (on.status_code, read(on).fields["headline"]) == (409, "Panen raya")
    assert client.get(DESK).status_code == 200


# Setting up, removing


def test_app_is_set_up_by_its_first_code(editor: User, said: Callable[[], list[str]]) -> None:
    client = client_for(editor)
    client.get(SECURITY)
    secret = client.session["new_app"]

    wrong = client.post(SECURITY, {"_do": "app", "code": "000000", "name": "Telepon saya"})
    before = SecondFactor.objects.count()
    client.post(SECURITY, {"_do": "app", "code": totp.code(secret, now_step()), "name": " HP "})

    assert "That code is not right" in wrong.content.decode()
    assert ('value="Telepon saya"' in wrong.content.decode(), before) == (True, 0)
    factor = SecondFactor.objects.get()
    assert (factor.user, factor.kind, factor.name) == (editor, FactorKind.APP, "HP")
    # A copy of the database gives no code.
    assert secret not in factor.secret


@pytest.mark.parametrize("password", ["salah", PASSWORD])
def test_removing_one_asks_for_the_password(editor: User, secret: str, password: str) -> None:
    factors.new_codes(editor)
    client, pk = client_for(editor), SecondFactor.objects.get().pk

    answer = client.post(SECURITY, {"_do": f"remove:{pk}", "password": password})

    is_right = password == PASSWORD
    assert answer.status_code == (302 if is_right else 403)
    assert SecondFactor.objects.exists() != is_right
    assert RecoveryCode.objects.exists() != is_right


def test_nobody_removes_anothers(editor: User, secret: str) -> None:
    other = with_password(make_user("editor"))
    pk = SecondFactor.objects.get().pk

    client_for(other).post(SECURITY, {"_do": f"remove:{pk}", "password": PASSWORD})

    assert SecondFactor.objects.filter(user=editor).exists()


@pytest.mark.parametrize("answer", ["", "{", "[]", '{"id": 1}', "[" * 20000, '{"response": {}}'])
def test_what_is_no_passkey_is_refused_in_words(editor: User, answer: str) -> None:
    client = client_for(editor)
    client.get(SECURITY)

    page = client.post(SECURITY, {"_do": "passkey", "credential": answer, "name": "Laptop redaksi"})

    assert page.status_code == 200
    assert "The browser made no key" in page.content.decode()
    assert 'value="Laptop redaksi"' in page.content.decode()
    assert not SecondFactor.objects.exists()


@pytest.mark.parametrize("answer", ["{", "null", '{"id": "AA", "response": {}}', "[" * 20000])
def test_answer_that_is_no_passkey_lets_nobody_in(editor: User, secret: str, answer: str) -> None:
    client = browser()
    give_password(client, editor)

    page = client.post(LOGIN, {"second_step": "passkey", "credential": answer})

    assert page.status_code == 200
    assert "That passkey is none of this account" in page.content.decode()
    assert not is_in(client)


def test_administrator_takes_a_lost_one_away_with_a_record(
    editor: User, secret: str, said: Callable[[], list[str]]
) -> None:
    mine, admin = client_for(editor), client_for(make_user("admin"))

    told = admin.post(f"/admin/articles/user/{editor.pk}/lost/", follow=True).content.decode()

    assert not SecondFactor.objects.exists()
    assert not is_in(mine)
    assert f"The second factor of {editor} is taken away." in told
    # In the language of whoever reads it.
    at = f"/admin/articles/user/{editor.pk}/history/"
    histories = [
        admin.get(at, headers={"accept-language": language}).content.decode()
        for language in ("en", "id")
    ]
    said_of_it = ["Deleted second factor “Telepon”.", "Faktor kedua “Telepon” dihapus."]
    assert [words in page for words, page in zip(said_of_it, histories, strict=True)] == [True] * 2
    assert re.search(r"\d+ catatan", histories[1])


def test_wrong_password_is_told_where_it_was_typed(editor: User, secret: str) -> None:
    client, factor = client_for(editor), SecondFactor.objects.get()

    for pressed, name in ((f"remove:{factor.pk}", str(factor.pk)), ("codes", "codes")):
        page = client.post(SECURITY, {"_do": pressed, "password": "salah"}).content.decode()

        (unfolded,) = re.findall(r'<details class="removal" open>(.*?)</details>', page, re.DOTALL)
        assert "This is not your password." in unfolded
        assert f'id="password-{name}"' in unfolded
    assert SecondFactor.objects.exists()


def test_administrator_keeps_their_own(secret: str) -> None:
    admin = make_user("admin")
    SecondFactor.objects.update(user=admin)

    client_for(admin).post(f"/admin/articles/user/{admin.pk}/lost/")

    assert SecondFactor.objects.filter(user=admin).exists()


# Sessions


def test_sessions_are_listed_and_ended(editor: User) -> None:
    phone, desk, other = (
        browser(**{"user-agent": "Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari"}),
        browser(),
        browser(),
    )
    for client in (phone, desk, other):
        give_password(client, editor)
    page = desk.get(SECURITY).content.decode()
    listed = Session.objects.get(session_key=phone.session.session_key)

    desk.post(SECURITY, {"_do": f"end:{listed.public_id}"})
    after_one = [is_in(client) for client in (phone, desk, other)]
    desk.post(SECURITY, {"_do": "others"})

    assert "Chrome, Android" in page
    assert listed.session_key not in page
    assert after_one == [False, True, True]
    assert [is_in(client) for client in (desk, other)] == [True, False]


def test_nobody_ends_anothers_session(editor: User) -> None:
    mine: Any = client_for(editor)
    listed = Session.objects.get(session_key=mine.session.session_key)

    client_for(make_user("editor")).post(SECURITY, {"_do": f"end:{listed.public_id}"})

    assert is_in(mine)


def test_administrator_signs_somebody_out_everywhere(editor: User) -> None:
    mine, admin = client_for(editor), client_for(make_user("admin"))

    admin.post(f"/admin/articles/user/{editor.pk}/end/")

    assert (is_in(mine), is_in(admin)) == (False, True)
