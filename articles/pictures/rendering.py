"""Making the files of a picture's renditions."""

from io import BytesIO
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from PIL import Image, ImageOps

from articles.pictures import recipe
from articles.pictures.recipe import Crop, PictureData, Rendition

# Larger ones are what people save and print: they carry their credit with them.
CREDITED_FROM: Final = 720
# Twice the widest rendition, and the height of its widest crop: a JPEG is decoded no larger.
ENOUGH: Final = (3200, 1800)
_OPTIONS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "avif": ("AVIF", {"quality": 55, "speed": 8, "max_threads": 1}),
    "webp": ("WEBP", {"quality": 74, "method": 4}),
    "jpg": ("JPEG", {"quality": 78, "progressive": True, "optimize": True}),
}


def render(picture: PictureData, *, again: bool = False, storage: Storage | None = None) -> int:
    """Make what is missing of a picture's renditions, all of them with ``again``; how many.

    Raises OSError where the picture's file is gone or can't be read to its end.
    """
    storage = storage or default_storage
    wanted = [
        (crop, rendition)
        for crop, rendition in recipe.every(picture)
        if again or not storage.exists(rendition.name)
    ]
    if not wanted:
        return 0
    with storage.open(picture["file"]) as file, Image.open(file) as opened:
        xmp = opened.info.get("xmp")
        opened.draft(None, ENOUGH)
        ImageOps.exif_transpose(opened, in_place=True)
        image = _opaque(opened)
    for crop, rendition in wanted:
        content = _encode(_crop(image, crop, rendition, picture), rendition, xmp)
        # What stands there may be half a file, of a worker that was killed.
        storage.delete(rendition.name)
        storage.save(rendition.name, ContentFile(content))
    return len(wanted)


def _opaque(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    image.load()
    return image if image.mode == "RGB" else image.convert("RGB")


def _crop(
    image: Image.Image, crop: Crop, rendition: Rendition, picture: PictureData
) -> Image.Image:
    """The part of the shape that keeps the focal point where CSS's object-position would."""
    width, height = image.size
    box = (0.0, 0.0, float(width), float(height))
    if crop.ratio is not None:
        kept_width = min(width, height * crop.ratio)
        kept_height = kept_width / crop.ratio
        x, y = (share / 100 for share in picture["focal"])
        left, top = (width - kept_width) * x, (height - kept_height) * y
        box = (left, top, left + kept_width, top + kept_height)
    size = (rendition.width, rendition.height)
    return image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3)


def _encode(image: Image.Image, rendition: Rendition, xmp: bytes | None) -> bytes:
    name, options = _OPTIONS[rendition.format]
    if xmp and name == "JPEG" and rendition.width >= CREDITED_FROM:
        options = {**options, "xmp": xmp}
    content = BytesIO()
    image.save(content, name, **options)
    return content.getvalue()
