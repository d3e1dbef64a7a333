"""Headers, limits and doors of nginx with the configuration of deploy/."""

import gzip
import ssl
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import pytest

from newsroom.headers import PERMISSIONS_POLICY
from tests.deploy.conftest import Server
from tests.deploy.proxied import HOST, STYLE, Answer, collected
from tests.site.helpers import address, make_picture, withdraw

ASKED = {
    "page": ("/", 200),
    "not found": ("/tidak-ada/", 404),
    "withdrawn": ("{withdrawn}", 410),
    "feed": ("/feed/", 200),
    "asset": ("{asset}", 200),
    "missing asset": ("/static/tidak-ada.css", 404),
    "picture": ("{picture}", 200),
    "missing picture": ("/media/tidak-ada.png", 404),
    "newsroom": ("/admin/login/", 200),
}
CONSTANT = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Server": "nginx",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.fixture(scope="module")
def places(server: Server) -> dict[str, str]:
    gone = server.newsroom.publish()
    path = address(gone)
    withdraw(gone)
    picture = f"/media/{make_picture().file.name}"
    return {"withdrawn": path, "asset": collected(STYLE), "picture": picture}


@pytest.mark.parametrize("kind", ASKED)
def test_headers_of_safety_are_there_once(
    server: Server, places: dict[str, str], kind: str
) -> None:
    path, status = ASKED[kind]

    answer = server.site.fetch(path.format(**places))

    assert answer.status == status
    assert_safe(answer)


def assert_safe(answer: Answer) -> None:
    assert {name: answer.values(name) for name in CONSTANT} == {
        name: [value] for name, value in CONSTANT.items()
    }
    (policy,) = answer.values("Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("kind", ["page", "asset", "picture"])
def test_copy_the_reader_has_is_confirmed_with_the_same_headers(
    server: Server, places: dict[str, str], kind: str
) -> None:
    path = ASKED[kind][0].format(**places)
    tag = server.site.fetch(path).values("ETag")

    answer = server.site.fetch(path, headers={"If-None-Match": "".join(tag)})

    assert (answer.status, answer.body) == (304, b"")
    assert_safe(answer)


def test_pages_are_compressed(server: Server) -> None:
    answer = server.site.fetch("/", headers={"Accept-Encoding": "gzip"})

    assert answer.values("Content-Encoding") == ["gzip"]
    assert b"</html>" in gzip.decompress(answer.body)


def test_plain_http_only_leads_to_https(server: Server) -> None:
    answer = server.site.fetch_plain("/cari/?q=panen")

    assert answer.status == HTTPStatus.MOVED_PERMANENTLY
    assert answer.values("Location") == [f"https://{HOST}/cari/?q=panen"]


def test_foreign_host_name_gets_no_answer(server: Server) -> None:
    with pytest.raises(ssl.SSLError), server.site.tls(name="lain.example.org"):
        pass


def test_http2_is_spoken(server: Server) -> None:
    with server.site.tls(protocols=("h2", "http/1.1")) as connected:
        assert connected.selected_alpn_protocol() == "h2"


def test_health_is_for_the_machine_itself(server: Server) -> None:
    answer = server.site.fetch("/health/")

    assert (answer.status, answer.body) == (200, b"ok\n")


def test_more_forms_than_a_reader_sends_are_refused(server: Server) -> None:
    answers = [server.site.post("/koreksi/ajukan/") for _ in range(15)]

    last = answers[-1]
    assert last.status == HTTPStatus.TOO_MANY_REQUESTS
    assert last.values("Retry-After") == ["10"]
    assert "Terlalu banyak permintaan" in last.text
    assert_safe(last)


def test_more_searches_than_a_reader_makes_are_refused(server: Server) -> None:
    with ThreadPoolExecutor(20) as readers:
        statuses = set(
            readers.map(lambda n: server.site.fetch(f"/en/cari/?q={n}").status, range(80))
        )

    assert statuses == {200, 429}


def test_guessing_passwords_is_slowed(server: Server) -> None:
    statuses = {server.site.post("/admin/login/").status for _ in range(20)}

    assert statuses == {403, 429}


def test_form_of_more_than_a_text_is_refused(server: Server) -> None:
    answer = server.site.post("/en/koreksi/ajukan/", b"x" * 70_000)

    assert answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert_safe(answer)


def test_log_holds_neither_search_words_nor_an_address_of_the_beacon(server: Server) -> None:
    server.site.fetch("/cari/?q=rahasia-pembaca")
    server.site.post("/dibaca/")

    lines = server.site.until_logged("newsroom.log", "/cari/")
    beacon = server.site.until_logged("newsroom-beacon.log", "/dibaca/")

    assert "rahasia-pembaca" not in lines
    assert "127.0.0.1" in lines
    assert "127.0.0.1" not in beacon
