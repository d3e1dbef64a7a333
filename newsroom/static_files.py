"""Collecting the static files, when any of them changed since the last time."""

import fcntl
import hashlib
import io
import os
import re
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

PACKED = (".gz", ".br")
_IMPORT = re.compile(r'^@import "(\w[\w.-]*)";$', re.MULTILINE)


class JoiningStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashes and packs the files; a sheet named all.css then holds the sheets that it imports.

    What a script imports has its hashed name too: a browser runs it once, and of one release.
    """

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, tuple[Storage, str]], **options: Any) -> Any:
        return super().post_process(_joined(paths), **options)

    def compress_files(self, paths: set[str]) -> Any:
        """The copies with hashed names alone: no page asks for the others."""
        hashed = paths & set(self.hashed_files.values())
        # Those of a release that packed them too would be of its content.
        self.delete_files(f"{name}{ending}" for name in paths - hashed for ending in PACKED)
        return super().compress_files(hashed)


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


def _joined(paths: dict[str, tuple[Storage, str]]) -> dict[str, tuple[Storage, str]]:
    """Those paths, with joined sheets in place of those that import from their own folder."""
    joined = InMemoryStorage()
    sheets = [name for name in paths if name.endswith("/all.css")]
    for name in sheets:
        folder = name.removesuffix("all.css")
        pieces = _IMPORT.split(_text(*paths[name]))
        # Every second is what an import names.
        pieces[1::2] = [_text(*paths[folder + part]) for part in pieces[1::2]]
        joined.save(name, ContentFile("".join(pieces).encode()))
    return paths | {name: (joined, name) for name in sheets}


def _text(storage: Storage, path: str) -> str:
    with storage.open(path) as file:
        return str(file.read(), "utf-8")


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
