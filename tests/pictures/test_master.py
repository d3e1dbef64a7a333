"""What is kept of an upload: its pixels and its credit, nothing else it carried."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from articles.pictures import master, metadata
from articles.pictures.metadata import Metadata
from tests.admin.samples import described_jpeg, picture_bytes

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
        keywords=("padi", "sawah"),
        is_ai=True,
    )


def test_place_camera_and_remarks_stay_out_and_credit_stays_in() -> None:
    made = master.make(BytesIO(described_jpeg()))

    with Image.open(BytesIO(made.content)) as kept:
        assert dict(kept.getexif()) == {}
        assert "comment" not in kept.info
        read = metadata.read(kept)
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


def test_entities_of_a_packet_are_not_read() -> None:
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG", xmp=BOMB)

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
