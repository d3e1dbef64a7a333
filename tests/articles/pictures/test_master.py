"""What is kept of an upload: its pixels and its credit, nothing else it carried."""

import struct
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from articles.pictures import checking, master, metadata
from articles.pictures.metadata import Metadata
from tests.articles.pictures import profiles
from tests.editorial.samples import described_jpeg, picture_bytes

BOMB = b"""<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>&b;</dc:creator></rdf:Description>
</rdf:RDF></x:xmpmeta>"""


def test_file_tells_its_caption_credit_keywords_and_ai_mark() -> None:
    found = master.make(BytesIO(described_jpeg())).metadata

    assert found == Metadata(
        caption="Panen padi",
        photographer="Juru Foto",
        agency="Kantor Berita",
        licence="Hanya untuk berita",
        usable_until=date(2031, 5, 6),
        keywords=("padi", "sawah"),
        is_ai=True,
    )


def test_place_camera_and_remarks_stay_out_and_credit_stays_in() -> None:
    made = master.make(BytesIO(described_jpeg()))

    with Image.open(BytesIO(made.content)) as kept:
        assert dict(kept.getexif()) == {}
        assert "comment" not in kept.info
    read = metadata.read(checking.read(BytesIO(made.content)))
    assert (read.caption, read.photographer, read.agency) == (
        *("Panen padi", "Juru Foto", "Kantor Berita"),
    )
    assert b"rahasia" not in made.content.lower()


def test_picture_taken_sideways_stands_upright() -> None:
    made = master.make(BytesIO(described_jpeg()))

    assert (made.width, made.height) == (48, 64)
    with Image.open(BytesIO(made.content)) as kept:
        assert kept.size == (48, 64)


@pytest.mark.parametrize(("kind", "kept"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "png")])
def test_same_upload_gives_the_same_master(kind: str, kept: str) -> None:
    one, two = (master.make(BytesIO(picture_bytes(kind))) for _ in range(2))

    assert one == two
    assert one.name == f"{one.checksum[:20]}.{kept}"
    assert one.colour.startswith("#")


@pytest.mark.parametrize(
    "packet",
    [BOMB, b'<?xml version="1.0" encoding="none-such"?><x/>', b"<x>" * 9000],
    ids=["entities", "encoding", "nesting"],
)
def test_packet_that_no_picture_needs_is_not_read(packet: bytes) -> None:
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG", xmp=packet)

    assert master.make(file).metadata == Metadata()


@given(st.data())
def test_damaged_files_are_refused_in_words_or_kept_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(described_jpeg())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        made = master.make(BytesIO(bytes(content)))
    except ValidationError:
        return
    with Image.open(BytesIO(made.content)) as kept:
        assert kept.size == (made.width, made.height)
        kept.load()


def png_of(image: Image.Image, **options: Any) -> BytesIO:
    file = BytesIO()
    image.save(file, "PNG", **options)
    file.seek(0)
    return file


def jpeg_of(image: Image.Image, **options: Any) -> BytesIO:
    file = BytesIO()
    image.save(file, "JPEG", quality=95, **options)
    file.seek(0)
    return file


def kept_pixels(file: BytesIO, *places: tuple[int, int]) -> list[Any]:
    with Image.open(BytesIO(master.make(file).content)) as kept:
        return [kept.getpixel(place) for place in places]


def test_sixteen_bits_of_grey_are_a_ramp_from_black_to_white() -> None:
    values = [column * 257 for column in range(256)]
    ramp = Image.frombytes("I;16", (256, 1), struct.pack("<256H", *values))

    kept = kept_pixels(png_of(ramp), *((column, 0) for column in range(256)))

    assert kept == [(column,) * 3 for column in range(256)]


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (Image.new("1", (8, 8), 1), (255, 255, 255)),
        (Image.new("L", (8, 8), 100), (100, 100, 100)),
        (Image.new("LA", (8, 8), (100, 50)), (100, 100, 100, 50)),
        (Image.new("P", (8, 8), 0), (0, 0, 0)),
        (Image.new("RGBA", (8, 8), (1, 2, 3, 4)), (1, 2, 3, 4)),
    ],
    ids=["bits", "grey", "grey-and-alpha", "palette", "alpha"],
)
def test_png_of_every_kind_keeps_its_colours(image: Image.Image, expected: tuple[int, ...]) -> None:
    assert kept_pixels(png_of(image), (4, 4)) == [expected]


def test_palette_with_a_transparent_colour_stays_transparent() -> None:
    image = Image.new("P", (8, 8), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])

    assert kept_pixels(png_of(image, transparency=1), (4, 4)) == [(0, 0, 255, 0)]


def test_four_inks_as_adobe_writes_them_are_not_turned_round() -> None:
    # Pillow writes them as Adobe's programs do, inverted and marked.
    paper, ink = (Image.new("CMYK", (16, 16), inks) for inks in ((0, 0, 0, 0), (0, 255, 255, 0)))

    ((paper_at,), (ink_at,)) = (kept_pixels(jpeg_of(image), (8, 8)) for image in (paper, ink))

    assert min(paper_at) > 240
    assert ink_at[0] > 200 > 60 > max(ink_at[1:])


