"""The clients in examples/, run as programs."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings

EXAMPLES: Final = settings.BASE_DIR / "examples"
# By the ending of its file what runs it; ``PHP`` may name an interpreter with its options.
_RUN: Final = {"py": [sys.executable], "mjs": ["node"], "php": shlex.split(os.getenv("PHP", "php"))}
ENDINGS: Final = tuple(_RUN)
SECONDS: Final = 60


def command(ending: str, name: str, *given: object) -> list[str]:
    """What runs a program of examples/. Skips where there is nothing to run it by."""
    if not shutil.which(_RUN[ending][0]):
        pytest.skip(f"no {_RUN[ending][0]} on this machine")
    return [*_RUN[ending], str(EXAMPLES / f"{name}.{ending}"), *map(str, given)]


def catch_up(ending: str, api: str, folder: Path, key: str) -> str:
    """Have a client store all there is; what it said."""
    done = subprocess.run(
        [*command(ending, "follow", api, folder), "--once"],
        env=os.environ | {"WIRE_KEY": key},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout


def copy_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Each story that a client keeps, by its id."""
    items = [json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")]
    return {item["story"]: item for item in items}
