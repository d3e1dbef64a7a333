"""HEAD, as links are checked: the headers of the page, and no body that the server must drop."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

from newsroom.head import bodiless
from newsroom.wsgi import application

type Told = tuple[str, dict[str, str]]


class Page:
    """An answer that knows whether it was closed, by which Django ends a request."""

    def __init__(self) -> None:
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield b"page"

    def close(self) -> None:
        self.is_closed = True


def test_head_has_the_headers_alone_and_ends_the_request() -> None:
    pages: list[Page] = []

    def answer(_environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [("Content-Length", "4")])
        pages.append(Page())
        return pages[-1]

    told = {"Content-Length": "4"}
    assert ask(bodiless(answer), "GET", "/") == (("200 OK", told), b"page")
    assert ask(bodiless(answer), "HEAD", "/") == (("200 OK", told), b"")
    assert [page.is_closed for page in pages] == [False, True]


def test_site_is_served_so() -> None:
    # Of which no database is asked.
    path = "/wp-login.php"

    (status, headers), body = ask(application, "GET", path)
    told, nothing = ask(application, "HEAD", path)

    assert (told[0], nothing) == (status, b"")
    assert status.startswith("404")
    assert told[1]["Content-Length"] == headers["Content-Length"] == str(len(body))


def ask(served: Callable[..., Iterable[bytes]], method: str, path: str) -> tuple[Told, bytes]:
    started: list[Told] = []

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        started.append((status, dict(headers)))

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    body = b"".join(served(environ, start))
    return started[0], body
