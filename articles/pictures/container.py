"""A picture's file taken apart: its pixels, what it says of itself, and what else lies in it.

A decoder is given the pixels alone. What a JPEG's segments or the chunks of a PNG or WebP carry
besides is taken out before: a few kilobytes of it can make a reader of Exif fill the memory. Every
walk here is linear, and ends after a bounded number of parts.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

# Far more than any program writes.
MOST_PARTS: Final = 20_000
MOST_PICTURES: Final = 8
LONGEST_PROFILE: Final = 4 * 1024 * 1024
LONGEST_METADATA: Final = 256 * 1024
PNG: Final = b"\x89PNG\r\n\x1a\n"

_XMP_JPEG: Final = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_PNG: Final = b"XML:com.adobe.xmp\0"
# Baseline, extended and progressive, all in Huffman's code: what cameras and programs write.
_FRAMES: Final = {0xC0, 0xC1, 0xC2}
_OTHER_FRAMES: Final = {0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
# In a scan FF is followed by 00, by the number of a restart, or it ends the scan.
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
# It may stand anywhere before a marker. A decoder that is sent it in pieces begins anew with each.
_FILLING = re.compile(rb"\xff{2,}")
_MARKER = re.compile(rb"\xff+([^\xff])", re.DOTALL)


class Damaged(Exception):  # noqa: N818 - what it says is the file's state
    """The file is not whole, or is built as no program builds one."""


@dataclass(slots=True)
class Parts:
    """A picture's file in its parts; ``pixels`` is a whole file that shows the same picture.

    ``remarks`` are comments in a form of the format's own; ``strange`` is all that belongs to no
    part of a picture, what hangs behind it too. Sizes are in pixels.
    """

    format: str
    width: int = 0
    height: int = 0
    pixels: bytes = b""
    exif: bytes = b""
    xmp: bytes = b""
    iptc: bytes = b""
    profile: bytes = b""
    scans: int = 1
    buffered: float = 0.0
    """The bytes for each pixel that a decoder holds before its first line, as of many scans."""
    frames: int = 0
    """Those of an animation."""
    remarks: list[bytes] = field(default_factory=list)
    strange: list[bytes] = field(default_factory=list)


def take_apart(content: bytes) -> Parts | None:
    """The parts of a JPEG, PNG or WebP; None for anything else. Raises ``Damaged``."""
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return _jpeg(content)
        if content.startswith(PNG):
            return _png(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError, ValueError, ZeroDivisionError, zlib.error) as error:
        raise Damaged from error
    return None


def _jpeg(content: bytes) -> Parts:
    parts = Parts("JPEG", scans=0)
    kept = [b"\xff\xd8"]
    profiles: dict[int, bytes] = {}
    components, coefficients = 0, 0.0
    for marker, start, end in _segments(content):
        body = content[start + 4 : end]
        if marker in _OTHER_FRAMES:
            raise Damaged
        if marker in _FRAMES:
            _, parts.height, parts.width, components = struct.unpack_from(">BHHB", body)
            coefficients = _coefficients(body[6 : 6 + 3 * components])
            parts.buffered = coefficients if marker == 0xC2 else 0.0
        elif marker == 0xDA:
            parts.scans += 1
            parts.buffered = coefficients if body[0] < components else parts.buffered
        elif marker == 0xD9:
            parts.strange.append(_behind_jpeg(content[end:]))
        if marker == 0xDA:
            kept.append(_FILLING.sub(b"\xff", content[start:end]))
        elif not _is_said(parts, profiles, marker, body):
            kept.append(content[start:end])
    parts.pixels = b"".join(kept)
    parts.profile = b"".join(profiles[number] for number in sorted(profiles))
    return parts


def _coefficients(components: bytes) -> float:
    """The bytes for each pixel of a frame's coefficients, two for each, by its sampling."""
    sides = [(sides >> 4, sides & 15) for sides in components[1::3]]
    widest, highest = (max(side) for side in zip(*sides, strict=True))
    blocks: int = sum(across * down for across, down in sides)
    return 2 * blocks / int(widest * highest)


def _is_said(parts: Parts, profiles: dict[int, bytes], marker: int, body: bytes) -> bool:
    """Take what a segment says that is not of the pixels; whether it is such a one."""
    if marker == 0xE1 and body.startswith(b"Exif\0\0"):
        parts.exif = parts.exif or body[6:]
    elif marker == 0xE1 and body.startswith(_XMP_JPEG):
        parts.xmp = parts.xmp or body[len(_XMP_JPEG) :]
    elif marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
        profiles[body[12]] = body[14:]
    elif marker == 0xED:
        parts.iptc += body.removeprefix(b"Photoshop 3.0\0")
    elif marker == 0xFE:
        parts.remarks.append(body)
    elif 0xE0 <= marker <= 0xEF and (marker, body[:5]) not in _NEEDED:
        parts.strange.append(body)
    else:
        return False
    return True


