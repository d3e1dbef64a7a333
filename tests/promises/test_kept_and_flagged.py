"""Promise 6: text that can't be parsed is kept byte for byte and flagged, never “fixed”."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions import filing, importing, reviewing
from articles.models import Dispatch, Edition, Story
from articles.text import raw_copy
from tests.factories import make_desk, make_user

pytestmark = pytest.mark.django_db

ODD_COPY = (
    "Ambon, (MINA) –  Dua  spasi `kutip` tetap.\r\n"
    "Jakarta, 39 Jumadil Awwal 1437/ 14 Agustus 2016 (MINA) – Titimangsa kedua. (L/M09)\r\n"
    "Paragraf penutup. []\r\n"
    "Mi'raj News Agency (MINA)\r\n"
    "Baris sesudahnya  \r\n"
)


def test_odd_copy_comes_back_to_the_byte_and_says_what_is_odd() -> None:
    make_desk()

    story = importing.import_copy(
        source=ODD_COPY, by=make_user("editor"), edition=Edition.objects.get(pk="id")
    ).story

    stored = Story.objects.get(pk=story.pk)
    assert importing.export(stored) == ODD_COPY
    assert [(finding["line"], finding["text"]) for finding in stored.findings] == [
        (2, "(L/M09)"),
        (2, "Jakarta, 39 Jumadil Awwal 1437/ 14 Agustus 2016 (MINA) –"),
        (3, "[]"),
        (5, "Baris sesudahnya"),
    ]


def test_odd_copy_prints_what_it_printed() -> None:
    make_desk()
    editor = make_user("editor")
    story = importing.import_copy(
        source=ODD_COPY, by=editor, edition=Edition.objects.get(pk="id")
    ).story
    filing.submit(story=story, by=editor)

    reviewing.approve(story=story, by=editor)

    content = Dispatch.objects.get().data
    assert (content["dateline"], content["code"], content["sign_off"]) == (
        "Ambon, (MINA) –",
        "[]",
        "Mi'raj News Agency (MINA)",
    )
    assert content["body"][0]["html"] == "Dua  spasi `kutip` tetap."


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_words_after_the_sign_off_are_kept(words: str) -> None:
    source = f"Jakarta, MINA – Isi. (T/RI-1/P2)\nMi’raj News Agency (MINA)\n{words}"

    copy = raw_copy.parse(source)

    assert copy.text == source
    assert copy.paragraphs == ("Isi.",)
