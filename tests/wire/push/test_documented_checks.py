"""What docs/wire.md shows in code verifies what we sign, where this machine has the language."""

import json
import re
import shutil
import subprocess
import sys
import time

import pytest
from django.conf import settings

from wire.push import signing

ASKS = {
    "python": (
        "import sys, json\nsecret, headers, body = json.loads(sys.argv[1])\n"
        "print(is_ours(secret, headers, body.encode()))"
    ),
    "javascript": (
        "const [secret, headers, body] = JSON.parse(process.argv[1]);\n"
        "console.log(isOurs(secret, headers, Buffer.from(body)));"
    ),
    "php": (
        "[$secret, $headers, $body] = json_decode($argv[1], true);\n"
        "echo is_ours($secret, $headers, $body) ? 'true' : 'false';"
    ),
}
RUNS = {"python": [sys.executable, "-c"], "javascript": ["node", "-e"], "php": ["php", "-r"]}


@pytest.mark.parametrize("language", [*ASKS])
def test_documented_check_takes_ours_and_nothing_else(language: str) -> None:
    if not shutil.which(RUNS[language][0]):
        pytest.skip(f"no {language} on this machine")
    page = (settings.BASE_DIR / "docs/wire.md").read_text()
    found = re.search(rf"```{language}\n(.*?)```", page.partition("### Verifying")[2], re.DOTALL)
    assert found is not None
    shown = found[1]
    secret, body, now = signing.new_secret(), '{"headline": "Mi’raj"}', int(time.time())
    old = signing.new_secret()

    def said(at: int, given: str) -> str:
        headers = signing.headers([old, secret], uid="msg_1", at=at, body=body.encode())
        command = [*RUNS[language], shown + ASKS[language]]
        asked = json.dumps([secret, dict(headers), given])
        return (
            subprocess.run([*command, asked], capture_output=True, text=True, check=True)
            .stdout.strip()
            .lower()
        )

    assert [said(now, body), said(now, body + " "), said(now - 400, body)] == [
        "true",
        "false",
        "false",
    ]
