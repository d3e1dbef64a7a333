"""The guarded request, against real servers on this machine and names that lead elsewhere."""

import ipaddress
import socket
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tests.wire.push import certificates, servers
from tests.wire.push.servers import receiving, talking
from wire.push import outgoing
from wire.push.addresses import is_public
from wire.push.failure import Failure, FailureError

NETWORKS = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"
    " 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24"
    " 224.0.0.0/4 240.0.0.0/4 ::/128 ::1/128 ::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/32"
    " 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8"
    " ::ffff:0:0/96"
)


@st.composite
def private(draw: st.DrawFn) -> str:
    network = ipaddress.ip_network(draw(st.sampled_from(NETWORKS.split())))
    return str(draw(st.ip_addresses(network=network)))


def post(url: str, **options: Any) -> outgoing.Answer:
    return outgoing.request("POST", url, body=b"{}", headers={"X-Own": "1"}, **options)


def why(act: Callable[[], object]) -> Failure:
    with pytest.raises(FailureError) as caught:
        act()
    return caught.value.failure


@given(private())
def test_no_private_address_is_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "103.10.66.1", "2606:4700::1111", "2400:cb00::1"])
def test_public_address_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fe80::1%25lo]/",
    ],
)
def test_private_address_is_refused_at_saving_and_at_sending(url: str, settings: Settings) -> None:
    settings.WIRE_LOOPBACK = False

    assert why(lambda: outgoing.check(url)) in {Failure.NOT_ALLOWED, Failure.NAME, Failure.ADDRESS}
    assert why(lambda: post(url)) in {Failure.NOT_ALLOWED, Failure.NAME, Failure.ADDRESS}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example",
        "ftp://news.example/",
        "file:///etc/passwd",
        "http://8.8.8.8/",
        "https://user:password@8.8.8.8/",
        "https:///in",
        "https://8.8.8.8:0/",
        "https://8.8.8.8:99999/",
        "https://8.8.8.8/" + "a" * 2000,
    ],
)
def test_address_that_is_no_https_one_is_refused(url: str) -> None:
    assert why(lambda: outgoing.check(url)) is Failure.ADDRESS


def test_plain_http_is_for_this_machine_alone(settings: Settings) -> None:
    outgoing.check("http://127.0.0.1/")
    settings.WIRE_LOOPBACK = False

    assert why(lambda: outgoing.check("http://127.0.0.1/")) is Failure.ADDRESS


def test_request_arrives_as_it_was_given() -> None:
    with receiving() as receiver:
        receiver.answers.append((202, {"X-Theirs": "2"}, b"taken"))
        answer = post(receiver.address)

    assert (answer.status, answer.headers["x-theirs"], answer.body) == (202, "2", b"taken")
    (received,) = receiver.received
    assert (received.path, received.body, received.headers["x-own"]) == ("/in?a=1", b"{}", "1")
    assert received.headers["host"] == receiver.address.split("/")[2]


def test_redirect_is_an_answer_and_not_followed() -> None:
    with receiving() as receiver:
        receiver.answers.append((302, {"Location": receiver.address}, b""))
        assert post(receiver.address).status == 302

    assert len(receiver.received) == 1


def leading(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """The name ``news.example`` leads to the answers in turn; which addresses were asked for."""
    asked: list[str] = []
    real, left = socket.getaddrinfo, list(answers)

    def getaddrinfo(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        asked.append(str(host))
        if host != "news.example":
            return real(host, port, *rest, **more)
        found = left.pop(0) if len(left) > 1 else left[0]
        return [entry for each in found for entry in real(each, port, type=socket.SOCK_STREAM)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_name_is_asked_once_and_its_answer_is_connected_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = leading(monkeypatch, ["127.0.0.1"], ["192.0.2.1"])
    server, believed = certificates.for_host("news.example", tmp_path)
    monkeypatch.setattr(outgoing, "tls", lambda: believed)
    with receiving(server) as receiver:
        port = receiver.address.split(":")[2].split("/")[0]
        answer = post(f"https://news.example:{port}/in")

    assert answer.status == 204
    assert asked.count("news.example") == 1
    assert receiver.received[0].headers["host"] == f"news.example:{port}"


def test_name_that_leads_elsewhere_after_it_was_saved_is_refused(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.WIRE_LOOPBACK = False
    leading(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    outgoing.check("https://news.example/")

    assert why(lambda: post("https://news.example/")) is Failure.NOT_ALLOWED


def test_name_that_leads_also_to_a_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.WIRE_LOOPBACK = False
    leading(monkeypatch, ["8.8.8.8", "10.0.0.1"])

    assert why(lambda: outgoing.check("https://news.example/")) is Failure.NOT_ALLOWED


def test_certificate_of_another_name_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    leading(monkeypatch, ["127.0.0.1"])
    server, believed = certificates.for_host("other.example", tmp_path)
    monkeypatch.setattr(outgoing, "tls", lambda: believed)
    with receiving(server) as receiver:
        port = receiver.address.split(":")[2].split("/")[0]
        assert why(lambda: post(f"https://news.example:{port}/")) is Failure.TLS

    assert receiver.received == []


@pytest.mark.parametrize(
    ("talk", "failure"),
    [
        (servers.never, Failure.TIMEOUT),
        (servers.dripping, Failure.TIMEOUT),
        (servers.continuing, Failure.TIMEOUT),
        (servers.long_head, Failure.BROKEN),
        (servers.nonsense, Failure.BROKEN),
        (servers.hanging_up, Failure.BROKEN),
    ],
)
def test_server_that_never_answers_properly_is_left_in_time(
    talk: servers.Talk, failure: Failure
) -> None:
    with talking(talk) as address:
        began = monotonic()
        assert why(lambda: post(address, seconds=0.2)) is failure

    assert monotonic() - began < 2


def test_server_that_takes_no_connection_is_said_to_refuse() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"

    assert why(lambda: post(address)) is Failure.REFUSED


@pytest.mark.parametrize("talk", [servers.endless, servers.trickling])
def test_answer_is_read_to_a_bounded_length_and_time(
    talk: servers.Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "BODY_SECONDS", 0.2)
    with talking(talk) as address:
        began = monotonic()
        tracemalloc.start()
        answer = post(address)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert answer.status == 200
    assert 2 <= len(answer.body) <= outgoing.KEPT
    assert most < 2_000_000
    assert monotonic() - began < 2
