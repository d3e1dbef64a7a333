import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext


def test_kept_connection_is_checked_without_a_query(committed_db: None) -> None:
    connection.ensure_connection()

    with CaptureQueriesContext(connection) as captured:
        usable = connection.is_usable()

    assert usable
    assert len(captured) == 0


def test_statement_is_planned_once_and_takes_values_and_other_cursors_are_as_they_were(
    committed_db: None,
) -> None:
    connection.close()
    with connection.planned() as cursor:  # type: ignore[attr-defined]  # its own
        for number in (1, 2, 3):
            cursor.execute("SELECT %(number)s::int + 1", {"number": number})
            assert cursor.fetchone() == (number + 1,)

    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements")
        planned = cursor.fetchall()

    assert planned == [("SELECT $1::int + 1", 3, 0)]


def test_connection_that_the_server_ended_is_not_usable(committed_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()

    usable = connection.is_usable()

    connection.close()
    assert not usable


@pytest.mark.parametrize(
    ("seconds", "limits"), [(7, ["7s", "10s", "2min", "8MB"]), (0, ["0", "10s", "0", "8MB"])]
)
def test_connection_tells_the_server_its_limits_and_what_the_url_says(
    committed_db: None, seconds: int, limits: list[str]
) -> None:
    connections.settings["limited"] = connections.settings["default"] | {
        "SECONDS": seconds,
        "OPTIONS": {"options": "-c work_mem=8MB"},
    }
    limited = connections.create_connection("limited")
    names = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"]

    with limited.cursor() as cursor:
        told = [cursor.execute(f"SHOW {name}").fetchone()[0] for name in (*names, "work_mem")]

    limited.close()
    del connections.settings["limited"]
    assert told == limits


def test_closed_connection_is_not_usable(committed_db: None) -> None:
    connection.ensure_connection()
    connection.connection.close()

    usable = connection.is_usable()

    connection.close()
    assert not usable
