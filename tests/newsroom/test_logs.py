"""The log: whole lines that nothing logged can break, each with its request."""

import json
import logging
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from newsroom import logs

OWN = re.compile(r"[0-9a-f]{32}")
GIVEN = "0123456789abcdef0123456789abcdef"


def record(message: str, *args: object) -> logging.LogRecord:
    error = ValueError("line one\nline two \x1b[31m")
    info = (ValueError, error, None)
    return logging.LogRecord("a.b", logging.ERROR, "", 1, message, args, info)


EVIL = ["two\nlines", "\x1b[2J\r\x00", "\u2028\x85\u202e", '"}\\', "\udcff", "berita أخبار"]


@pytest.mark.parametrize("said", EVIL, ids=ascii)
def test_line_of_whatever_was_logged_is_one_and_printable(said: str) -> None:
    line = logs.Line().format(record("seen %s", said))

    assert line.isprintable()
    assert re.match(r"\d{4}-\d\d-\d\dT[\d:.]{12}\+00:00 ERROR a\.b \[\S+\] seen ", line)
    assert line.endswith(r" | ValueError: line one\nline two \x1b[31m")


def test_words_of_any_language_stand_as_they_are() -> None:
    assert "seen berita أخبار |" in logs.Line().format(record("seen %s", "berita أخبار"))


@pytest.mark.parametrize("said", EVIL, ids=ascii)
def test_json_line_holds_whatever_was_logged(said: str) -> None:
    line = logs.Json().format(record("seen %s", said))

    told = json.loads(line)
    assert line.isprintable()
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "a.b", f"seen {said}")
    assert told["traceback"].endswith("ValueError: line one\nline two \x1b[31m")


@pytest.mark.parametrize("given", [GIVEN, "9f1b3c1e-0000-4000-8000-1234567890ab"])
def test_id_of_the_proxy_is_answered_and_in_the_lines(
    db: None, caplog: pytest.LogCaptureFixture, given: str
) -> None:
    answer = Client().get("/health/", headers={"X-Request-ID": given, "Host": "evil host"})

    assert (answer.status_code, answer.headers["X-Request-ID"]) == (400, given)
    assert caplog.records
    assert f" [{given}] " in logs.Line().format(caplog.records[-1])


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "a b c d e", f"{GIVEN}\n", "é" * 8, "a;b=c?d/e"]
)
def test_id_of_another_form_is_made_anew(db: None, given: str) -> None:
    answers = [Client().get("/health/", headers={"X-Request-ID": given}) for _ in range(2)]

    own = {answer.headers["X-Request-ID"] for answer in answers}
    assert len(own) == 2
    assert all(OWN.fullmatch(each) for each in own)


def answering(environ: Any, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Served by gunicorn below: as the site, but for what fails."""
    logs.current.set(GIVEN)
    if environ["PATH_INFO"] == "/fails":
        raise ArithmeticError("two\nlines")
    start_response("200 OK", [("Content-Length", "0"), ("Connection", "close")])
    return []


def test_lines_of_gunicorn_are_of_the_same_form_and_of_their_request() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        command = [sys.executable, "-m", "gunicorn", f"{__name__}:answering", "--no-control-socket"]
        command += ["--bind", f"fd://{server.fileno()}", "--worker-class", "gthread"]
        gunicorn = subprocess.Popen(
            [*command, "--threads", "1"],
            cwd=settings.BASE_DIR,
            env=os.environ | {"LOG_FORMAT": "json"},
            pass_fds=[server.fileno()],
            stderr=subprocess.PIPE,
            text=True,
        )
        with gunicorn:
            for sent in ("GET /fails HTTP/1.1", "GET / HTTP/1.1", "nonsense"):
                ask(server.getsockname(), f"{sent}\r\nHost: a\r\nConnection: close\r\n\r\n")
            gunicorn.terminate()
            assert gunicorn.stderr is not None
            lines = [json.loads(line) for line in gunicorn.stderr]

    assert {line["logger"] for line in lines} == {"gunicorn.error"}
    requests = {line["message"]: line.get("request") for line in lines}
    assert requests["Error handling request GET /fails"] == GIVEN
    invalid = [value for message, value in requests.items() if message.startswith("Invalid ")]
    assert invalid == [None]


def ask(address: tuple[str, int], sent: str) -> None:
    with socket.create_connection(address, timeout=60) as line:
        line.sendall(sent.encode())
        while line.recv(4096):
            pass


def test_format_that_is_none_ends_the_start_in_one_line() -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"LOG_FORMAT": "xml"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stderr == "newsroom: LOG_FORMAT must be line or json, not 'xml'.\n"
    assert result.returncode == 1