# What says how colours are to be read.
_NEEDED: Final = {(0xE0, b"JFIF\0"), (0xEE, b"Adobe")}


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """The markers of a JPEG with where they begin and end; a scan has its data with it."""
    at = 2
    for _ in range(MOST_PARTS):
        if at >= len(content):
            return
        # Any number of FF may stand before a marker.
        if (found := _MARKER.match(content, at)) is None:
            raise Damaged
        at, marker = found.end() - 2, found[1][0]
        if marker == 0xD9:
            yield marker, at, at + 2
            return
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if end > len(content):
            raise Damaged
        if marker == 0xDA:
            found = _END_OF_SCAN.search(content, end)
            end = found.start() if found else len(content)
        yield marker, at, end
        at = end
    raise Damaged


def _behind_jpeg(rest: bytes) -> bytes:
    """What hangs behind the picture and is none: phones hang further pictures there (MPO)."""
    for _ in range(MOST_PICTURES):
        if not rest.startswith(b"\xff\xd8\xff"):
            break
        try:
            *_, (_marker, _start, end) = _segments(rest)
        except Damaged:
            break
        rest = rest[end:].lstrip(b"\0")
    return rest


def _png(content: bytes) -> Parts:
    parts = Parts("PNG")
    kept = [PNG]
    at = len(PNG)
    for _ in range(MOST_PARTS):
        if at >= len(content):
            break
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise Damaged
        if kind in _KEPT:
            kept.append(content[at:end])
        _read_chunk(parts, kind, content[at + 8 : end - 4])
        at = end
        if kind == b"IEND":
            break
    else:
        raise Damaged
    parts.strange.append(content[at:])
    parts.pixels = b"".join(kept)
    return parts


def _read_chunk(parts: Parts, kind: bytes, body: bytes) -> None:
    if kind == b"IHDR":
        parts.width, parts.height = struct.unpack_from(">II", body)
    elif kind == b"eXIf":
        parts.exif = parts.exif or body
    elif kind == b"iCCP":
        packed = body.partition(b"\0")[2][1:]
        parts.profile = parts.profile or _unpacked(packed, LONGEST_PROFILE)
    elif kind == b"iTXt" and body.startswith(_XMP_PNG):
        parts.xmp = parts.xmp or _text(body)
    elif kind in (b"tEXt", b"iTXt", b"zTXt"):
        parts.remarks.append(body.partition(b"\0")[2])
    elif kind not in _KEPT and kind not in _KNOWN:
        parts.strange.append(body)


_KEPT: Final = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_KNOWN: Final = {
    *(b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"tIME", b"cICP"),
    *(b"acTL", b"fcTL", b"fdAT", b"eXIf", b"iCCP", b"mDCV", b"cLLI"),
}


def _text(body: bytes) -> bytes:
    """The text of an iTXt: behind its keyword, two flags, a language and the keyword once more."""
    is_packed = body[len(_XMP_PNG)] == 1
    text = body[len(_XMP_PNG) + 2 :].split(b"\0", 2)[2]
    return _unpacked(text, LONGEST_METADATA) if is_packed else text


def _unpacked(packed: bytes, most: int) -> bytes:
    """What was packed, if it is no longer than that; else nothing."""
    reader = zlib.decompressobj()
    unpacked = reader.decompress(packed, most)
    return b"" if reader.unconsumed_tail else unpacked


def _webp(content: bytes) -> Parts:
    parts = Parts("WEBP")
    end_of_file = 8 + struct.unpack_from("<I", content, 4)[0]
    kept: list[bytes] = []
    at = 12
    for _ in range(MOST_PARTS):
        if at + 8 > min(end_of_file, len(content)):
            break
        kind, length = struct.unpack_from("<4sI", content, at)
        end = at + 8 + length
        if end > len(content):
            raise Damaged
        body = content[at + 8 : end]
        if measure := _MEASURES.get(kind):
            width, height = measure(body)
            parts.width, parts.height = max(parts.width, width), max(parts.height, height)
        if kind == b"VP8X":
            # Of its marks the one for transparency: the rest is of parts that are left out.
            body = bytes([body[0] & 0x10]) + body[1:]
        if kind in _MEASURES or kind == b"ALPH":
            kept.append(struct.pack("<4sI", kind, length) + body + b"\0" * (length % 2))
        else:
            _read_riff(parts, kind, body)
        at = end + length % 2
    else:
        raise Damaged
    parts.strange.append(content[end_of_file:])
    pixels = b"WEBP" + b"".join(kept)
    parts.pixels = b"RIFF" + struct.pack("<I", len(pixels)) + pixels
    return parts


def _canvas(body: bytes) -> tuple[int, int]:
    return (
        1 + int.from_bytes(body[4:7], "little"),
        1 + int.from_bytes(body[7:10], "little"),
    )


def _lossy(body: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", body, 6)
    return width & 0x3FFF, height & 0x3FFF


def _lossless(body: bytes) -> tuple[int, int]:
    bits = struct.unpack_from("<I", body, 1)[0]
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


_MEASURES: Final = {b"VP8X": _canvas, b"VP8 ": _lossy, b"VP8L": _lossless}


def _read_riff(parts: Parts, kind: bytes, body: bytes) -> None:
    if kind == b"ICCP":
        parts.profile = parts.profile or body
    elif kind == b"EXIF":
        parts.exif = parts.exif or body.removeprefix(b"Exif\0\0")
    elif kind == b"XMP ":
        parts.xmp = parts.xmp or body
    elif kind == b"ANMF":
        parts.frames += 1
    elif kind != b"ANIM":
        parts.strange.append(body)
