"""The newsroom's work as the role that deploy/postgresql/roles.sql lets run it, and no more."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from articles.actions import amending, complaints
from articles.models import Article, Complaint, Dispatch, NoticeKind, Status, Story
from tests.articles.site.helpers import address, make_picture, withdraw
from tests.conftest import site_environment
from tests.duties import forget
from tests.factories import make_complaint, make_published, make_scheduled, make_user


@dataclass(frozen=True)
class Roles:
    database: str
    owner: str
    site: str

    def manage(self, role: str, *command: str) -> str:
        """What ``manage.py`` says to ``role``, on both of its outputs."""
        environment = site_environment(Path(settings.MEDIA_ROOT))
        server = environment["DATABASE_URL"].rpartition("/")[0]
        # As if it had signed in: the tests' own server lets nobody else in.
        url = f"{server}/{self.database}?options={quote(f'-c role={role}')}"
        told = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=os.environ | environment | {"DATABASE_URL": url},
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert told.returncode == 0, told.stdout
        return told.stdout


@pytest.fixture(scope="module")
def roles(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Roles]:
    """A newsroom's database made as deploy/README.md says."""
    name = f"newsroom_{secrets.token_hex(4)}"
    roles = Roles(name, f"{name}_owner", f"{name}_site")
    script = (settings.BASE_DIR / "deploy" / "postgresql" / "roles.sql").read_text()
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            with connected(name, ""), connection.cursor() as cursor:
                cursor.execute(f"SET newsroom.owner = '{roles.owner}'")
                cursor.execute(f"SET newsroom.site = '{roles.site}'")
                # Again does no harm.
                for _ in range(2):
                    cursor.execute(script)
            roles.manage(roles.owner, "migrate", "--verbosity=0")
            yield roles
        finally:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
                cursor.execute(f"DROP ROLE IF EXISTS {roles.owner}, {roles.site}")


@contextmanager
def connected(database: str, role: str) -> Iterator[None]:
    """All queries of the block go to that database, in that role."""
    connections.close_all()
    theirs, kept = connections.settings["default"], connections["default"]
    options = {"options": f"-c role={role}"} if role else {}
    connections.settings["default"] = theirs | {"NAME": database, "OPTIONS": options}
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections.close_all()
        connections.settings["default"], connections["default"] = theirs, kept


@pytest.fixture
def as_site(roles: Roles, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), connected(roles.database, roles.site):
        yield


def test_site_and_worker_do_all_their_work_as_the_lesser_role(as_site: None, roles: Roles) -> None:
    editor, client = make_user("editor"), Client()
    client.force_login(editor)
    later = timezone.now() + timedelta(hours=1)

    published, withdrawn = make_published(editor=editor), make_published(editor=editor)
    place = address(withdrawn)
    amending.correct(story=published, by=editor, kind=NoticeKind.ERROR, note="Satu angka.")
    withdraw(withdrawn)
    due = make_scheduled(publish_at=later, editor=editor)
    past = timezone.now() - timedelta(seconds=1)
    Story.objects.filter(pk=due.pk).update(publish_at=past, updated_at=timezone.now())
    picture = make_picture()
    worked = roles.manage(roles.site, "worker", "--once")
    complaint = make_complaint(published)
    complaints.refuse(complaint=complaint, by=editor, decision="Angka itu benar.")
    Complaint.objects.update(decided_at=timezone.now() - timedelta(days=200))
    forget()
    call_command("rebuild_articles", verbosity=0)
    pages = ["/", address(published), place, "/cari/?q=panen", "/admin/", "/feed/"]
    statuses = [client.get(page).status_code for page in pages]

    picture.refresh_from_db()
    due.refresh_from_db()
    complaint.refresh_from_db()
    assert statuses == [200, 200, 410, 200, 200, 200]
    assert due.status == Status.PUBLISHED, worked
    assert picture.is_rendered, worked
    assert complaint.erased_at is not None
    assert (Dispatch.objects.count(), Article.objects.count()) == (5, 2)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER articles_dispatch_append_only ON articles_dispatch",
        "ALTER TABLE articles_dispatch DISABLE TRIGGER ALL",
        "ALTER TABLE articles_event DISABLE TRIGGER USER",
        "TRUNCATE articles_dispatch CASCADE",
        "TRUNCATE articles_readcount",
        "SET session_replication_role = replica",
        "DELETE FROM articles_dispatch",
        "UPDATE articles_dispatch SET slug = 'lain'",
        "DELETE FROM articles_event",
        "DROP TABLE articles_dispatch CASCADE",
        "ALTER TABLE articles_story ADD COLUMN lain text",
        "CREATE TABLE lain (n int)",
        "CREATE OR REPLACE FUNCTION articles_refuse_change() RETURNS trigger LANGUAGE sql AS ''",
        "DROP FUNCTION articles_refuse_change CASCADE",
        "ALTER SCHEMA public RENAME TO lain",
        "CREATE SCHEMA lain",
    ],
)
def test_lesser_role_can_change_no_table_and_switch_off_no_guarantee(
    as_site: None, statement: str
) -> None:
    make_published()
    before = guarantees()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert guarantees() == before


def test_lesser_role_is_no_member_of_the_owner(as_site: None, roles: Roles) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(%s, %s, 'MEMBER')", [roles.site, roles.owner])
        (is_member,) = cursor.fetchone()

    assert not is_member


def guarantees() -> list[tuple[Any, ...]]:
    """Every trigger and whether it is on, and how much is on the record."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid, tgname, tgenabled, (SELECT count(*) FROM articles_dispatch),"
            " (SELECT relacl::text FROM pg_class WHERE relname = 'articles_dispatch')"
            " FROM pg_trigger ORDER BY 1, 2"
        )
        return list(cursor.fetchall())


def test_check_of_a_deployment_warns_of_a_site_that_owns_its_tables(roles: Roles) -> None:
    said = {
        role: "newsroom.W001" in roles.manage(role, "check", "--deploy")
        for role in (roles.owner, roles.site)
    }

    assert said == {roles.owner: True, roles.site: False}
