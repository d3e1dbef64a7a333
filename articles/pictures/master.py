"""What the agency keeps of an uploaded picture: its pixels, in an encoding of our own.

Where and with which camera it was taken, what was hidden in it or hung behind it: all of that
stays out. Who made it and what it shows is written back, for the law lets nobody take that off.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any, Final
from xml.sax.saxutils import escape

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from articles.pictures import checking, metadata
from articles.pictures.metadata import Metadata

JPEG_QUALITY: Final = 92

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

    JPEG stays JPEG, all else becomes PNG. Raises ValidationError, in words for who uploads it.
    """
    checked = checking.check(file)
    try:
        with Image.open(file, formats=tuple(checking.EXTENSIONS)) as opened:
            found = metadata.read(opened)
            image = ImageOps.exif_transpose(_in_srgb(opened))
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise ValidationError(
            _("The picture is damaged; it cannot be read to its end."), code="damaged"
        ) from error
    kind = "JPEG" if checked.format == "JPEG" else "PNG"
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


def _in_srgb(image: Image.Image) -> Image.Image:
    """RGB, or RGBA where something shows through, by the picture's own profile if it is sound."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    orientation = image.getexif().get(0x0112)
    profile = image.info.get("icc_profile")
    converted = image
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            converted = (
                ImageCms.profileToProfile(
                    image,
                    ImageCms.ImageCmsProfile(BytesIO(profile)),
                    ImageCms.createProfile("sRGB"),
                    outputMode=mode if image.mode in {"RGB", "RGBA"} else "RGB",
                )
                or image
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = image
    plain = converted.convert(mode)
    plain.info = {}
    if orientation in range(2, 9):
        plain.getexif()[0x0112] = orientation
    return plain


def _encode(image: Image.Image, kind: str, packet: bytes) -> bytes:
    content = BytesIO()
    options: dict[str, Any] = {"optimize": True}
    if kind == "JPEG":
        options |= {"quality": JPEG_QUALITY, "subsampling": "4:2:0", "progressive": True}
        options |= {"xmp": packet} if packet else {}
    image.save(content, kind, exif=b"", icc_profile=None, **options)
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
    pixel = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).tobytes()
    return f"#{pixel.hex()}"
