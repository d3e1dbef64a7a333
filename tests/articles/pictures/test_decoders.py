"""What a decoder may be sent: the worst files of the largest size that the door takes.

Each runs in a process of its own, so that its memory is known, through all that decodes: looking
at the upload, what it says of itself, the master, and the renditions of a kept master.
"""

import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from PIL import Image

from articles.pictures import checking
from tests.articles.pictures import profiles

SECONDS, MEGABYTES = 1.0, 200
# How much longer a busy machine may take; what is not bounded takes minutes.
BUSY = 3.0
# Renditions are the worker's to make.
SECONDS_OF_WORK = 30.0
RUN = """
import json, re, resource, sys, time
from io import BytesIO
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from articles.pictures import master, recipe, rendering
from PIL import Image

def peak():
    # What Linux says of a process in getrusage begins with its parent's.
    try:
        return int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) / 1024
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

# All that is loaded once is loaded.
small = BytesIO()
Image.new("RGB", (64, 64)).save(small, "WEBP")
master.make(small)
upload, media = sys.argv[1:]
before, began, code, work = peak(), time.process_time(), "taken", 0.0
try:
    made = master.make(open(upload, "rb"))
except ValidationError as refusal:
    code = refusal.code
seconds = time.process_time() - began
if media and code == "taken":
    storage = FileSystemStorage(media)
    storage.save("asli", ContentFile(made.content))
    picture = {"file": "asli", "checksum": made.checksum, "width": made.width, "recipe": 1}
    picture |= {"height": made.height, "focal": [50, 50]}
    del made
    began = time.process_time()
    rendering.render(picture, storage=storage)
    work = time.process_time() - began
print(json.dumps([code, seconds, work, peak() - before]))
"""


class Ran(NamedTuple):
    """What became of an upload, and what it took of the processor and of memory."""

    code: str
    seconds: float
    """Until it was answered, and then for its renditions, which another process makes:"""
    of_work: float
    megabytes: float
    """The most that either took."""


def run(content: bytes, folder: Path, *, renders: bool = False) -> Ran:
    """The upload looked at, and its renditions made if so, in a process of its own."""
    upload = folder / "unggahan"
    upload.write_bytes(content)
    ran = subprocess.run(
        [sys.executable, "-c", RUN, upload, str(folder / "media") if renders else ""],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        check=True,
        capture_output=True,
        text=True,
    )
    return Ran(*json.loads(ran.stdout))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def photograph(mode: str, width: int, height: int) -> Image.Image:
    """As noisy as one of the night, so that nothing of it packs well."""
    noise = Image.effect_noise((width, height), 12)
    slopes = (noise.rotate(turn) for turn in (0, 180))
    ground = Image.linear_gradient("L").resize((width, height))
    bands = [Image.blend(ground, slope, 0.5) for slope in slopes]
    return Image.merge(mode, [bands[place % 2] for place in range(len(mode))])


