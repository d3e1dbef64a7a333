"""One newsroom behind nginx for all tests of the deployment, with a database server of its own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from newsroom.local import embedded
from tests.articles.site.helpers import Newsroom
from tests.conftest import site_environment
from tests.deploy.proxied import HOST, Proxied, nginx_program


@dataclass
class Server:
    """The site behind nginx, its newsroom, and its database to be stopped."""

    site: Proxied
    newsroom: Newsroom
    postgres: Path
    application: ExitStack

    def stop_postgres(self) -> None:
        connections.close_all()
        embedded.release(self.postgres)
        embedded.wait_until_stopped(self.postgres)

    def stop_gunicorn(self) -> None:
        self.application.close()

    def start(self) -> None:
        embedded.use(self.postgres)
        self.application.close()
        self.application.enter_context(self.site.gunicorn())


@pytest.fixture(scope="module")
def server(
    collected_static: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    nginx_program()
    folder = tmp_path_factory.mktemp("nginx")
    home = folder / "postgres"
    with django_db_blocker.unblock(), own_database(home), ExitStack() as application:
        call_command("migrate", verbosity=0)
        media = Path(settings.MEDIA_ROOT)
        environment = site_environment(media) | {"ALLOWED_HOSTS": HOST, "HTTPS": "yes"}
        server = Server(Proxied(folder, media, environment), Newsroom(), home, application)
        with server.site.nginx():
            server.start()
            yield server


@contextmanager
def own_database(home: Path) -> Iterator[None]:
    """Another server than the other tests have, for this one is stopped."""
    connections.close_all()
    theirs, connection = connections.settings["default"], connections["default"]
    connections.settings["default"] = theirs | embedded.settings(home)
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections.close_all()
        connections.settings["default"], connections["default"] = theirs, connection
        embedded.release(home)
        embedded.wait_until_stopped(home)
