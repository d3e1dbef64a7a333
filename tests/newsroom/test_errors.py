import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory

from articles.models import Story
from newsroom import errors
from newsroom.outage import SayOnce
from tests.articles.site.helpers import Outline
from tests.factories import make_user


@contextmanager
def failing(error: Exception) -> Iterator[None]:
    def fail(*_: object) -> None:
        raise error

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def calm_client() -> Client:
    """Answers what the site answers, where Django's own would raise."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("path", "edition"), [("/x/", "id"), ("/ar/x/", "ar")])
def test_server_error_needs_no_database(path: str, edition: str) -> None:
    request: HttpRequest = RequestFactory().get(path)

    # Without the db fixture any query would raise.
    response = errors.server_error(request)

    page = Outline(response.content.decode())
    assert response.status_code == 500
    assert page.attributes("html")[0]["lang"] == edition
    assert page.attributes("a")[0]["href"] == ("/" if edition == "id" else "/ar/")


@pytest.mark.parametrize("error", [OperationalError("away"), InterfaceError("closed")])
@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "id"),
        ("/en/", "en"),
        ("/ar/cari/?q=x", "ar"),
        ("/tidak-ada/", "id"),
        ("/en/feed/", "en"),
        ("/sitemap.xml", "id"),
        ("/ar/koreksi/ajukan/", "ar"),
        ("/admin/", "id"),
        ("/admin/articles/story/", "id"),
    ],
)
def test_page_without_a_database_says_so_in_its_language(
    db: None, calm_client: Client, path: str, language: str, error: Exception
) -> None:
    calm_client.force_login(make_user("editor"))

    with failing(error):
        response = calm_client.get(path)

    page = Outline(response.content.decode())
    said = (response.status_code, response["Retry-After"], response["Cache-Control"])
    assert said == (503, "10", "no-store")
    assert page.attributes("html")[0]["lang"] == language


def test_page_of_the_newsroom_without_a_database_is_in_the_editors_language(
    db: None, calm_client: Client
) -> None:
    calm_client.force_login(make_user("editor"))
    calm_client.cookies["django_language"] = "en"

    with failing(OperationalError("away")):
        response = calm_client.get("/admin/")

    assert Outline(response.content.decode()).texts("h1") == ["The site can’t be reached just now"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/admin/articles/user/", 403, "You may not see this page"),
        ("/admin/articles/story/?created_by__email=x", 400, "This request could not be read"),
    ],
)
def test_refusal_of_the_newsroom_is_in_the_editors_language(
    db: None, calm_client: Client, path: str, status: int, words: str
) -> None:
    calm_client.force_login(make_user("editor"))
    calm_client.cookies["django_language"] = "en"

    response = calm_client.get(path)

    assert response.status_code == status
    assert Outline(response.content.decode()).texts("h1") == [words]


TYPED = {"headline": "Jembatan gantung putus", "body": "<p>Satu dua tiga.</p>", "tags": "Desa, Air"}


@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError("away"), 503), (RuntimeError("a fault"), 500)]
)
def test_save_that_fails_holds_what_was_typed_and_posts_it_again(
    db: None, calm_client: Client, error: Exception, status: int
) -> None:
    calm_client.force_login(make_user("reporter"))

    with failing(error):
        response = calm_client.post("/admin/articles/story/add/?from=1", TYPED)

    page = Outline(response.content.decode())
    kept = {field["name"]: field["value"] for field in page.attributes("input", type="hidden")}
    assert response.status_code == status
    assert page.attributes("form")[0]["action"] == "/admin/articles/story/add/?from=1"
    assert len(kept.pop("csrfmiddlewaretoken")) == 64
    assert kept == TYPED
    assert Story.objects.count() == 0


def test_complaint_that_fails_holds_what_was_typed_without_a_cookie(
    db: None, calm_client: Client
) -> None:
    typed = {"teks": "Angka itu salah.", "nama": "Pembaca"}

    with failing(OperationalError("away")):
        response = calm_client.post(
            "/en/koreksi/ajukan/",
            "teks=Angka+itu+salah.&nama=Pembaca",
            content_type="application/x-www-form-urlencoded",
        )

    page = Outline(response.content.decode())
    kept = {field["name"]: field["value"] for field in page.attributes("input", type="hidden")}
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert page.attributes("html")[0]["lang"] == "en"
    assert kept == typed
    assert response.cookies == {}


MULTIPART = "multipart/form-data; boundary=x"
PLAIN = "application/x-www-form-urlencoded"
LARGE = "x" * 4_000_000


def parts(count: int, *, text: str = "", kind: str = "") -> str:
    one = f'--x\r\nContent-Disposition: form-data; name="a"{kind}\r\n\r\n{text}\r\n'
    return one * count + "--x--\r\n"


@pytest.mark.parametrize(
    ("path", "kind", "sent", "words"),
    [
        ("/admin/articles/story/add/", MULTIPART, parts(1, text=LARGE), "may have 2977 kB"),
        ("/admin/articles/story/add/", MULTIPART, parts(1001), "go back"),
        ("/admin/articles/story/add/", MULTIPART, parts(101, kind='; filename="b"'), "go back"),
        ("/admin/articles/story/paste/", PLAIN, f"source={LARGE}", "go back"),
        ("/admin/login/", PLAIN, "a=&" * 1001, "go back"),
        ("/en/koreksi/ajukan/", PLAIN, f"isi={LARGE}", "may have 128 kB"),
        ("/en/koreksi/ajukan/", PLAIN, "a=&" * 1001, "go back"),
    ],
    ids=["text", "fields", "files", "copy", "sign-in", "complaint", "complaint-fields"],
)
def test_form_that_is_too_large_is_refused_with_the_way_back_and_a_line_on_the_log(
    db: None, calm_client: Client, path: str, kind: str, sent: str, words: str
) -> None:
    calm_client.force_login(make_user("editor"))
    calm_client.cookies["django_language"] = "en"
    (handler,) = (each for each in logging.getLogger().handlers if each.name == "stderr")
    assert isinstance(handler, logging.StreamHandler)
    log = StringIO()
    before = handler.setStream(log)

    response = calm_client.post(path, sent, content_type=kind)

    handler.setStream(before)
    page = Outline(response.content.decode())
    assert response.status_code == 413
    assert page.texts("h1") == ["This form is too large to be taken"]
    assert page.attributes("html")[0]["lang"] == "en"
    assert words in " ".join(page.texts("p"))
    assert len(log.getvalue().splitlines()) == 1


def test_forged_post_is_refused_in_the_language_of_its_victim(db: None) -> None:
    victim = Client(enforce_csrf_checks=True)
    victim.force_login(make_user("chief"))
    victim.cookies["django_language"] = "en"

    response = victim.post(
        "/admin/articles/story/add/", TYPED, headers={"Origin": "https://x.test"}
    )

    assert response.status_code == 403
    assert Outline(response.content.decode()).texts("h1") == [
        "This form was not sent from the newsroom"
    ]


def test_forged_post_is_not_kept_for_its_victim_to_press(db: None) -> None:
    victim = Client(raise_request_exception=False, enforce_csrf_checks=True)
    victim.force_login(make_user("chief"))
    forged = {"headline": "Palsu", "csrfmiddlewaretoken": "x" * 64}

    with failing(OperationalError("away")):
        response = victim.post(
            "/admin/articles/story/add/", forged, headers={"Origin": "https://jahat.example"}
        )

    assert "Palsu" not in response.content.decode()


def test_statement_that_took_too_long_is_a_503(db: None, calm_client: Client) -> None:
    def sleep(execute: Any, _: object, __: object, many: bool, context: Any) -> Any:
        return execute("SELECT pg_sleep(60)", None, many, context)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '50ms'")
    with connection.execute_wrapper(sleep):
        response = calm_client.get("/")

    assert response.status_code == 503


def test_database_that_is_away_is_logged_in_one_line_now_and_then() -> None:
    def record(error: Exception) -> logging.LogRecord:
        info: Any = (type(error), error, None)
        return logging.LogRecord("x", logging.ERROR, "", 1, "%s: %s", ("503", "/"), info)

    once, away, fault = SayOnce(), OperationalError("refused\nat length"), ValueError("a fault")
    first, again, other = record(away), record(away), record(fault)

    passed = [once.filter(each) for each in (first, again, other)]

    assert passed == [True, False, True]
    assert (first.getMessage(), first.exc_info) == ("503: /: refused", None)
    assert other.exc_info is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "back"), [("/wire/tidak-ada/", "/wire/"), ("/admin/x/", "/admin/")]
)
def test_wrong_address_where_people_sign_in_is_said_in_their_language(
    path: str, back: str, client: Client
) -> None:
    client.force_login(make_user("editor"))

    answer = client.get(path, headers={"accept-language": "ar"})

    page = Outline(answer.content.decode())
    assert (answer.status_code, page.attributes("html")[0]["dir"]) == (404, "rtl")
    assert page.attributes("a")[0]["href"] == back
