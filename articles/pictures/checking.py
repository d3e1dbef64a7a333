"""Looking at an uploaded picture before the agency keeps it."""

import hashlib
import re
import warnings
import zipfile
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
# Long enough that no picture has them by chance.
_ALSO = re.compile(
    rb"<script|<\?php|<!doctype html|<html[\s>]|<svg[\s>]|<iframe|javascript:|%PDF-1\.|#!/bin/"
    rb"|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c",
    re.IGNORECASE,
)
# Many phones write a JPEG with a second picture behind the first, which Pillow calls MPO.
_READ_AS = {"MPO": "JPEG"}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a good picture file is: its real format, pixels, and the SHA-256 of its bytes."""

    format: str
    width: int
    height: int
    checksum: str

    @property
    def name(self) -> str:
        """A file name that tells nothing but the content, with the extension of the real format."""
        return f"{self.checksum[:20]}.{EXTENSIONS[self.format]}"


def check(file: IO[bytes]) -> Checked:
    """Read a picture to its end. Raises ValidationError, in words for who uploads it.

    The name and the type that the browser gave play no part.
    """
    size = file.seek(0, 2)
    if size > MAX_BYTES:
        raise ValidationError(
            _("The file has %(size)d MB; a picture may have %(most)d MB."),
            code="bytes",
            params={"size": -(-size // 1024 // 1024), "most": MAX_BYTES // 1024 // 1024},
        )
    file.seek(0)
    checksum = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # any readable file will do
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        checked = _open(file, checksum)
    _refuse_polyglot(file)
    file.seek(0)
    return checked


def _refuse_polyglot(file: IO[bytes]) -> None:
    """Refuse what is a page, a script, a document or an archive besides being a picture.

    Nothing but its pixels would be kept anyway (master.py); who sent it shall hear of it.
    """
    file.seek(0)
    content = file.read()
    if _ALSO.search(content) or zipfile.is_zipfile(file):
        raise ValidationError(
            _("There is another file inside this picture. Save it anew as JPEG, and send that."),
            code="polyglot",
        )


def _open(file: IO[bytes], checksum: str) -> Checked:
    try:
        with Image.open(file, formats=tuple(EXTENSIONS)) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise _too_large()
            # JPEG can be decoded small: to its end, in a fraction of the memory.
            image.draft(None, (max(1, width // 8), max(1, height // 8)))
            image.load()
            kind = _READ_AS.get(image.format or "", image.format or "")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise ValidationError(
            _("This is not a picture in JPEG, PNG or WebP."), code="format"
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise ValidationError(
            _("The picture is damaged; it cannot be read to its end."), code="damaged"
        ) from error
    return Checked(format=kind, width=width, height=height, checksum=checksum)


def _too_large() -> ValidationError:
    return ValidationError(
        _("The picture has too many pixels; it may have %(most)d million."),
        code="pixels",
        params={"most": MAX_PIXELS // 1_000_000},
    )
