"""What every answer tells the browser to keep to, and that the pages keep to it themselves."""

import re
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from newsroom.headers import PERMISSIONS_POLICY
from newsroom.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django looks for them in this module too
from tests.articles.site.examples import addresses, names
from tests.articles.site.helpers import Newsroom, make_picture
from tests.factories import make_submitted, make_user

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
SAFE = {"Content-Security-Policy": POLICY, "X-Frame-Options": "DENY", **ALWAYS}
DESK = {
    "login": "",
    "index": "chief",
    "articles_story_changelist": "chief",
    "articles_story_add": "reporter",
    "articles_story_change": "editor",
    "articles_picture_add": "photo",
    "articles_user_changelist": "admin",
}
# The form's token says when it was made, so that nobody can send it in the same second.
TOKEN = re.compile(rb'(<input[^>]*name="waktu"[^>]*value=")[^"]*')


def told(response: Any, wanted: dict[str, str] = SAFE) -> dict[str, str | None]:
    return {name: response.headers.get(name) for name in wanted}


def test_every_public_page_is_safe(db: None, client: Client) -> None:
    pages = {name: client.get(url) for name, url in addresses("id").items()}

    assert {name: page.status_code for name, page in pages.items()} == {
        name: 410 if name == "withdrawn" else 200 for name in [*names(), "withdrawn"]
    }
    # A complaint's number is in no Referer.
    wanted = dict.fromkeys(pages, SAFE) | {
        "intake_received": {**SAFE, "Referrer-Policy": "no-referrer"}
    }
    assert {name: told(page) for name, page in pages.items()} == wanted
    assert {name: inline_code(page) for name, page in pages.items()} == {name: [] for name in pages}


def test_every_public_page_is_the_same_for_every_reader(db: None, client: Client) -> None:
    urls = addresses("id")
    headers = {"Accept-Language": "en", "User-Agent": "Lain", "Referer": "https://lain.test/"}
    other = Client(headers=headers)
    other.cookies["django_language"] = "ar"

    first = {name: seen(client.get(url)) for name, url in urls.items()}
    second = {name: seen(other.get(url)) for name, url in urls.items()}

    assert second == first
    assert [name for name, (_, sent) in first.items() if "Set-Cookie" in sent] == []
    assert {sent.get("Vary", "Accept-Encoding") for _, sent in first.values()} == {
        "Accept-Encoding"
    }


def seen(response: Any) -> tuple[bytes, dict[str, str]]:
    """Body and headers, but for what is each request's own, the form's token and its ETag."""
    body = TOKEN.sub(rb"\1", response.content)
    sent = dict(response.headers)
    del sent["X-Request-ID"]
    if body != response.content:
        del sent["ETag"]
    return body, sent


@pytest.mark.parametrize(
    ("method", "url", "host", "status"),
    [
        ("get", "/tidak-ada/", "testserver", 404),
        ("get", "/en/kanal/tidak-ada/", "testserver", 404),
        ("get", "/", "foreign host", 400),
        ("options", "/", "testserver", 405),
        ("post", "/admin/login/", "testserver", 403),
    ],
)
def test_refusal_is_safe(db: None, method: str, url: str, host: str, status: int) -> None:
    client = Client(enforce_csrf_checks=True, headers={"Host": host})

    response = getattr(client, method)(url)

    assert response.status_code == status
    assert_safe(response)


def fails(request: HttpRequest) -> HttpResponse:
    raise ArithmeticError


urlpatterns = [path("fails/", fails)]


@pytest.mark.urls(__name__)
def test_failure_is_safe() -> None:
    response = Client(raise_request_exception=False).get("/fails/")

    assert response.status_code == 500
    assert_safe(response)


@pytest.mark.parametrize("name", DESK)
def test_page_of_the_newsroom_is_safe(db: None, name: str) -> None:
    client = Client()
    if DESK[name]:
        client.force_login(make_user(DESK[name]))
    args = [make_submitted().pk] if name.endswith("_change") else []

    response = client.get(reverse(f"admin:{name}", args=args))

    assert response.status_code == 200
    assert_safe(response)
    assert "no-store" in response.headers["Cache-Control"]


def assert_safe(response: Any) -> None:
    """A page with code of its own in it says so by a nonce; all else is as on every page."""
    policy = response.headers["Content-Security-Policy"]
    nonces = set(re.findall(r"'nonce-([^']+)'", policy))

    assert told(response) == SAFE | {"Content-Security-Policy": policy}
    assert re.sub(r" 'nonce-[^']+'", "", policy) == POLICY
    assert len(nonces) <= 1
    assert inline_code(response, nonces) == []


def test_what_gunicorn_sends_is_safe_and_names_no_version(running_site: str) -> None:
    picture = make_picture()
    Newsroom().publish(picture=picture)
    manifest = (Path(settings.STATIC_ROOT) / "staticfiles.json").read_text()
    style = re.search(r'"(css/[^"]+\.[0-9a-f]{12}\.css)"', manifest)
    assert style
    site = HTTPConnection(running_site.removeprefix("http://"), timeout=30)

    found = {}
    for url in ("/", f"/static/{style[1]}", picture.file.url, "/admin/login/"):
        site.request("GET", url)
        answer = site.getresponse()
        answer.read()
        found[url] = (answer.status, answer.headers.get_all("Server"), answer.headers)
    site.close()

    for status, server, sent in found.values():
        assert (status, server) == (200, ["gunicorn"])
        assert {name: sent.get_all(name) for name in ALWAYS} == {
            name: [value] for name, value in ALWAYS.items()
        }


class Code(HTMLParser):
    """What a page would run or style without a file of the site: each is a fault."""

    DATA = frozenset({"application/ld+json", "application/json"})

    def __init__(self, nonces: set[str]) -> None:
        super().__init__()
        self.nonces = nonces
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.faults += [
            f"<{tag} {name}>"
            for name, value in attrs
            if name == "style"
            or name.startswith("on")
            or (value or "").strip().lower().startswith("javascript:")
        ]
        is_own = given.get("nonce") in self.nonces
        is_code = tag == "style" or (tag == "script" and "src" not in given)
        if is_code and not is_own and given.get("type") not in self.DATA:
            self.faults.append(f"<{tag}>")


def inline_code(response: Any, nonces: set[str] | None = None) -> list[str]:
    if not response.headers["Content-Type"].startswith("text/html"):
        return []
    page = Code(nonces or set())
    page.feed(response.content.decode())
    return page.faults


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ('<p style="a">', ["<p style>"]),
        ('<p onclick="a()">', ["<p onclick>"]),
        ('<a href=" JavaScript:a()">', ["<a href>"]),
        ("<script>a()</script>", ["<script>"]),
        ("<style>a{}</style>", ["<style>"]),
        ('<script nonce="lain">a()</script>', ["<script>"]),
        ('<script nonce="sendiri">a()</script><script src="a.js"></script>', []),
        ('<script type="application/ld+json">{}</script>', []),
    ],
)
def test_code_in_a_page_is_found(html: str, faults: list[str]) -> None:
    assert inline_code(HttpResponse(html), {"sendiri"}) == faults
