from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from articles.pictures import card

LONG = " ".join(["Pemerintah Desa Membuka Kembali Perpustakaan"] * 9)


def content(headline: str, direction: str = "ltr", section: str = "Nasional") -> dict[str, Any]:
    edition = {"code": "ar" if direction == "rtl" else "id", "agency": "MINA"}
    return {
        "edition": {**edition, "direction": direction},
        "section": {"name": section},
        "headline": headline,
    }


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Where the card is written on, below its rule."""
    ground = Image.new("RGB", image.size, card.PAPER)
    box = ImageChops.difference(image, ground).crop((0, 20, *card.SIZE)).getbbox()
    assert box
    return box


@pytest.mark.parametrize(
    "headline", ["Panen", LONG, "Sebuahkatayangtidakadahabisnya" * 3, "Nabi ﷺ"]
)
def test_headline_of_any_length_stays_on_the_card(headline: str) -> None:
    image = card.draw(content(headline))

    left, top, _, bottom = ink(image)
    assert image.size == (1200, 630)
    assert left >= card.MARGIN - 5
    assert top > 0
    assert bottom < card.SIZE[1] - 20 - 20


def test_longer_headline_is_set_smaller() -> None:
    small, large = (card.Face("newsreader", size, weight=700) for size in (40, 76))

    assert small.width("Palestina") < large.width("Palestina")
    assert card.draw(content(LONG)) != card.draw(content("Panen"))


def test_arabic_card_begins_on_the_right() -> None:
    _, _, right, _ = ink(card.draw(content("موسم القطاف", "rtl", "فلسطين")))
    left, _, _, _ = ink(card.draw(content("Panen")))

    assert abs((card.SIZE[0] - right) - left) < 12


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("(مينا)", ["(", "مينا", ")"]),
        ("ﷺ", ["ﷺ"]),
        ("MINA", ["MINA"]),
        ("التلال:", ["التلال", ":"]),
        ("Qurʾān", ["Qur’", "ā", "n"]),
        ("São", ["S", "ã", "o"]),
    ],
)
def test_word_is_cut_where_another_font_begins(word: str, pieces: list[str]) -> None:
    assert [piece for piece, _ in card.Face("newsreader", 40, weight=700).runs(word)] == pieces


@pytest.mark.parametrize("sign", "aéÉ–’ãú€™āşİḥṣ")
def test_every_letter_of_a_headline_is_in_a_font(sign: str) -> None:
    ((drawn, font),) = card.Face("newsreader", 40, weight=700).runs(sign)

    # A private sign, which no font has, is drawn as a font draws what it hasn't.
    missing = font.getmask("\ue000")
    assert bytes(font.getmask(drawn)) != bytes(missing)


@pytest.mark.parametrize(
    ("headline", "same"),
    [
        ("Jalan Tol Ja\u00adgorawi", "Jalan Tol Jagorawi"),
        ("\ufeffPa\u200bnen", "Panen"),
        ("🇵🇸 Panen 🌾", "Panen"),
        ("\u202ePanen", "Panen"),
        ("\u200b\u00ad", ""),
    ],
)
def test_sign_that_nobody_sees_changes_no_card(headline: str, same: str) -> None:
    assert card.draw(content(headline)) == card.draw(content(same))


def test_word_wider_than_the_card_is_parted() -> None:
    _, _, right, _ = ink(card.draw(content("k" * 250)))

    assert right <= card.SIZE[0] - card.MARGIN + 5


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=250), st.sampled_from(["ltr", "rtl"]))
@example("漢字", "ltr")
@example("\x00\ud800", "rtl")
@example("ّ" * 250, "rtl")
def test_card_is_drawn_whatever_the_headline(headline: str, direction: str) -> None:
    assert card.draw(content(headline, direction)).size == card.SIZE
