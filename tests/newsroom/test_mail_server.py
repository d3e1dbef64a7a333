"""``EMAIL_URL``, and what must be given with it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from pytest_django import Settings

from newsroom.mail_server import mailers


def options(url: str) -> dict[str, Any]:
    given: dict[str, Any] = mailers("EMAIL_URL", url)["default"]["OPTIONS"]
    return {name: value for name, value in given.items() if value and name != "timeout"}


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("smtp://localhost", {"host": "localhost"}),
        ("smtp://[::1]:2525/", {"host": "::1", "port": 2525}),
        (
            "smtps://red%40aksi:p%2Fw%3A%40@mail.example:465",
            {
                "host": "mail.example",
                "port": 465,
                "username": "red@aksi",
                "password": "p/w:@",
                "use_ssl": True,
            },
        ),
        (
            "smtp+tls://u:p@mail.example",
            {"host": "mail.example", "username": "u", "password": "p", "use_tls": True},
        ),
        ("file:///var/mail%20box", {"file_path": "/var/mail box"}),
    ],
)
def test_address_of_a_mail_server_is_read(url: str, found: dict[str, Any]) -> None:
    assert options(url) == found


def test_nothing_given_is_no_server() -> None:
    assert mailers("EMAIL_URL", "") == {}


@pytest.mark.parametrize(
    "url",
    [
        *("mail.example", "http://u:geheim@mail.example", "smtp://", "smtp://u:geheim@h:x"),
        *(
            "smtp://u:geheim@h:99999",
            "smtp://h/path",
            "file://folder",
            "file:///",
            "smtp://[geheim",
        ),
        "console://x",
    ],
)
def test_other_address_is_refused_and_its_password_is_not_said(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^EMAIL_URL must be smtp://") as refused:
        mailers("EMAIL_URL", url)

    assert "geheim" not in str(refused.value)


def test_mail_goes_into_a_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MAILERS = mailers("EMAIL_URL", f"file://{tmp_path}")

    EmailMessage("Perihal", "Isi", "a@b.example", ["c@d.example"]).send(using="default")

    (file,) = tmp_path.iterdir()
    assert "Subject: Perihal" in file.read_text()


@pytest.mark.parametrize("missing", ["DEFAULT_FROM_EMAIL", "SITE_URL"])
def test_mail_server_without_what_mail_needs_stops_the_start(missing: str) -> None:
    given = {
        "EMAIL_URL": "smtp://localhost",
        "DEFAULT_FROM_EMAIL": "a@b.example",
        "SITE_URL": "https://b.example",
        missing: "",
    }

    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=os.environ | given,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stderr == f"newsroom: {missing} must be set when EMAIL_URL is.\n"
    assert result.returncode == 1
