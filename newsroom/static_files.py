"""Collecting the static files, when any of them changed since the last time."""

import fcntl
import hashlib
import io
import os
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect() -> None:
    """Safe to call from several processes at once; the first does the work."""
    root = Path(settings.STATIC_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    with root.with_name(f"{root.name}.stamp").open("a+") as stamp:
        fcntl.flock(stamp, fcntl.LOCK_EX)
        stamp.seek(0)
        fingerprint = _fingerprint()
        if (root / "staticfiles.json").exists() and stamp.read() == fingerprint:
            return
        call_command("collectstatic", verbosity=0, interactive=False, stdout=io.StringIO())
        stamp.truncate(0)
        stamp.write(fingerprint)


def _fingerprint() -> str:
    found = sorted(
        (path, os.stat(storage.path(path)).st_mtime_ns)  # noqa: PTH116 - a storage's path is text
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    return hashlib.sha256(repr(found).encode()).hexdigest()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    collect()
