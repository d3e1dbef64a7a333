"""Looking at an uploaded picture before the agency keeps it.

Nothing is decoded here: what a decoder would take in memory and time is told by the file's parts,
and refused where it is too much (docs/decisions/decoders.md).
"""

import re
import zipfile
from io import BytesIO
from typing import IO, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.pictures import container
from articles.pictures.container import Damaged, Parts

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_PIXELS: Final = {"JPEG": 60_000_000, "PNG": 6_000_000, "WEBP": 6_000_000}
MAX_SCANS: Final = 100
# Each scan is a pass over the whole picture; a progressive JPEG has ten as a rule.
MAX_PASSED: Final = 250_000_000
EXTENSIONS: Final = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MOST_MEMORY: Final = 128 * 1024 * 1024
"""What a picture's pixels may take at any time, in bytes, a decoder's own buffers included."""

_ALSO: Final = re.compile(
    rb"<script|<\?php|<!doctype html|<html[\s>]|<svg[\s>]|<iframe|%PDF-1\.|#!/bin/"
    rb"|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c",
    re.IGNORECASE,
)


def read(file: IO[bytes]) -> Parts:
    """The parts of a picture that may be decoded. Raises ValidationError, in words for its sender.

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
    try:
        parts = container.take_apart(file.read())
    except Damaged as error:
        raise damaged() from error
    if parts is None:
        raise ValidationError(_("This is not a picture in JPEG, PNG or WebP."), code="format")
    if parts.frames:
        raise ValidationError(
            _("An animation cannot be kept: send a still picture."), code="frames"
        )
    _refuse_polyglot(parts)
    _refuse_heavy(parts)
    return parts


def damaged() -> ValidationError:
    return ValidationError(
        _("The picture is damaged; it cannot be read to its end."), code="damaged"
    )


def _refuse_heavy(parts: Parts) -> None:
    most = MAX_PIXELS[parts.format]
    if parts.buffered:
        most = min(most, int(MOST_MEMORY / parts.buffered))
    if parts.width * parts.height > most:
        raise ValidationError(
            _("The picture has too many pixels; as %(format)s it may have %(most)d million."),
            code="pixels",
            params={"format": parts.format, "most": most // 1_000_000},
        )
    if parts.scans > MAX_SCANS or parts.scans * parts.width * parts.height > MAX_PASSED:
        raise ValidationError(
            _("This JPEG is built in too many passes. Save it anew, and send that."), code="scans"
        )


def _refuse_polyglot(parts: Parts) -> None:
    """Refuse what is a page, a script, a document or an archive besides being a picture.

    Nothing but its pixels would be kept anyway (master.py); who sent it shall hear of it. Where
    people write (captions, remarks) such words are words, unless a remark begins with them.
    """
    if (
        any(map(_ALSO.search, parts.strange))
        or any(_ALSO.match(remark.lstrip()) for remark in parts.remarks)
        or any(zipfile.is_zipfile(BytesIO(strange)) for strange in parts.strange)
    ):
        raise ValidationError(
            _("There is another file inside this picture. Save it anew as JPEG, and send that."),
            code="polyglot",
        )
