"""A mail server for tests, which speaks SMTP and keeps what it is given."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from pytest_django import Settings

from newsroom.mail_server import mailers


class MailServer:
    """``mails`` are those it took; ``refusals`` what it answers to an address instead."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refusals: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802 - as the package calls it
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@contextmanager
def running(server: MailServer) -> Iterator[str]:
    """The address of the server, as ``EMAIL_URL`` has it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}"
    controller.stop()


@contextmanager
def taking_mail(settings: Settings) -> Iterator[MailServer]:
    """A newsroom whose mail goes to a server of its own."""
    server = MailServer()
    with running(server) as address:
        settings.MAILERS = mailers("EMAIL_URL", address)
        settings.DEFAULT_FROM_EMAIL = "MINA <redaksi@mina.example>"
        settings.SITE_URL = "https://mina.example"
        yield server


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    text: str = part.get_content()
    return text.replace("\r\n", "\n")
