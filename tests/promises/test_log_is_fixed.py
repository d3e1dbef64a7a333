"""Promise 13: what is on a subscriber's log can't be changed, also not from psql."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.factories import make_published
from tests.promises.test_append_only import STATEMENTS
from tests.wire.factories import log, make_company
from wire.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize(
    ("table", "column"), [("wire_delivery", "signal"), ("wire_printeditem", "text")]
)
def test_log_refuses_change(statement: str, table: str, column: str) -> None:
    company = make_company()
    make_published()
    connection.check_constraints()

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=table, column=column))

    assert log(company) == [(1, 0, "new")]


@pytest.mark.parametrize("given", [{"number": 1}, {"prev": 0}, {"prev": 7}, {"signal": "kill"}])
def test_delivery_that_breaks_the_row_is_refused(given: dict[str, object]) -> None:
    company = make_company()
    make_published()
    row = Delivery.objects.values().get() | {"id": None, "number": 2, "prev": 1}

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(**row | given)

    assert log(company) == [(1, 0, "new")]
