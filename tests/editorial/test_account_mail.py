"""Mail about one's own account: a new password, a sign-in from elsewhere, a second factor."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.actions.worker import work
from articles.models import User
from editorial import mail, password_reset
from editorial.models import MailChoice, OutgoingMail
from editorial.models.sign_in_count import PAIR
from editorial.second_factor import factors, totp
from tests.editorial.forms import client_for
from tests.editorial.mail_server import MailServer, taking_mail, text_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db

LOGIN, LOST = "/admin/login/", "/admin/password/"
PASSWORD, NEW = "kata-sandi-uji", "kata-sandi-lain-7"


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with taking_mail(settings) as server:
        yield server


@pytest.fixture
def editor() -> User:
    user = make_user("editor", username="damar", email="damar@contoh.example")
    user.set_password(PASSWORD)
    user.last_login = timezone.now()
    user.save()
    MailChoice.objects.create(user=user, language="en")
    return user


def browser() -> Client:
    return Client(headers={"accept-language": "en", "user-agent": "Firefox on Windows"})


def sign_in(at: str) -> None:
    fields = {"username": "damar", "password": PASSWORD}
    browser().post(LOGIN, fields, REMOTE_ADDR=at)


def key_in(server: MailServer) -> str:
    work(mail.SEND)
    (sent,) = server.mails
    found = re.search(r"https://mina\.example(/admin/password/\S+)", text_of(sent))
    assert found is not None
    return found[1]


@pytest.mark.parametrize("typed", ["damar", "Damar@Contoh.Example"])
def test_new_password_is_set_once_behind_the_key_in_a_mail(
    server: MailServer, editor: User, typed: str
) -> None:
    other = client_for(editor)
    browser().post(LOST, {"account": typed})
    key = key_in(server)
    fields = {"new_password1": NEW, "new_password2": NEW}

    answers = [browser().post(key, fields).status_code for _ in range(2)]

    editor.refresh_from_db()
    assert (answers, editor.check_password(NEW)) == ([302, 410], True)
    assert other.get("/admin/inbox/").status_code == 302
    # It was a key, so it is nowhere any more.
    assert OutgoingMail.objects.get().text == ""


def test_who_sets_a_new_password_signs_in_with_it_after_many_wrong_ones(
    server: MailServer, editor: User
) -> None:
    for _ in range(PAIR.most + 1):
        browser().post(LOGIN, {"username": "damar", "password": "salah"})
    browser().post(LOST, {"account": "damar"})

    browser().post(key_in(server), {"new_password1": NEW, "new_password2": NEW})
    answer = browser().post(LOGIN, {"username": "damar", "password": NEW})

    assert answer.status_code == 302


def test_key_is_good_for_hours_alone(
    server: MailServer, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser().post(LOST, {"account": "damar"})
    key = key_in(server)
    later = timezone.localtime() + timedelta(hours=password_reset.HOURS, minutes=1)
    monkeypatch.setattr(password_reset._Keys, "_now", lambda self: later.replace(tzinfo=None))

    assert browser().get(key).status_code == 410


def test_answer_is_the_same_for_every_name(server: MailServer, editor: User) -> None:
    make_user("editor", username="tanpa-surel", email="")
    make_user("editor", username="keluar", email="keluar@contoh.example", is_active=False)
    names = ("damar", "siapa", "tanpa-surel", "keluar", "keluar@contoh.example")

    pages = [browser().post(LOST, {"account": name}).content.decode() for name in names]

    (answer,) = {page.partition('id="content-main"')[2].partition("</main>")[0] for page in pages}
    assert "If there is such an account" in answer
    assert OutgoingMail.objects.values_list("to__username", flat=True).get() == "damar"


def test_mails_that_anybody_asks_for_are_few(server: MailServer, editor: User) -> None:
    spellings = ["damar@contoh.example", "Damar@contoh.example", "DAMAR@contoh.example"]
    typed = (spellings * PAIR.most)[: PAIR.most + 1]

    answers = [browser().post(LOST, {"account": each}).status_code for each in typed]

    assert answers == [200] * PAIR.most + [429]
    assert OutgoingMail.objects.count() == PAIR.most


def test_without_a_mail_server_the_page_says_whom_to_ask(editor: User) -> None:
    page = browser().post(LOST, {"account": "damar"})

    assert "This newsroom sends no mail." in page.content.decode()
    assert not OutgoingMail.objects.exists()


def test_sign_in_from_an_address_not_known_is_told(server: MailServer, editor: User) -> None:
    for at in ("198.51.100.7", "198.51.100.7", "203.0.113.9"):
        sign_in(at)
    work(mail.SEND)

    told = [text_of(sent) for sent in server.mails]
    assert [line in text for text, line in zip(told, ("198.51.100.7", "203.0.113.9"), strict=True)]
    assert "Browser: Firefox, Windows" in told[0]


def test_first_sign_in_of_an_account_is_no_news(server: MailServer, editor: User) -> None:
    User.objects.update(last_login=None)

    sign_in("198.51.100.7")

    assert not OutgoingMail.objects.exists()


def test_owner_is_told_of_a_second_factor_that_comes_and_goes(
    server: MailServer, editor: User
) -> None:
    client = client_for(editor)
    client.get("/admin/security/")
    secret = client.session["new_app"]
    step = int(timezone.now().timestamp()) // totp.PERIOD
    client.post("/admin/security/", {"_do": "app", "code": totp.code(secret, step), "name": "HP"})
    assert factors.has_one(editor)

    admin = make_user("admin", first_name="Ayu", last_name="Contoh")
    client_for(admin).post(f"/admin/articles/user/{editor.pk}/lost/")
    work(mail.SEND)

    added, gone = [text_of(sent) for sent in server.mails]
    assert "damar has a second factor more: “HP”." in added
    assert "Ayu Contoh took away all second factors of damar" in gone
