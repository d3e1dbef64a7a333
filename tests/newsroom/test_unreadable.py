"""Requests that say they are in another encoding, before Django sees them."""

from collections.abc import Iterable
from typing import Any

import pytest

from newsroom.unreadable import in_utf_8
from newsroom.wsgi import application


def ask(content_type: str) -> str:
    started: list[str] = []

    def inner(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return []

    environ = {"CONTENT_TYPE": content_type} if content_type else {}
    in_utf_8(inner)(environ, lambda status, headers: started.append(status))
    return started[0]


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "hex", "rot13", "latin-1", "none"])
def test_request_in_another_encoding_is_refused(charset: str) -> None:
    assert ask(f"text/plain; charset={charset}") == "400 Bad Request"


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded; charset=UTF-8", "a/b; charset=utf8"],
)
def test_request_in_utf_8_is_taken(content_type: str) -> None:
    assert ask(content_type) == "200 OK"


def test_site_takes_no_other_encoding() -> None:
    started: list[str] = []

    application(
        {"CONTENT_TYPE": "text/plain; charset=hex"}, lambda status, _: started.append(status)
    )

    assert started == ["400 Bad Request"]
