"""Which renditions a picture has and how they are called: read off its frozen data alone.

A picture's data is what a Dispatch holds of it (record.picture_data). Nothing here looks at a
file: the names are known before the worker made the files, and for as long as a Dispatch lives.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

type PictureData = Mapping[str, Any]

RECIPE: Final = 1
"""Raised when the same picture would come out otherwise, so that it gets other names."""

WIDEST_OUT: Final = 1280
FORMATS: Final = ("avif", "webp", "jpg")

NAME = re.compile(r"r/(?P<token>[0-9a-f]{20})/\d+-[a-z]+(?:-\d+-\d+)?-\d+\.(?:avif|webp|jpg)")


@dataclass(frozen=True, slots=True)
class Crop:
    """A shape that the layout shows pictures in, as width / height; None for the whole picture."""

    ratio: float | None
    widths: tuple[int, ...]
    formats: tuple[str, ...] = FORMATS


CROPS: Final = {
    "full": Crop(None, (480, 720, 1000, 1280, 1600)),
    "lead": Crop(16 / 9, (480, 720, 1000, 1280, 1600)),
    "wide": Crop(3 / 2, (160, 240, 320, 480, 720, 960)),
    "face": Crop(1, (96, 192)),
    "share": Crop(1200 / 630, (1200,), formats=("jpg",)),
}


@dataclass(frozen=True, slots=True)
class Rendition:
    """A file that is or will be: its name in the storage, its format and pixels."""

    name: str
    format: str
    width: int
    height: int


def has_renditions(picture: PictureData) -> bool:
    """Whether it was frozen since there are renditions; an older one has its file alone."""
    return "recipe" in picture


def token(picture: PictureData) -> str:
    """What its files are named by: made by chance, or of an older one by what it shows."""
    named: str = picture.get("token") or picture["checksum"][:20]
    return named


def renditions(picture: PictureData, crop: str, file_format: str) -> list[Rendition]:
    """The renditions of one crop in one format, narrowest first; none wider than it."""
    shape = CROPS[crop]
    whole = (picture["width"], picture["height"])
    ratio = shape.ratio or whole[0] / whole[1]
    widest = max(1, min(whole[0], round(whole[1] * ratio)))
    widths = sorted({min(width, widest) for width in shape.widths})
    focal = "" if shape.ratio is None else "-{}-{}".format(*picture["focal"])
    stem = f"r/{token(picture)}/{picture['recipe']}-{crop}{focal}"
    return [
        Rendition(f"{stem}-{width}.{file_format}", file_format, width, max(1, round(width / ratio)))
        for width in widths
    ]


def every(picture: PictureData) -> list[tuple[Crop, Rendition]]:
    """All renditions of a picture, each with its crop."""
    return [
        (shape, rendition)
        for name, shape in CROPS.items()
        for file_format in shape.formats
        for rendition in renditions(picture, name, file_format)
    ]


def for_others(picture: PictureData, crop: str) -> Rendition:
    """What other sites show: the widest JPEG to 1,280 pixels; of an older picture, its file."""
    if has_renditions(picture):
        narrow = [jpeg for jpeg in renditions(picture, crop, "jpg") if jpeg.width <= WIDEST_OUT]
        return narrow[-1]
    name: str = picture["file"]
    return Rendition(name, name.rpartition(".")[2], picture["width"], picture["height"])
