"""Headers, limits and doors of nginx with the configuration of deploy/."""

import gzip
import re
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http import HTTPStatus
from time import monotonic

import pytest
from django.utils.timezone import localdate

from newsroom.headers import PERMISSIONS_POLICY
from tests.articles.site.helpers import address, make_picture, withdraw
from tests.deploy.conftest import Server
from tests.deploy.proxied import HOST, STYLE, Answer, ask, collected
from tests.wire.factories import make_company, make_key
from wire.models import Usage

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
    picture = make_picture()
    server.newsroom.publish(picture=picture)
    return {"withdrawn": path, "asset": collected(STYLE), "picture": picture.file.url}


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


@pytest.mark.parametrize("path", ["/", "/tidak-ada/", "/feed/", "/admin/login/"])
def test_pages_are_compressed(server: Server, path: str) -> None:
    answer = server.site.fetch(path, headers={"Accept-Encoding": "gzip"})

    assert answer.values("Content-Encoding") == ["gzip"]
    assert re.search(rb"</(html|rss)>\s*$", gzip.decompress(answer.body))


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
    assert "Yang Anda ketik masih ada" in last.text
    assert_safe(last)


def test_more_searches_than_a_reader_makes_are_refused(server: Server) -> None:
    with ThreadPoolExecutor(20) as readers:
        statuses = set(
            readers.map(lambda n: server.site.fetch(f"/en/cari/?q={n}").status, range(80))
        )

    assert statuses == {200, 429}


def test_more_queries_than_a_reader_makes_are_refused(server: Server) -> None:
    with ThreadPoolExecutor(20) as readers:
        ask = server.site.fetch
        statuses = set(
            readers.map(lambda n: ask(f"/?p={n}", source="127.0.0.5").status, range(100))
        )
    shared = {server.site.fetch(f"/?n={n}", source="127.0.0.5").status for n in range(20)}
    other = server.site.fetch("/?p=1", source="127.0.0.6")

    assert statuses == {200, 429}
    assert shared == {200}
    assert other.status == HTTPStatus.OK


def test_half_open_connections_refuse_no_reader_and_end_by_themselves(server: Server) -> None:
    ports = (server.site.http_port, server.site.https_port)
    beginnings = (b"", b"GET / HTTP/1.1\r\nHost: news")
    with ExitStack() as opened:
        held = [
            opened.enter_context(socket.create_connection(("127.0.0.1", port), 5))
            for port in ports
            for _ in range(100)
        ]
        for number, each in enumerate(held):
            each.sendall(beginnings[number % 2])
        reader = server.site.fetch("/")
        ended = [has_ended(each, by=monotonic() + 25) for each in held]

    assert reader.status == HTTPStatus.OK
    assert ended == [True] * 200


def has_ended(connection: socket.socket, *, by: float) -> bool:
    connection.settimeout(max(0.1, by - monotonic()))
    try:
        while connection.recv(1000):
            pass
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    return True


def test_one_address_has_so_many_requests_at_work_and_no_more(server: Server) -> None:
    unsent = f"POST /admin/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 9\r\n\r\n".encode()
    with ExitStack() as opened:
        held = [opened.enter_context(server.site.tls(source="127.0.0.7")) for _ in range(110)]
        for each in held:
            each.sendall(unsent)
        answers = [first_words(each) for each in held]
        other = server.site.fetch("/", source="127.0.0.8")

    # Of those at work none has an answer.
    assert (answers.count(b"HTTP/1.1 429"), answers.count(b"")) == (10, 100)
    assert other.status == HTTPStatus.OK


def first_words(connection: ssl.SSLSocket) -> bytes:
    """What came within a moment."""
    connection.settimeout(0.05)
    try:
        return connection.recv(12)
    except TimeoutError:
        return b""


@pytest.mark.parametrize(
    ("door", "source"),
    [
        ("/admin/login/", "127.0.0.21"),
        ("/admin/password/", "127.0.0.22"),
        ("/wire/sign-in/", "127.0.0.23"),
        ("/wire/password/", "127.0.0.24"),
    ],
)
def test_guessing_passwords_is_slowed(door: str, source: str, server: Server) -> None:
    statuses = {server.site.fetch(door, method="POST", source=source).status for _ in range(20)}

    assert statuses == {403, 429}


