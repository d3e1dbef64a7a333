"""What a picture's file says of itself: caption, credit, keywords, by XMP, IPTC or EXIF.

The standards are IPTC Photo Metadata and Exif. Nothing of it is trusted: what can't be read is
empty, and what is read is plain text of a length that the newsroom keeps.
"""

import codecs
import contextlib
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree import ElementTree

from defusedxml.ElementTree import XMLParser
from PIL import ExifTags

from articles.pictures.container import LONGEST_METADATA, Parts
from articles.text import signs

CAPTION: Final = 2000
ALTERNATIVE: Final = 250
PHOTOGRAPHER: Final = 120
AGENCY: Final = 60
KEYWORDS: Final = 500
LICENCE: Final = 120
# Far deeper than any packet nests.
DEEPEST: Final = 32
# How many octets IPTC-IIM lets the values have that are read here: what is as long was cut there.
MOST_OCTETS: Final = {25: 64, 80: 32, 110: 32, 120: 2000}

_UTF8: Final = b"\x1b%G"
_ASCII, _SHORT = 2, 3

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# IPTC's words for what a machine made (NewsCodes digitalsourcetype).
_MADE_BY_AI = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a picture; "", () and None for what isn't said."""

    caption: str = ""
    alternative: str = ""
    photographer: str = ""
    agency: str = ""
    licence: str = ""
    usable_until: date | None = None
    keywords: tuple[str, ...] = ()
    is_ai: bool = False


def read(parts: Parts) -> Metadata:
    """The metadata of a picture: XMP before IPTC before EXIF. Never raises."""
    found = [_xmp(parts.xmp), _iptc(parts.iptc), _exif(parts.exif)]

    def first(field: str, most: int) -> str:
        return next((text for each in found if (text := _plain(getattr(each, field), most))), "")

    keywords = next((each.keywords for each in found if each.keywords), ())
    return Metadata(
        caption=first("caption", CAPTION),
        alternative=first("alternative", ALTERNATIVE),
        photographer=first("photographer", PHOTOGRAPHER),
        agency=first("agency", AGENCY),
        licence=first("licence", LICENCE),
        usable_until=next((each.usable_until for each in found if each.usable_until), None),
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


def _xmp(packet: bytes) -> Metadata:
    root = _parsed(packet) if len(packet) <= LONGEST_METADATA else None
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
        licence=one(f"{_RIGHTS}UsageTerms"),
        usable_until=_day(one(f"{_PLUS}LicenseEndDate")),
        keywords=tuple(texts(f"{_DC}subject")),
        is_ai=one(f"{_EXT}DigitalSourceType").rpartition("/")[2] in _MADE_BY_AI,
    )


def _day(written: str) -> date | None:
    """The day of a date and time in ISO's form."""
    with contextlib.suppress(ValueError):
        return date.fromisoformat(written.strip()[:10])
    return None


class _TooDeepError(ValueError):
    pass


class _ShallowTree(ElementTree.TreeBuilder):
    """Refuses what nests deeper than any packet does."""

    _depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _TooDeepError
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def _parsed(packet: bytes) -> ElementTree.Element | None:
    """The packet as a tree. Declarations, by which XML is made to explode, are not read."""
    parser = XMLParser(target=_ShallowTree(), forbid_dtd=True)
    try:
        parser.feed(packet.strip(b"\0 \r\n\t"))
        root: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, LookupError, ValueError):
        # defusedxml's refusals are ValueErrors; an encoding of no such name is a LookupError.
        return None
    return root


def _iptc(record: bytes) -> Metadata:
    found: dict[tuple[int, int], list[bytes]] = {}
    for number, value in _datasets(_resource(record[:LONGEST_METADATA])):
        found.setdefault(number, []).append(value)
    is_utf8 = _UTF8 in found.get((1, 90), [])

    def all_of(dataset: int) -> list[str]:
        most = MOST_OCTETS[dataset]
        values = found.get((2, dataset), [])
        return [_decoded(value, is_utf8=is_utf8, is_cut=len(value) >= most) for value in values]

    def one(dataset: int) -> str:
        return next(iter(all_of(dataset)), "")

    return Metadata(
        caption=one(120),
        photographer=", ".join(all_of(80)),
        agency=one(110),
        keywords=tuple(all_of(25)),
    )


def _resource(record: bytes) -> bytes:
    """The IPTC data of Photoshop's image resources (0x0404), or the record if it is that itself."""
    at = 0
    while record[at : at + 4] == b"8BIM" and at + 12 <= len(record):
        kind = int.from_bytes(record[at + 4 : at + 6])
        # A name of a length that is even with its own byte, then the data, even too.
        at += 6 + (record[at + 6] + 2) // 2 * 2
        length = int.from_bytes(record[at : at + 4])
        at += 4
        if kind == 0x0404:
            return record[at : at + length]
        at += length + length % 2
    return record if record[:1] == b"\x1c" else b""


def _datasets(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """The datasets of IPTC-IIM 4.2, 1.6: a mark, record, number, length, and that many octets."""
    at = 0
    while data[at : at + 1] == b"\x1c" and at + 5 <= len(data):
        length = int.from_bytes(data[at + 3 : at + 5])
        begin = at + 5
        if length & 0x8000:
            # The length has a length of its own.
            begin += length & 0x7FFF
            length = int.from_bytes(data[at + 5 : min(begin, at + 13)])
        yield (data[at + 1], data[at + 2]), data[begin : begin + length]
        at = begin + length


def _decoded(value: bytes, *, is_utf8: bool = False, is_cut: bool = False) -> str:
    """The text of a value in UTF-8, whatever it is said to be in, or else in Windows-1252.

    A sign that the end of the value cuts in two is dropped, where it can be but UTF-8.
    """
    with contextlib.suppress(UnicodeDecodeError):
        text = codecs.getincrementaldecoder("utf-8")().decode(value)
        if len(text.encode()) == len(value) or is_utf8 or is_cut or not text.isascii():
            return text
    return value.decode("cp1252", errors="replace")


def _exif(data: bytes) -> Metadata:
    kind, artist = _entries(data).get(ExifTags.Base.Artist, (0, b""))
    # Not its description: cameras fill that with their own names.
    return Metadata(photographer=_decoded(artist.split(b"\0")[0]) if kind == _ASCII else "")


def orientation(exif: bytes) -> int:
    """How the picture is to be turned, as Exif counts it; 1 for not at all."""
    kind, value = _entries(exif).get(ExifTags.Base.Orientation, (0, b""))
    order = "little" if exif[:2] == b"II" else "big"
    return int.from_bytes(value[:2], order) if kind == _SHORT else 1  # type: ignore[arg-type]  # one of the two


def _entries(exif: bytes) -> dict[int, tuple[int, bytes]]:
    """The texts and short numbers of the first directory, by tag (TIFF 6.0, section 2)."""
    found: dict[int, tuple[int, bytes]] = {}
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return found
    with contextlib.suppress(struct.error):
        at = struct.unpack_from(f"{order}I", exif, 4)[0]
        for number in range(struct.unpack_from(f"{order}H", exif, at)[0]):
            entry = at + 2 + 12 * number
            tag, kind, count = struct.unpack_from(f"{order}HHI", exif, entry)
            size = count * {_ASCII: 1, _SHORT: 2}.get(kind, 0)
            if tag in (ExifTags.Base.Artist, ExifTags.Base.Orientation) and size:
                begin = entry + 8
                if size > 4:
                    begin = struct.unpack_from(f"{order}I", exif, begin)[0]
                found[tag] = kind, exif[begin : begin + min(size, PHOTOGRAPHER * 4)]
    return found
