import pytest
from django.db import DatabaseError, connection
from django.test import Client


@pytest.mark.django_db
def test_health_with_a_database_is_ok(client: Client) -> None:
    response = client.get("/health/")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_health_with_a_database_that_refuses_is_503(client: Client) -> None:
    def refuse(*_: object) -> None:
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        response = client.get("/health/")

    assert (response.status_code, response.content) == (503, b"database\n")
