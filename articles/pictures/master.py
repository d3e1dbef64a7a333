"""What the agency keeps of an uploaded picture: its pixels, in an encoding of our own.

Where and with which camera it was taken, what was hidden in it or hung behind it: all of that
stays out. Who made it and what it shows is written back, for the law lets nobody take that off.
"""

import contextlib
import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, Final
from xml.sax.saxutils import escape

from PIL import Image, ImageCms

from articles.pictures import checking, metadata
from articles.pictures.checking import MOST_MEMORY
from articles.pictures.container import LONGEST_PROFILE, Parts
from articles.pictures.metadata import Metadata

JPEG_QUALITY: Final = 92
# Only runs are packed. A photograph gets no larger by it, and is written in a fifth of the time.
PNG_PACKING: Final = {"compress_level": 1, "compress_type": 3}
MOST_BY_TABLE: Final = 10_000_000
"""Pixels that are looked up in a profile's table, as of inks, and not reckoned by its curves."""
# Of a profile: its head and the names of its tags, which are a dozen or two.
_INDEX: Final = 128 + 4 + 12 * 100
# What Exif's orientation asks for (Exif 2.32, 4.6.4).
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_XMP: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{}'
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)


@dataclass(frozen=True, slots=True)
class Master:
    """A picture as it is kept: bytes, the name told by them, pixels, and what the upload said."""

    content: bytes
    name: str
    checksum: str
    width: int
    height: int
    colour: str
    metadata: Metadata


def make(file: IO[bytes]) -> Master:
    """The master of an upload, upright and in sRGB; the same upload gives the same bytes.

    JPEG stays JPEG, all else becomes PNG. A JPEG of more pixels than ``MOST_MEMORY`` holds, or
    than ``MOST_BY_TABLE``, is halved until it has fewer. Raises ValidationError, in words for who
    uploads it.
    """
    parts = checking.read(file)
    found = metadata.read(parts)
    try:
        image = _decode(parts, turn=metadata.orientation(parts.exif))
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise checking.damaged() from error
    kind = "JPEG" if parts.format == "JPEG" else "PNG"
    content = _encode(image, kind, _packet(found))
    checksum = hashlib.sha256(content).hexdigest()
    width, height = image.size
    return Master(
        content=content,
        name=f"{checksum[:20]}.{checking.EXTENSIONS[kind]}",
        checksum=checksum,
        width=width,
        height=height,
        colour=_colour(image),
        metadata=found,
    )


def _decode(parts: Parts, *, turn: int) -> Image.Image:
    """The pixels, upright and in sRGB."""
    with Image.open(BytesIO(parts.pixels), formats=(parts.format,)) as image:
        if image.size != (parts.width, parts.height):
            raise SyntaxError("a part of it tells another size")
        is_copied = turn in _TURNS or image.mode != "RGB"
        smaller = 1
        while smaller < 8 and _is_too_much(parts, smaller, is_copied=is_copied):
            smaller *= 2
        if smaller > 1:
            image.draft(None, (max(1, parts.width // smaller), max(1, parts.height // smaller)))
        image.load()
        converted = _in_srgb(image, parts.profile)
    if method := _TURNS.get(turn):
        converted = converted.transpose(method)
    converted.info = {}
    return converted


def _is_too_much(parts: Parts, smaller: int, *, is_copied: bool) -> bool:
    """Of memory (a decoder's own buffers of all pixels, once or twice the result) or of time."""
    pixels = parts.width * parts.height
    kept = pixels / smaller**2
    is_by_table = b"A2B0" in parts.profile[:_INDEX]
    memory = pixels * parts.buffered + 4 * (1 + is_copied) * kept
    return memory > MOST_MEMORY or (is_by_table and kept > MOST_BY_TABLE)


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """RGB, or RGBA where something shows through, by the picture's own profile if it is sound."""
    mode = "RGBA" if image.has_transparency_data and not image.mode.startswith("I") else "RGB"
    if image.mode.startswith("I"):
        # Sixteen bits of grey, of which the upper eight are what is seen.
        image = Image.frombytes("L", image.size, image.tobytes()[1::2])
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode == "P":
        image = image.convert(mode)
    elif mode == "RGBA":
        image = image.convert("LA" if image.mode in ("L", "LA") else mode)
    if profile and len(profile) <= LONGEST_PROFILE:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            image = _by_profile(image, profile)
    return image if image.mode == mode else image.convert(mode)


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    own, ours = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
    if image.mode in ("RGB", "RGBA"):
        ImageCms.profileToProfile(image, own, ours, inPlace=True)
        return image
    # A profile of greys or of inks knows nothing of what shows through.
    seen = image.getchannel("L") if image.mode == "LA" else image
    converted = ImageCms.profileToProfile(seen, own, ours, outputMode="RGB") or seen
    if image.mode == "LA":
        converted.putalpha(image.getchannel("A"))
    return converted


def _encode(image: Image.Image, kind: str, packet: bytes) -> bytes:
    content = BytesIO()
    # Neither in passes nor with tables of its own: both would hold all of the picture once more,
    # here and in whoever reads it. Readers get renditions.
    options: dict[str, Any] = {**PNG_PACKING}
    if kind == "JPEG":
        options = {"quality": JPEG_QUALITY, "subsampling": "4:2:0"}
        options |= {"xmp": packet} if packet else {}
    image.save(content, kind, **options)
    return content.getvalue()


def _packet(found: Metadata) -> bytes:
    parts = ""
    if found.photographer:
        parts += f"<dc:creator><rdf:Seq><rdf:li>{escape(found.photographer)}</rdf:li></rdf:Seq>"
        parts += "</dc:creator>"
    if found.caption:
        parts += f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(found.caption)}'
        parts += "</rdf:li></rdf:Alt></dc:description>"
    if found.agency:
        parts += f"<photoshop:Credit>{escape(found.agency)}</photoshop:Credit>"
    return _XMP.format(parts).encode() if parts else b""


def _colour(image: Image.Image) -> str:
    """The mean of all pixels, what stands in their place until they are there."""
    plain = image if image.mode == "RGB" else image.convert("RGB")
    pixel = plain.resize((1, 1), Image.Resampling.BOX).tobytes()
    return f"#{pixel.hex()}"
