import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from newsroom import __version__
from tests.factories import make_user


@pytest.mark.parametrize("asked", ["version", "--version"])
def test_version_of_the_command_line_is_the_newest_of_the_changelog(asked: str) -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", asked],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    changelog = (settings.BASE_DIR / "CHANGELOG.md").read_text()
    dated = re.findall(r"^## (\S+) – \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)
    assert result.stdout == f"{dated[0]}\n"


@pytest.mark.django_db
def test_version_is_told_on_the_desk_and_to_nobody_else(client: Client) -> None:
    sign_in = client.get("/admin/login/").content.decode()
    client.force_login(make_user("reporter"))

    desk = client.get("/admin/").content.decode()

    assert f'<p class="quiet" id="version">Versi {__version__}</p>' in desk
    assert __version__ not in sign_in
