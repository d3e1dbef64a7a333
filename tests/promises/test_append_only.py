"""Promise 1: a Dispatch and an event can't be changed or deleted, also not from psql."""

import pytest
from django.db import DatabaseError, connection, transaction

from articles.models import Dispatch, Event
from tests.factories import make_published

pytestmark = pytest.mark.django_db

STATEMENTS = [
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
]


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize(
    ("table", "column"), [("articles_dispatch", "slug"), ("articles_event", "note")]
)
def test_record_refuses_change(statement: str, table: str, column: str) -> None:
    make_published()
    # Foreign keys still to be checked would refuse TRUNCATE before the trigger does.
    connection.check_constraints()
    before = list(Dispatch.objects.values()), list(Event.objects.values())

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=table, column=column))

    assert (list(Dispatch.objects.values()), list(Event.objects.values())) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles_dispatchcounter SET last = last + 2",
        "UPDATE articles_dispatchcounter SET last = last - 1",
        "UPDATE articles_dispatchcounter SET id = 2",
        "DELETE FROM articles_dispatchcounter",
        "TRUNCATE articles_dispatchcounter",
        "INSERT INTO articles_dispatchcounter (id, last) VALUES (2, 0)",
    ],
)
def test_counter_only_counts_on_by_one(statement: str) -> None:
    make_published()
    connection.check_constraints()

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_dispatch_with_a_number_nobody_gave_is_refused() -> None:
    make_published()
    taken = Dispatch.objects.get()

    with pytest.raises(DatabaseError, match="not taken from the counter"), transaction.atomic():
        Dispatch.objects.create(
            number=taken.number + 7,
            story_uid=taken.story_uid,
            version=2,
            first_number=taken.number,
            signal="update",
            pubstatus="usable",
            edition="id",
            slug="x",
            content={},
            digest="",
            sent_at=taken.sent_at,
        )
