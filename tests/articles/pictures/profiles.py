"""Colour profiles as small as ICC.1 lets them be."""

import struct

from PIL import ImageCms

_D50 = struct.pack(">3I", 0xF6D6, 0x10000, 0xD32D)


def _profile(kind: bytes, space: bytes, pcs: bytes, tags: dict[bytes, bytes]) -> bytes:
    tags = {b"wtpt": b"XYZ \0\0\0\0" + _D50} | tags
    at = 132 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, body in tags.items():
        padded = body + bytes(-len(body) % 4)
        table += struct.pack(">4sII", name, at + len(data), len(body))
        data += padded
    head = struct.pack(
        ">I4sI4s4s4s12s4s28s", at + len(data), b"", 0x02400000, kind, space, pcs, b"", b"acsp", b""
    )
    return (head + _D50).ljust(128, b"\0") + table + data


def of_screen() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def of_grey(gamma: float) -> bytes:
    """Of grey that is darker between black and white the larger its gamma."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))
    return _profile(b"mntr", b"GRAY", b"XYZ ", {b"kTRC": curve})


def of_inks(cyan: tuple[int, int, int]) -> bytes:
    """Of four inks on white paper: ``cyan`` in eight bits of Lab, and black whatever lies on it."""
    even = bytes(range(256))
    corners = [
        (0, 128, 128) if black else cyan if is_cyan else (255, 128, 128)
        for is_cyan in (0, 1)
        for _magenta in (0, 1)
        for _yellow in (0, 1)
        for black in (0, 1)
    ]
    matrix = struct.pack(">9i", *(0x10000 if place % 4 == 0 else 0 for place in range(9)))
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + matrix
    table += even * 4 + b"".join(map(bytes, corners)) + even * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"A2B0": table})
