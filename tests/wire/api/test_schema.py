"""The API's own description: true of every answer, as schemathesis judges, and of its examples."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from pytest_django import Settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from articles.models import User
from tests.articles.site.helpers import make_picture
from tests.factories import make_published, make_user
from tests.wire.api.asking import Machine
from tests.wire.factories import correct, hold, lift, make_company, make_key, withdraw
from wire.api import examples, schemas
from wire.api.api import api

pytestmark = pytest.mark.django_db


def publish(chief: User) -> None:
    """A story of every signal."""
    story = correct(make_published(editor=chief, picture=make_picture(), tags=("padi",)), by=chief)
    lift(hold(story))
    withdraw(make_published(editor=chief), by=chief)


@pytest.fixture
def stays_connected() -> Iterator[None]:
    """As Django's own client has it: the end of a request leaves the test's connection open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("stays_connected")
def test_every_answer_is_as_the_schema_says(settings: Settings) -> None:
    settings.WIRE_REQUESTS_PER_MINUTE = 10**6
    publish(make_user("chief"))
    headers = {"Authorization": f"Bearer {make_key(make_company())}"}
    schema = schemathesis.openapi.from_wsgi("/wire/v1/openapi.json", get_wsgi_application())
    tried = []

    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @given(case=operation.as_strategy())
        @trying(max_examples=12, deadline=None, database=None, suppress_health_check=[*HealthCheck])
        def check(case: schemathesis.Case[Any]) -> None:
            # What each way needs beside its address, and whether that is public, no schema says.
            is_told = "/endpoints" not in case.path
            excluded: list[Any] = [] if is_told else [positive_data_acceptance]
            case.call_and_validate(headers=headers, excluded_checks=excluded)

        check()
        tried.append(operation.path)

    assert len(tried) == 25


def test_items_have_the_fields_that_are_promised_and_no_other() -> None:
    machine = Machine(make_key(make_company()))
    publish(make_user("chief"))

    found: list[dict[str, Any]] = machine.read()

    promised = {*schemas.Item.model_fields}
    short = {*examples.WITHDRAWAL}
    assert {*examples.ITEM} == promised
    assert [{*item} for item in found] == [
        *(promised, promised, short, promised),
        *(promised, short),
    ]
    for item in found:
        schemas.Item.model_validate(item, extra="forbid")


@pytest.mark.parametrize(
    ("model", "example"),
    [
        (schemas.Item, examples.ITEM),
        (schemas.Item, examples.WITHDRAWAL),
        (schemas.Envelope, examples.ENVELOPE),
        (schemas.Present, examples.PRESENT),
        (schemas.ReceiptsIn, examples.RECEIPTS),
        (schemas.ReconcileIn, examples.RECONCILE),
        (schemas.ReconcileOut, examples.RECONCILED),
        (schemas.ProblemOut, examples.PROBLEM),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_example_is_one(model: Any, example: dict[str, Any]) -> None:
    model.model_validate(example, extra="forbid")


def test_description_is_openapi_3_1_with_examples() -> None:
    schema = api.get_openapi_schema()

    assert schema["openapi"] == "3.1.0"
    assert schema["components"]["schemas"]["Envelope"]["examples"] == [examples.ENVELOPE]
