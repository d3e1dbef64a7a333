"""The services of deploy/systemd: the secrets that systemd hands them are those they read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

UNITS = settings.BASE_DIR / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
DATABASE = UNITS / "database-url.conf"
SECRETS = {
    "secret-key": "a-secret-key-of-fifty-letters-at-the-least-as-is-asked",
    "database-url": "postgresql://newsroom:s3cret@database.example/newsroom",
}
SHOW = """
from django.conf import settings
print(settings.SECRET_KEY, settings.DATABASES["default"]["PASSWORD"])
"""


def test_there_are_the_services() -> None:
    assert len(SERVICES) == 4


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.stem)
def test_service_reads_the_secrets_that_it_is_handed(service: Path, tmp_path: Path) -> None:
    given = handed(service, tmp_path) | handed(DATABASE, tmp_path)
    # A variable that is empty counts as not given.
    environment = os.environ | dict.fromkeys(["SECRET_KEY", "DATABASE_URL"], "")

    shown = subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=settings.BASE_DIR,
        env=environment
        | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "ALLOWED_HOSTS": "news.example"}
        | given,
        capture_output=True,
        check=True,
        text=True,
    )

    assert shown.stdout.split() == [SECRETS["secret-key"], "s3cret"]


def handed(file: Path, folder: Path) -> dict[str, str]:
    """The environment that systemd makes of a unit's credentials, which are put into the folder."""
    lines = [line.partition("=") for line in file.read_text().splitlines()]
    for name, _, value in lines:
        if name == "LoadCredential":
            credential, _, path = value.partition(":")
            assert path == f"/etc/newsroom/{credential}"
            (folder / credential).write_text(SECRETS[credential])
    told = [value.replace("%d", str(folder)) for name, _, value in lines if name == "Environment"]
    return dict(value.split("=", 1) for value in told)
