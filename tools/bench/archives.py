"""The archives that are measured, each a database of its own, and where the site finds one."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from newsroom.local import embedded
from tools.bench.servers import CORES, ROOT

HOME = ROOT / "var" / "bench"
POSTGRES = HOME / "postgres"
type Pages = dict[str, dict[str, Any]]


def prepared(stories: int) -> Pages:
    """The pages of the archive of so many stories, which is built when there is none.

    One that another release printed is built anew: its pages would be printed in the answers.
    """
    database = f"bench_{stories}"
    with server() as connection:
        if not _is_there(connection, database) or _is_stale(database):
            # Built aside: an archive half made by an interrupted run is never taken for whole.
            connection.execute("DROP DATABASE IF EXISTS draft")
            connection.execute("CREATE DATABASE draft")
            run(f"from tools.bench.archive import fill; fill({stories})", "draft")
            connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            connection.execute(f"ALTER DATABASE draft RENAME TO {database}")
    pages: Pages = json.loads(run("from tools.bench.addresses import main; main()", database))
    return pages


def copied(stories: int, database: str, *, anew: bool = True) -> None:
    """A copy of the archive of so many stories, for what changes it; ``anew`` if there is one."""
    prepared(stories)
    with server() as connection:
        if anew:
            connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        if anew or not _is_there(connection, database):
            connection.execute(f"CREATE DATABASE {database} TEMPLATE bench_{stories}")
    # One that is there may be of another release.
    run(
        "from django.core.management import call_command as do; do('migrate', verbosity=0)",
        database,
    )


def server() -> psycopg.Connection[Any]:
    """The server of the archives itself, where statements are committed one by one."""
    return psycopg.connect(
        host=str(embedded.socket_folder(POSTGRES)),
        user=embedded.NAME,
        dbname="postgres",
        autocommit=True,
    )


def _is_there(connection: psycopg.Connection[Any], database: str) -> bool:
    asked = "SELECT FROM pg_database WHERE datname = %s"
    return bool(connection.execute(asked, [database]).rowcount)


def _is_stale(database: str) -> bool:
    return run("from tools.bench.archive import say_stale; say_stale()", database) == b"yes"


def run(work: str, database: str, **more: str) -> bytes:
    """What a process writes that has the database in its settings, and others besides."""
    return subprocess.run(  # noqa: S603 - our own modules
        command(work),
        cwd=ROOT,
        env=os.environ | environment(database) | more,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout


def command(work: str) -> list[str]:
    """What does some work with Django set up."""
    return [sys.executable, "-c", f"import django; django.setup(); {work}"]


def environment(database: str) -> dict[str, str]:
    socket = quote(str(embedded.socket_folder(POSTGRES)), safe="")
    return {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DATABASE_URL": f"postgresql://{embedded.NAME}@{socket}/{database}",
        "SECRET_KEY": "bench",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "no",
        "MEDIA_ROOT": str(HOME / "media"),
    }


def machine() -> str:
    found = ""
    if (listing := Path("/proc/cpuinfo")).exists():
        names = [line for line in listing.read_text().splitlines() if line.startswith("model name")]
        found = names[0].partition(": ")[2] if names else ""
    return f"{found or platform.machine()}, {len(CORES)} cores, Python {platform.python_version()}"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
