from django.db import connection, connections
from django.test.utils import CaptureQueriesContext


def test_kept_connection_is_checked_without_a_query(committed_db: None) -> None:
    connection.ensure_connection()

    with CaptureQueriesContext(connection) as captured:
        usable = connection.is_usable()

    assert usable
    assert len(captured) == 0


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


def test_closed_connection_is_not_usable(committed_db: None) -> None:
    connection.ensure_connection()
    connection.connection.close()

    usable = connection.is_usable()

    connection.close()
    assert not usable