def chunk(kind: bytes, body: bytes) -> bytes:
    return (
        struct.pack(">I", len(body))
        + kind
        + body
        + struct.pack(">I", zlib.crc32(kind + body) & 0xFFFFFFFF)
    )


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 6) -> bytes:
    """A PNG of nothing but zeros, packed as small as it gets."""
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    packer = zlib.compressobj(9)
    row = bytes(1 + (width * bits + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = [chunk(b"IHDR", head), *chunks, chunk(b"IDAT", packed), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def many_scans(width: int, height: int, scans: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    jpeg = saved(Image.new("RGB", (width, height), "#456"), "JPEG", progressive=True)
    last = jpeg[jpeg.rindex(b"\xff\xc4", 0, jpeg.rindex(b"\xff\xda")) : -2]
    return jpeg[:-2] + last * scans + b"\xff\xd9"


def segments(marker: int, body: bytes, count: int) -> bytes:
    jpeg = saved(Image.new("RGB", (8, 8)), "JPEG")
    segment = bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body
    return jpeg[:2] + segment * count + jpeg[2:]


def exif_bomb() -> bytes:
    """Thousands of entries that all point to the same sixty kilobytes."""
    entries = b"".join(
        struct.pack("<HHII", 0x8000 + number, 7, 60_000, 8) for number in range(5000)
    )
    return b"II*\0" + struct.pack("<IH", 8, 5000) + entries + b"\0" * 4


def nested_xmp() -> bytes:
    opened = '<rdf:Description><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">'
    count = 2000
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        + opened * count
        + "</dc:creator></rdf:Description>" * count
        + "</rdf:RDF>"
    ).encode()


def webp(width: int, height: int) -> bytes:
    """What says that it is so large."""
    content = bytearray(saved(Image.new("RGB", (16, 16)), "WEBP"))
    struct.pack_into("<HH", content, content.index(b"\x9d\x01\x2a") + 3, width, height)
    return bytes(content)


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "png-of-60-million": ("pixels", lambda: png(10_000, 6_000)),
    "png-of-one-line": ("pixels", lambda: png(2**31 - 1, 1, depth=1, colour=0)),
    "png-of-a-million-chunks": (
        "damaged",
        lambda: png(8, 8, chunk(b"tEXt", b"") * (checking.MAX_BYTES // 12 - 100)),
    ),
    "webp-of-250-million": ("pixels", lambda: webp(16_000, 16_000)),
    "webp-in-motion": (
        "frames",
        lambda: saved(
            Image.new("RGB", (900, 900)),
            "WEBP",
            save_all=True,
            append_images=[Image.new("RGB", (900, 900), (shade, 0, 0)) for shade in range(99)],
        ),
    ),
    "jpeg-of-many-scans": ("scans", lambda: many_scans(3000, 2000, 2000)),
    "jpeg-of-very-many-scans": ("damaged", lambda: many_scans(64, 64, 50_000)),
    "jpeg-in-passes-of-59-million": (
        "pixels",
        lambda: saved(Image.new("RGB", (9800, 6000)), "JPEG", progressive=True, subsampling=0),
    ),
    "jpeg-of-five-million-segments": ("damaged", lambda: segments(0xFE, b"", 5_000_000)),
    "jpeg-of-filling": ("damaged", lambda: b"\xff\xd8" + b"\xff" * (checking.MAX_BYTES - 2)),
    "jpeg-without-an-end": (
        "damaged",
        lambda: saved(Image.new("RGB", (8, 8)), "JPEG")[:-2] + b"\xff" * 19_000_000,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_file_that_is_too_much_is_refused_soon(name: str, tmp_path: Path) -> None:
    expected, make = REFUSED[name]
    content = make()
    assert len(content) <= checking.MAX_BYTES

    ran = run(content, tmp_path)

    assert ran.code == expected
    assert ran.seconds <= BUSY * SECONDS
    assert ran.megabytes <= MEGABYTES


TAKEN: dict[str, Callable[[], bytes]] = {
    "png-of-6-million": lambda: png(3000, 2000),
    "png-of-16-bits": lambda: png(3000, 2000, depth=16),
    "png-of-grey": lambda: png(3000, 2000, depth=16, colour=0),
    "png-of-grey-and-alpha": lambda: png(3000, 2000, colour=4),
    "png-of-a-photograph": lambda: saved(
        photograph("RGBA", 3000, 2000), "PNG", compress_level=1, icc_profile=profiles.of_screen()
    ),
    "webp-of-a-photograph": lambda: saved(
        photograph("RGBA", 3000, 2000), "WEBP", method=0, icc_profile=profiles.of_screen()
    ),
    "jpeg-of-a-photograph": lambda: saved(
        photograph("RGB", 7000, 4700), "JPEG", quality=85, icc_profile=profiles.of_screen()
    ),
    "jpeg-of-a-photograph-in-four-inks": lambda: saved(
        photograph("CMYK", 4000, 2500), "JPEG", icc_profile=profiles.of_inks((140, 91, 78))
    ),
    "jpeg-of-a-photograph-in-grey": lambda: saved(
        photograph("L", 7000, 4700), "JPEG", icc_profile=profiles.of_grey(1.8)
    ),
    "png-with-a-profile-that-unpacks-far": lambda: png(
        8, 8, chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(10**8), 9))
    ),
    "jpeg-of-59-million": lambda: saved(Image.new("RGB", (9800, 6000)), "JPEG"),
    "jpeg-of-59-million-turned": lambda: saved(
        Image.new("RGB", (9800, 6000)),
        "JPEG",
        exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
    ),
    "jpeg-of-32-million": lambda: saved(Image.new("RGB", (7000, 4700)), "JPEG"),
    "jpeg-in-passes": lambda: saved(
        Image.new("RGB", (5600, 3700)), "JPEG", progressive=True, subsampling=0
    ),
    "jpeg-in-four-inks": lambda: saved(Image.new("CMYK", (5600, 3700)), "JPEG"),
    "webp-of-6-million": lambda: saved(
        Image.new("RGBA", (3000, 2000), (9, 9, 9, 9)), "WEBP", lossless=True
    ),
    "exif-bomb": lambda: saved(Image.new("RGB", (8, 8)), "JPEG", exif=b"Exif\0\0" + exif_bomb()),
    "exif-bomb-of-png": lambda: png(8, 8, chunk(b"eXIf", exif_bomb())),
    "nested-xmp": lambda: png(8, 8, chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + nested_xmp())),
}


# The largest masters of each kind; what is smaller or empty has no more to render.
RENDERED = {"png-of-a-photograph", "jpeg-of-a-photograph", "jpeg-of-a-photograph-in-four-inks"}


@pytest.mark.parametrize("name", TAKEN)
def test_largest_file_that_is_taken_is_so_soon_and_fills_no_memory(
    name: str, tmp_path: Path
) -> None:
    content = TAKEN[name]()
    assert len(content) <= checking.MAX_BYTES

    ran = run(content, tmp_path, renders=name in RENDERED)

    assert ran.code == "taken"
    assert ran.seconds <= BUSY * SECONDS
    assert ran.of_work <= SECONDS_OF_WORK
    assert ran.megabytes <= MEGABYTES
