"""/.well-known/security.txt: whom to tell of a hole in the site."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import House

pytestmark = pytest.mark.django_db
URL = "/.well-known/security.txt"


def fields(client: Client) -> dict[str, str]:
    response = client.get(URL)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    return dict(line.split(": ", 1) for line in lines)


@pytest.mark.parametrize(
    ("setting", "email", "contact"),
    [
        ("", "", "https://warta.example/halaman/kontak/"),
        ("", "redaksi@warta.example", "mailto:redaksi@warta.example"),
        ("https://warta.example/lapor", "redaksi@warta.example", "https://warta.example/lapor"),
    ],
)
def test_contact_is_the_settings_the_houses_or_a_page(
    client: Client, settings: Any, setting: str, email: str, contact: str
) -> None:
    settings.SITE_URL = "https://warta.example"
    settings.SECURITY_CONTACT = setting
    House.objects.update(email=email)

    found = fields(client)

    assert found["Contact"] == contact
    assert found["Canonical"] == f"https://warta.example{URL}"
    assert found["Preferred-Languages"] == "id, en, ar"


def test_file_never_runs_out_and_is_never_good_for_a_year(client: Client) -> None:
    expires = datetime.strptime(fields(client)["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)

    assert timedelta(days=178) < expires - timezone.now() < timedelta(days=181)
