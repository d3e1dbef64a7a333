"""The sandbox: the reference clients pass it, and one that is careless does not."""

import json
import os
import socket
import subprocess
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.newsroom.workers import until
from tests.wire import clients
from wire.api.schemas import Item
from wire.push import signing
from wire.sandbox import pushing
from wire.sandbox.day import day
from wire.sandbox.grading import Told, grade
from wire.sandbox.packed import packed
from wire.sandbox.server import KEY, Sandbox, serving


@pytest.mark.parametrize("ending", clients.ENDINGS)
def test_a_reference_client_passes(ending: str, tmp_path: Path) -> None:
    sandbox = Sandbox()
    with serving(sandbox) as api:
        clients.catch_up(ending, api, tmp_path, KEY)
    told = sandbox.grade.data
    faults = {name: told[name] for name in ("lost", "doubled", "older", "kept", "early")}
    assert not any(faults.values()), faults
    assert told["passed"]
    # Each withdrawal and hold was taken down, and at once.
    down = {item["number"] for item in day() if item["withdrawal"] or item["hold"]}
    assert {*sandbox.grade.minutes} == down
    assert max(sandbox.grade.minutes.values()) < 1
    newest = {item["story"]: item for item in day()}
    assert clients.copy_in(tmp_path) == newest


def test_the_day_is_in_the_form_of_the_api() -> None:
    for item in day():
        jsonschema.validate(item, Item.model_json_schema())
        assert set(item) <= set(Item.model_fields)
    prevs = [item["prev"] for item in day()]
    assert prevs == [0, *(item["number"] for item in day()[:-1])]


def test_what_goes_wrong_is_named() -> None:
    items = day()
    first, second, third, fourth = (item["story"] for item in items[:4])
    told = [
        Told(first, 2, "published", 0),
        Told(first, 1, "published", 1),
        Told(second, 2, "published", 2),
        Told(second, 2, "published", 3),
        Told(third, 1, "published", 4),
        Told(fourth, 1, "published", 5),
        Told(items[4]["story"], 1, "published", 6),
    ]
    judged = grade(items, told, {})
    assert not judged.has_passed
    assert judged.older == [first]
    assert judged.doubled == [second]
    assert third in judged.lost
    assert second not in judged.lost
    assert judged.kept == [fourth]
    assert judged.early == [items[4]["story"]]


def test_minutes_count_from_the_first_offer() -> None:
    [*_, tombstone] = (item for item in day() if item["withdrawal"])
    told = [Told(tombstone["story"], tombstone["version"], "taken-down", 90.0)]
    judged = grade(day(), told, {tombstone["number"]: 30.0})
    assert judged.minutes == {tombstone["number"]: 1.0}


def test_the_command_says_it_as_json_and_in_words() -> None:
    said = StringIO()
    with pytest.raises(CommandError, match="did not pass"):
        call_command("wire_sandbox", port=0, seconds=0, json=True, stdout=said, stderr=StringIO())
    assert len(json.loads(said.getvalue())["lost"]) == 8
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("wire_sandbox", port=0, seconds=0, stdout=said, stderr=StringIO())
    assert "8 lost: never printed in their newest version" in said.getvalue()


def test_client_that_takes_webhooks_passes_at_its_endpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "PAUSE_SECONDS", 0.01)
    ports = [free_port(), free_port()]
    api, secret = f"http://127.0.0.1:{ports[0]}/wire/v1", signing.new_secret()
    command = clients.command("py", "webhook", api, tmp_path, ports[1])
    secrets = {"WIRE_KEY": KEY, "WIRE_SECRET": secret}
    with subprocess.Popen(command, env=os.environ | secrets, stdout=subprocess.DEVNULL) as client:
        until(lambda: is_listening(ports[1]))
        said = StringIO()
        call_command(
            "wire_sandbox",
            port=ports[0],
            endpoint=f"http://127.0.0.1:{ports[1]}/",
            secret=secret,
            seconds=60,
            json=True,
            stdout=said,
            stderr=StringIO(),
        )
        client.kill()

    assert json.loads(said.getvalue())["passed"]
    assert clients.copy_in(tmp_path) == {item["story"]: item for item in day()}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def is_listening(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


@pytest.mark.parametrize("given", ["cms.example/wire", "ftp://cms.example/", "http://[::1/"])
def test_endpoint_that_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(CommandError, match="give an address that begins with http"):
        call_command("wire_sandbox", "--endpoint", given, stderr=StringIO())


def test_sandbox_is_taken_home_in_one_file_that_runs_with_python_alone(tmp_path: Path) -> None:
    given = Client().get("/wire/v1/sandbox.pyz")
    file = tmp_path / "sandbox.pyz"
    file.write_bytes(given.content)
    port = free_port()
    # Neither this checkout nor any package.
    alone = [sys.executable, "-I", "-S", str(file), "--port", str(port), "--json"]
    with subprocess.Popen(alone, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as playing:
        until(lambda: is_listening(port))
        clients.catch_up("py", f"http://127.0.0.1:{port}/wire/v1", tmp_path / "copy", KEY)
        said, _nothing = playing.communicate(timeout=clients.SECONDS)

    assert given.headers["Content-Disposition"] == 'attachment; filename="sandbox.pyz"'
    assert json.loads(said)["passed"]
    assert playing.returncode == 0


def test_client_that_reads_nothing_fails_it_there_too(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.pyz"
    file.write_bytes(packed())
    alone = [sys.executable, "-I", "-S", str(file), "--port", "0", "--seconds", "0"]
    done = subprocess.run(alone, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "8 lost: never printed in their newest version" in done.stdout


def test_python_that_is_too_old_for_it_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.pyz"
    file.write_bytes(packed())
    old = (
        "import runpy, sys; sys.version_info = (3, 11, 7);"
        " runpy.run_path(sys.argv[1], run_name='__main__')"
    )
    as_old = [sys.executable, "-I", "-S", "-c", old, str(file)]
    done = subprocess.run(as_old, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("The sandbox needs Python 3.12 or newer; this is ")
    assert "Traceback" not in done.stderr
