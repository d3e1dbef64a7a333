"""A subscriber's endpoints through the API: theirs alone, and by a key of that scope alone."""

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.factories import make_published
from tests.wire.api.asking import BASE, Machine
from tests.wire.factories import make_company, make_key
from tests.wire.push.senders import Turning
from tests.wire.push.servers import Receiver, receiving
from wire.models import Company, Endpoint, Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def machine(company: Company) -> Machine:
    return Machine(make_key(company, scopes=[Scope.ENDPOINTS]))


def added(machine: Machine, receiver: Receiver, **given: Any) -> dict[str, Any]:
    body = {"name": "CMS", "kind": "webhook", "address": receiver.address, **given}
    answer = machine.post("endpoints", body)
    assert answer.status_code == 201, answer.content
    told: dict[str, Any] = answer.json()
    return told


def test_endpoint_from_its_first_test_to_its_removal(
    machine: Machine, receiver: Receiver, turning: Turning
) -> None:
    endpoint = added(machine, receiver)
    at = f"endpoints/{endpoint['id']}"
    assert endpoint["secret"].startswith("whsec_")
    assert machine.get(at).json()["secret"] is None

    assert machine.post(f"{at}/test", {}).status_code == 202
    turning.turn()
    make_published()
    turning.turn()
    numbers = [number for number, _ in receiver.signals()]
    assert machine.post(f"{at}/again", {"first": 1, "last": numbers[0]}).json() == {"queued": 1}
    turning.turn()
    assert [number for number, _ in receiver.signals()] == numbers * 2
    pushes = machine.get(f"{at}/pushes").json()
    assert [each["state"] for each in pushes] == ["done", "done"]

    assert machine.post(f"{at}/pause", {}).json()["state"] == "paused"
    assert machine.post(f"{at}/resume", {}).json()["state"] == "active"
    assert machine.post(f"{at}/rotate", {"scheme": "v1a"}).json()["secret"].startswith("whpk_")
    changed = {"name": "Baru", "kind": "webhook", "address": receiver.address}
    answer = machine.client.put(
        f"{BASE}{at}", changed, content_type="application/json", headers=machine.headers
    )
    assert answer.json()["name"] == "Baru"
    assert machine.client.delete(f"{BASE}{at}", headers=machine.headers).status_code == 204
    assert not Endpoint.objects.exists()


def test_attempt_has_the_very_body_and_a_line_that_prints_its_signature(
    machine: Machine, receiver: Receiver, turning: Turning
) -> None:
    endpoint = added(machine, receiver)
    make_published()
    turning.turn()
    (attempt,) = machine.get(f"endpoints/{endpoint['id']}/attempts").json()
    body = machine.get(attempt["body"]).content

    (received,) = receiver.received
    assert body == received.body
    assert (attempt["status"], attempt["failure"]) == (204, "")
    # As the subscriber's shell does, with the body from a file in place of the fetched one.
    line = attempt["verify"].replace("curl -s", "cat - #", 1).split("#")[0] + "; }"
    rest = attempt["verify"].split("; }", 1)[1]
    printed = subprocess.run(
        ["sh", "-c", line + rest],
        input=body,
        env={"SECRET": endpoint["secret"], "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert f"v1,{printed.strip()}" == received.headers["webhook-signature"]


@pytest.mark.parametrize(
    ("given", "where", "what"),
    [
        ({"address": "https://10.0.0.1/"}, "address", "private network"),
        ({"kind": "sftp", "address": "sftp://127.0.0.1/"}, "host_key", "host key"),
        ({"format": "pdf"}, "format", "no such format"),
    ],
)
def test_endpoint_that_won_t_do_is_refused_with_a_sentence(
    machine: Machine, receiver: Receiver, given: dict[str, str], where: str, what: str
) -> None:
    answer = machine.post(
        "endpoints", {"name": "CMS", "kind": "webhook", "address": receiver.address, **given}
    )

    assert answer.status_code == 422
    (told,) = [each["what"] for each in answer.json()["errors"] if each["where"] == where]
    # In English, like all the API says.
    assert what in told.lower()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""),
        ("put", ""),
        ("delete", ""),
        ("post", "/pause"),
        ("post", "/resume"),
        ("post", "/rotate"),
        ("post", "/test"),
        ("post", "/again"),
        ("post", "/again/given-up"),
        ("get", "/pushes"),
        ("get", "/attempts"),
        ("get", "/attempts/1/body"),
    ],
)
def test_nobody_reaches_the_endpoint_of_another(
    machine: Machine, company: Company, receiver: Receiver, method: str, path: str
) -> None:
    endpoint = added(machine, receiver)
    other = Machine(make_key(make_company(), scopes=[Scope.ENDPOINTS]))
    reader = Machine(make_key(company, scopes=[Scope.READ]))
    valid = {
        "": {"name": "CMS", "kind": "webhook", "address": receiver.address},
        "/again": {"first": 1, "last": 1},
    }
    options = {"content_type": "application/json", "data": valid.get(path, {})}

    def status(machine: Machine) -> int:
        ask = getattr(machine.client, method)
        given = {} if method == "get" else options
        answer = ask(f"{BASE}endpoints/{endpoint['id']}{path}", headers=machine.headers, **given)
        code: int = answer.status_code
        return code

    assert [status(each) for each in (other, reader, Machine())] == [404, 403, 401]
    assert other.get("endpoints").json() == []
    assert Endpoint.objects.filter(company=company, state="active").exists()
