"""The site under gunicorn, whose database is not there, or takes all and says nothing."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from articles.models import Story
from tests.conftest import site_environment
from tests.editorial.forms import change_address, open_form, read_page
from tests.factories import make_story, make_user
from tests.newsroom.lines import Line, Visitor

LONGEST = 15
"""Seconds for an answer: to connect or for a statement, and a busy machine's own."""
PLACES = ["/", "/en/", "/ar/", "/tidak-ada/", "/feed/", "/admin/", "/admin/articles/story/"]


@contextmanager
def site(environment: dict[str, str]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        command = [sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--no-control-socket"]
        command += ["--bind", f"fd://{server.fileno()}", "--worker-class", "gthread"]
        command += ["--threads", "2", "--log-level", "warning", "--graceful-timeout", "1"]
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        with subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=os.environ | environment | {"DATABASE_SECONDS": "2"},
            pass_fds=[server.fileno()],
        ) as process:
            yield address
            process.terminate()


def environment(media: Path, port: int) -> dict[str, str]:
    """The test's own database, through a line at ``port``."""
    to = connection.settings_dict
    login = to["USER"] + (f":{to['PASSWORD']}" if to["PASSWORD"] else "")
    url = f"postgresql://{login}@127.0.0.1:{port}/{to['NAME']}?sslmode=disable&gssencmode=disable"
    # A session that the test made counts there too.
    return site_environment(media) | {"DATABASE_URL": url, "SECRET_KEY": settings.SECRET_KEY}


@pytest.fixture
def line() -> Iterator[Line]:
    to = connection.settings_dict
    port = to["PORT"] or "5432"
    is_local = not to["HOST"] or to["HOST"].startswith("/")
    target = f"{to['HOST'] or '/tmp'}/.s.PGSQL.{port}" if is_local else (to["HOST"], int(port))  # noqa: S108 - where libpq looks
    with Line(target).running() as line:
        line.speak()
        yield line


def timed(visitor: Visitor, path: str) -> tuple[int, str | None, bool]:
    began = monotonic()
    status = visitor.get(path)
    return status, visitor.headers["Retry-After"], monotonic() - began < LONGEST


@pytest.mark.parametrize("is_silent", [True, False])
def test_site_without_a_database_says_so_at_every_address_and_waits_for_nothing(
    collected_static: None, tmp_path: Path, is_silent: bool
) -> None:
    with Line().running() as silent:
        with socket.create_server(("127.0.0.1", 0)) as closed:
            refusing = closed.getsockname()[1]
        port = silent.port if is_silent else refusing
        with site(environment(tmp_path, port)) as address:
            visitor = Visitor(address)
            visitor.cookies = "sessionid=" + "a" * 32
            # Whoever comes first also waits until the site has started.
            visitor.get("/static/tidak-ada.css")
            answers = {timed(visitor, path) for path in PLACES}
            health = visitor.get("/health/")

    assert answers == {(503, "10", True)}
    assert (health, visitor.page) == (503, "database\n")


def test_save_into_a_silent_database_keeps_the_text_and_goes_out_when_it_speaks_again(
    committed_db: None, collected_static: None, tmp_path: Path, line: Line
) -> None:
    reporter = make_user("reporter")
    story = make_story(by=reporter)
    client = Client()
    client.force_login(reporter)
    form = open_form(client, story) | {"headline": "Jembatan gantung dibuka lagi"}
    cookies = {name: client.cookies[name].value for name in ("sessionid", "csrftoken")}

    with site(environment(tmp_path, line.port)) as address:
        visitor = Visitor(address)
        visitor.cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        before = visitor.get(change_address(story))
        line.go_silent()
        began = monotonic()
        refused = [visitor.post(change_address(story), form)]
        is_quick = monotonic() - began < LONGEST
        # As often as it takes: what the page holds stays whole.
        refused.append(visitor.post(change_address(story), read_page(visitor.page).fields))
        kept = read_page(visitor.page).fields
        line.speak()
        saved = until(visitor, change_address(story), kept)

    tokens = ("csrfmiddlewaretoken",)
    assert (before, refused, is_quick, saved) == (200, [503, 503], True, 302)
    assert without(kept, tokens) == without(form, tokens)
    assert Story.objects.get(pk=story.pk).headline == "Jembatan gantung dibuka lagi"


def until(visitor: Visitor, path: str, fields: dict[str, str]) -> int:
    """The status once it is no 503: one of the site's threads looks every second."""
    deadline = monotonic() + LONGEST
    while (status := visitor.post(path, fields)) == 503 and monotonic() < deadline:
        pass
    return status


def without(fields: dict[str, str], names: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name not in ("", *names)}
