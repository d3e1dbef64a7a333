"""A company that reads English, somebody of it, and where its mail goes."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.editorial.mail_server import MailServer, taking_mail
from tests.wire.factories import make_company
from tests.wire.portal.people import make_member
from wire.models import Company, Member


@pytest.fixture
def company() -> Company:
    return make_company(language="en")


@pytest.fixture
def member(company: Company) -> Member:
    return make_member(company)


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with taking_mail(settings) as server:
        yield server
