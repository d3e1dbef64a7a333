"""A company that reads English, somebody of it, and where its mail goes."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from tests.editorial.mail_server import MailServer, taking_mail
from tests.wire.factories import make_company
from tests.wire.portal.people import make_member, signed_in
from tests.wire.push.servers import Receiver, receiving
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


@pytest.fixture
def technical(company: Company) -> Member:
    return make_member(company, is_technical=True)


@pytest.fixture
def client(technical: Member) -> Client:
    """Of who looks after the company's technology."""
    return signed_in(technical)


@pytest.fixture
def loopback(settings: Settings) -> None:
    """The endpoint of the tests is on this machine."""
    settings.WIRE_LOOPBACK = True


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found
