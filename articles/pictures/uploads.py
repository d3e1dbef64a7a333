"""Uploads kept for some hours, so that a form that was refused needn't have its file chosen again.

They lie beside the pictures, under names that no address leads to, and are their uploader's alone.
"""

import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models.user import User
from articles.pictures.checking import MAX_BYTES

LASTS: Final = timedelta(hours=12)
MOST: Final = 5
"""Of one account; the oldest goes first."""
_SALT: Final = "articles.pictures.uploads"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept file: the name it came with, and the ``token`` by which a form names it."""

    name: str
    token: str
    path: Path

    def open(self) -> SimpleUploadedFile:
        """The file as if it had just been sent."""
        return SimpleUploadedFile(self.name, self.path.read_bytes())

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)


def keep(upload: "File[Any]", user: User) -> Kept | None:
    """Keep a file for ``user``; None where it is larger than a picture may be."""
    if upload.size > MAX_BYTES:
        return None
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    own = sorted(folder.glob(f"{user.pk}-*"), key=lambda path: path.stat().st_mtime)
    for old in own[: max(0, len(own) - MOST + 1)]:
        old.unlink(missing_ok=True)
    name, original = uuid4().hex, upload.name or ""
    path = folder / f"{user.pk}-{name}"
    upload.seek(0)
    with path.open("xb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return Kept(original, signing.dumps([user.pk, name, original], salt=_SALT), path)


def find(token: str, user: User) -> Kept | None:
    """The file that ``keep`` kept for ``user``; None for another's, and when it is gone."""
    try:
        owner, name, original = signing.loads(token, salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    path = _folder() / f"{owner}-{name}"
    return Kept(original, token, path) if owner == user.pk and path.is_file() else None


def forget() -> None:
    """Delete what was kept longer than ``LASTS``."""
    for path in _folder().glob("*"):
        if path.stat().st_mtime < time.time() - LASTS.total_seconds():
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "kept"