def test_log_is_waited_for_by_the_process_for_that_and_else_answered_by_the_site(
    server: Server,
) -> None:
    server.newsroom.publish()
    keys = [make_key(make_company()) for _ in range(2)]
    begun = make_key(make_company(first_day=localdate()))

    def ask_log(key: str, query: str) -> Answer:
        headers = {"Authorization": f"Bearer {key}"}
        with server.site.tls() as connected:
            connected.settimeout(90)
            return ask(connected, f"/wire/v1/log?{query}", "GET", headers, None)

    at_once = ask_log(keys[0], "wait=60")
    with server.site.waiting(), ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(ask_log, key, "wait=60") for key in (*keys[:1], begun)]
        while sum(Usage.objects.values_list("requests", flat=True)) < 3:
            assert [each.result() for each in waiting if each.done()] == []
        story = server.newsroom.publish()
        held = [each.result() for each in waiting]
        others = ask_log(keys[1], "after=0")

    assert at_once.values("Retry-After")
    assert [answer.status for answer in held] == [200, 200]
    assert all(str(story.uid) in answer.text for answer in [*held, others])
    assert not any(answer.cache for answer in [at_once, *held, others])


def test_form_of_more_than_a_text_is_refused(server: Server) -> None:
    answer = server.site.post("/en/koreksi/ajukan/", b"x" * 140_000)

    assert answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert_safe(answer)


def said_of(server: Server, paths: list[str], end: str) -> tuple[str, str]:
    """What nginx logs of the paths, asked for with the application and without, and its errors.

    ``end`` is asked for last: what was logged before it is there then.
    """
    for path in paths:
        server.site.fetch(path)
    server.stop_gunicorn()
    try:
        for path in paths:
            server.site.fetch(path)
    finally:
        server.start()
    server.site.fetch(end)
    lines = server.site.until_logged("newsroom.log", end)
    return lines, (server.site.folder / "newsroom-error.log").read_text()


def test_number_of_a_complaint_is_in_no_log(server: Server) -> None:
    paths = [f"{form}/ABCD-1234{rest}" for form in FORMS for rest in ("/", "")]

    lines, errors = said_of(server, paths, "/selesai/")

    assert "koreksi/ajukan/-" in lines
    assert "abcd-1234" not in (lines + errors).lower()


def test_key_to_a_password_is_in_no_log(server: Server) -> None:
    doors = ["/admin/invitation", "/admin/password", "/wire/password", "/wire/password/new"]

    lines, errors = said_of(
        server, [f"{door}/7/kunci-rahasia/" for door in doors], "/selesai-juga/"
    )

    assert "/wire/password/-" in lines
    assert "kunci-rahasia" not in lines + errors


FORMS = ["/koreksi/ajukan", "/en/koreksi/ajukan", "/ar/Koreksi/Ajukan"]


def test_log_holds_neither_search_words_nor_an_address_of_the_beacon(server: Server) -> None:
    server.site.fetch("/cari/?q=rahasia-pembaca")
    server.site.post("/dibaca/")

    lines = server.site.until_logged("newsroom.log", "/cari/")
    beacon = server.site.until_logged("newsroom-beacon.log", "/dibaca/")

    assert "rahasia-pembaca" not in lines
    assert "127.0.0.1" in lines
    assert "127.0.0.1" not in beacon


def test_request_has_an_id_of_ours_in_its_answer_and_in_the_log(server: Server) -> None:
    given = "f" * 32
    # The second is out of the cache.
    answers = [server.site.fetch("/", headers={"X-Request-ID": given}) for _ in range(2)]
    complaint = server.site.fetch("/koreksi/ajukan/ABCD-1234/")
    server.site.fetch("/akhir/")

    ids = [answer.values("X-Request-ID") for answer in (*answers, complaint)]
    lines = server.site.until_logged("newsroom.log", "/akhir/")
    assert [len(each) for each in ids] == [1, 1, 1]
    assert len({given, *(each[0] for each in ids)}) == 4
    assert [each[0] in lines for each in ids] == [True, True, False]
