"""What a picture's file says of itself: caption, credit, keywords, by XMP, IPTC or EXIF.

The standards are IPTC Photo Metadata and Exif. Nothing of it is trusted: what can't be read is
empty, and what is read is plain text of a length that the newsroom keeps.
"""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

from PIL import ExifTags, Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from articles.text import signs

CAPTION: Final = 2000
ALTERNATIVE: Final = 250
PHOTOGRAPHER: Final = 120
AGENCY: Final = 60
KEYWORDS: Final = 500
# No packet of a camera or an agency comes near it.
LONGEST_XMP: Final = 256 * 1024

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# IPTC's words for what a machine made (NewsCodes digitalsourcetype).
_MADE_BY_AI = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a picture; "" and () for what isn't said."""

    caption: str = ""
    alternative: str = ""
    photographer: str = ""
    agency: str = ""
    keywords: tuple[str, ...] = ()
    is_ai: bool = False


def read(image: ImageFile) -> Metadata:
    """The metadata of an opened picture: XMP before IPTC before EXIF. Never raises."""
    found = [_xmp(image), _iptc(image), _exif(image)]

    def first(field: str, most: int) -> str:
        return next((text for each in found if (text := _plain(getattr(each, field), most))), "")

    keywords = next((each.keywords for each in found if each.keywords), ())
    return Metadata(
        caption=first("caption", CAPTION),
        alternative=first("alternative", ALTERNATIVE),
        photographer=first("photographer", PHOTOGRAPHER),
        agency=first("agency", AGENCY),
        keywords=_kept_keywords(keywords),
        is_ai=any(each.is_ai for each in found),
    )


def _plain(text: str, most: int = KEYWORDS) -> str:
    """On one line, without doubled blanks, which no caption needs, and as outputs carry it."""
    return signs.printable(" ".join(signs.one_line(text).split())[:most])


def _kept_keywords(keywords: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    length = 0
    for keyword in dict.fromkeys(map(_plain, keywords)):
        # Commas part them where they are kept.
        word = keyword.replace(",", " ").strip()
        length += len(word) + 2
        if word and length <= KEYWORDS:
            kept.append(word)
    return tuple(kept)


def _xmp(image: Image.Image) -> Metadata:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if isinstance(packet, str):
        packet = packet.encode(errors="replace")
    root = _parsed(packet) if len(packet) <= LONGEST_XMP else None
    if root is None:
        return Metadata()
    nodes = root.findall(f".//{_RDF}Description")

    def texts(name: str) -> list[str]:
        """The values of a property: an attribute, an element, or the items of a list."""
        values: list[str] = []
        for node in nodes:
            values += [node.get(name, "")]
            for element in node.findall(name):
                items = element.findall(f".//{_RDF}li")
                # The text for any language stands before those for one.
                items.sort(key=lambda item: item.get(_LANG) != "x-default")
                values += [item.text or "" for item in items] or [element.text or ""]
        return [value for value in values if value.strip()]

    def one(name: str) -> str:
        return next(iter(texts(name)), "")

    return Metadata(
        caption=one(f"{_DC}description"),
        alternative=one(f"{_CORE}AltTextAccessibility"),
        photographer=", ".join(texts(f"{_DC}creator")),
        agency=one(f"{_PHOTOSHOP}Credit"),
        keywords=tuple(texts(f"{_DC}subject")),
        is_ai=one(f"{_EXT}DigitalSourceType").rpartition("/")[2] in _MADE_BY_AI,
    )


class _DeclaredError(Exception):
    """The packet declares a document type or entities, as no XMP does."""


def _parsed(packet: bytes) -> ElementTree.Element | None:
    """The packet as a tree. Declarations, by which XML is made to explode, are not read."""
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def refuse(*declared: object) -> None:
        raise _DeclaredError

    def name(expanded: str) -> str:
        return f"{{{expanded}" if "}" in expanded else expanded

    def start(tag: str, attributes: dict[str, str]) -> None:
        builder.start(name(tag), {name(key): value for key, value in attributes.items()})

    handlers: dict[str, Callable[..., object]] = {
        "StartDoctypeDeclHandler": refuse,
        "EntityDeclHandler": refuse,
        "StartElementHandler": start,
        "EndElementHandler": lambda tag: builder.end(name(tag)),
        "CharacterDataHandler": builder.data,
    }
    for event, handler in handlers.items():
        setattr(parser, event, handler)
    try:
        parser.Parse(packet.strip(b"\0 \r\n\t"), True)
        return builder.close()
    except (expat.ExpatError, _DeclaredError, AssertionError, ValueError):
        return None


def _iptc(image: ImageFile) -> Metadata:
    found: dict[tuple[int, int], bytes | list[bytes]] = {}
    with contextlib.suppress(Exception):
        # Pillow's reader raises what it will on a damaged record.
        found = IptcImagePlugin.getiptcinfo(image) or {}
    is_utf8 = _first(found.get((1, 90))) == b"\x1b%G"

    def text(value: bytes) -> str:
        try:
            return value.decode()
        except UnicodeDecodeError:
            return value.decode("utf-8" if is_utf8 else "latin-1", errors="replace")

    def one(dataset: int) -> str:
        return text(_first(found.get((2, dataset))))

    keywords = found.get((2, 25)) or []
    return Metadata(
        caption=one(120),
        photographer=one(80),
        agency=one(110),
        keywords=tuple(map(text, keywords if isinstance(keywords, list) else [keywords])),
    )


def _first(value: bytes | list[bytes] | None) -> bytes:
    if isinstance(value, list):
        return next(iter(value), b"")
    return value or b""


def _exif(image: Image.Image) -> Metadata:
    found: Image.Exif | dict[int, object] = {}
    with contextlib.suppress(Exception):
        # So does this one.
        found = image.getexif()

    artist = found.get(ExifTags.Base.Artist)
    # Not its description: cameras fill that with their own names.
    return Metadata(photographer=artist if isinstance(artist, str) else "")