# As printers print it, in eight bits of Lab.
CYAN = (140, 91, 78)
INK = Image.new("CMYK", (8, 8), (255, 0, 0, 0))
GREY = Image.new("L", (8, 8), 100)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (png_of(GREY, icc_profile=profiles.of_grey(1.0)), (168, 168, 168)),
        (png_of(GREY, icc_profile=profiles.of_grey(2.2)), (100, 100, 100)),
        (
            png_of(Image.new("LA", (8, 8), (100, 50)), icc_profile=profiles.of_grey(1.0)),
            (168, 168, 168, 50),
        ),
        (png_of(GREY, icc_profile=profiles.of_grey(1.0), transparency=100), (168, 168, 168, 0)),
        (png_of(GREY, icc_profile=profiles.of_screen()), (100, 100, 100)),
        (
            png_of(Image.new("RGB", (8, 8), "#123"), icc_profile=profiles.of_grey(1.0)),
            (0x11, 0x22, 0x33),
        ),
        (jpeg_of(GREY, icc_profile=profiles.of_grey(1.0)), (168, 168, 168)),
        (jpeg_of(GREY, icc_profile=profiles.of_grey(1.8)), (119, 119, 119)),
        (jpeg_of(GREY, icc_profile=profiles.of_inks(CYAN)), (100, 100, 100)),
        (jpeg_of(INK, icc_profile=profiles.of_inks(CYAN)), (0, 151, 218)),
        (jpeg_of(INK, icc_profile=profiles.of_screen()), (0, 255, 255)),
        (
            png_of(Image.new("I;16", (8, 8), 100 * 257), icc_profile=profiles.of_grey(1.0)),
            (168, 168, 168),
        ),
    ],
)
def test_tones_are_those_of_its_profile_or_its_own_where_that_is_of_another_kind(
    file: BytesIO, expected: tuple[int, ...]
) -> None:
    (kept,) = kept_pixels(file, (4, 4))

    assert len(kept) == len(expected)
    assert max(abs(one - other) for one, other in zip(kept, expected, strict=True)) <= 2


@pytest.mark.parametrize(("profile", "width"), [(profiles.of_inks(CYAN), 2050), (b"", 4100)])
def test_large_picture_in_inks_by_a_table_is_halved(profile: bytes, width: int) -> None:
    inks = Image.new("CMYK", (4100, 2500))

    assert master.make(jpeg_of(inks, icc_profile=profile)).width == width


def iptc(*datasets: tuple[int, int, bytes]) -> BytesIO:
    """A JPEG that says these, as Photoshop writes them."""
    data = b"".join(
        bytes([0x1C, record, number]) + struct.pack(">H", len(value)) + value
        for record, number, value in datasets
    )
    body = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data
    jpeg = jpeg_of(Image.new("RGB", (8, 8))).getvalue()
    return BytesIO(jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + jpeg[2:])


UTF8 = (1, 90, b"\x1b%G")


@pytest.mark.parametrize(
    ("datasets", "caption"),
    [
        ([(2, 120, "“kita kuat” – pesan… Rabu.".encode("cp1252"))], "“kita kuat” – pesan… Rabu."),
        ([(2, 120, "Pasar Café".encode("cp1252"))], "Pasar Café"),
        ([(2, 120, "Pasar Café".encode())], "Pasar Café"),
        ([UTF8, (2, 120, "Pasar Café".encode()[:-1])], "Pasar Caf"),
        ([(2, 120, "Jembatan “tua”".encode()[:-1])], "Jembatan “tua"),
        ([(2, 120, b"a" * 1999 + "é".encode()[:1])], "a" * 1999),
        ([UTF8, (2, 120, "Pasar Café baru".encode("cp1252"))], "Pasar Café baru"),
        ([(2, 120, b"\x81\x8d baru")], "\ufffd\ufffd baru"),
    ],
    ids=["cp1252", "cp1252-end", "utf8", "cut", "cut-not-said", "cut-at-limit", "wrong", "none"],
)
def test_caption_is_read_in_the_letters_it_was_written_in(
    datasets: list[tuple[int, int, bytes]], caption: str
) -> None:
    assert master.make(iptc(*datasets)).metadata.caption == caption


def test_two_bylines_are_both_named() -> None:
    found = master.make(iptc((2, 80, b"Budi Contoh"), (2, 80, b"Sari Contoh"))).metadata

    assert found.photographer == "Budi Contoh, Sari Contoh"


WORDS = ("javascript: void", "<script>", "<?php", "<html>", "%PDF-1.4", "#!/bin/sh", "<svg >")


@pytest.mark.parametrize("words", WORDS)
def test_caption_about_code_is_words(words: str) -> None:
    caption = f"Tangkapan layar {words} di situs contoh"

    in_iptc = master.make(iptc((2, 120, caption.encode()))).metadata.caption
    remark = jpeg_of(Image.new("RGB", (8, 8)), comment=caption.encode())

    assert in_iptc == caption
    assert master.make(remark).width == 8


@pytest.mark.parametrize("code", [b"<script>alert(1)</script>", b" <?php phpinfo();", b"%PDF-1.7"])
def test_remark_that_is_code_is_refused(code: bytes) -> None:
    with pytest.raises(ValidationError) as refusal:
        master.make(jpeg_of(Image.new("RGB", (8, 8)), comment=code))

    assert refusal.value.code == "polyglot"
