"""Folding text for search, and showing hits in the text as printed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.folding import ELLIPSIS, excerpt, fold, folded, highlight, near

START, STOP = "\x02", "\x03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Jakarta 2021", "Jakarta 2021"),
        ("Mi’raj Mi'raj Mi`raj Mi‘raj Miraj", "Miraj Miraj Miraj Miraj Miraj"),
        ("Dzulqaʿdah Qurʾan", "Dzulqadah Quran"),
        ("rock 'n' roll ’86", "rock  n  roll  86"),
        ("Café, Erdoğan, Ankara’da", "Cafe  Erdogan  Ankarada"),
        ("Ørsted, Łódź, Straße", "Orsted  Lodz  Strasse"),
        ("TNI/Polri, pro-Palestina, ke\u2011sini", "TNI Polri  pro Palestina  ke sini"),
        ("berlangsung.Panitia, redaksi@contoh.test", "berlangsung Panitia  redaksi contoh test"),
        ("Rp12.500/kg, -5, +62, U-23, U23", "Rp 12 500 kg   5   62  U 23  U 23"),
        ("<b>a</b> &amp; a_b", " b a  b   amp  a b"),
        ("½ m² ①٢kg", "1 2 m 2 12 kg"),
        ("हिन्दी", "हिनदी"),
        ("مسؤول مسئول مسءول مَسْئُولٌ", "مسوول مسوول مسوول مسوول"),
        ("شؤون شئون رؤوس رءوس", "شوون شوون رووس رووس"),
        ("ضوء وماء", "ضوء وماء"),
        ("بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ", "بسم الله الرحمن"),
        ("أحمد إسلام آية ٱلله", "احمد اسلام ايه الله"),
        ("هدى مؤمن قائد غزة", "هدي مومن قايد غزه"),
        ("القـــدس", "القدس"),
        ("ﻻ ﷲ", "لا الله"),
        ("١٤٣٧ ۱۴", "1437 14"),
        ("فلسطین کتاب", "فلسطين كتاب"),
        ("می‌خواهم", "ميخواهم"),
        ("\u200fغزة\u200e so\u00adal", "غزه soal"),
    ],
)
def test_folded_of_a_text(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_fold_tells_where_each_character_came_from() -> None:
    assert fold("é’ŵß ﷲ") == ("ewss الله", [0, 2, 3, 3, 4, 5, 5, 5, 5])


TEXTS = st.text(
    st.one_of(
        st.sampled_from("aeiz Z'’`.-/  \n0٣½غزةأإىؤئءويـَُّْٰ\u0654\u0301\u200cﷺﷲéß"),
        st.characters(),
    )
)


@given(TEXTS)
def test_folded_is_the_same_however_often_and_however_composed(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


@given(TEXTS)
def test_folded_is_words_and_blanks(text: str) -> None:
    assert {unicodedata.category(char)[0] for char in folded(text) if not char.isspace()} <= {
        *"LNM"
    }


SIGNS = st.sampled_from('/.-–—_@:,;+&=#%|\\()[]<>"\u2010\u2011\u2212\u00b7،؛')


@given(st.lists(st.sampled_from(["TNI", "panen", "غزة", "23", "é"]), min_size=1), SIGNS)
def test_words_with_signs_between_them_are_folded_as_words(words: list[str], sign: str) -> None:
    assert folded(sign.join(words)).split() == folded(" ".join(words)).split()


@given(TEXTS)
def test_fold_gives_an_origin_for_each_character_in_order(text: str) -> None:
    result, origins = fold(text)

    assert result == folded(text)
    assert len(result) == len(origins)
    assert origins == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins)


@pytest.mark.parametrize(
    ("original", "marked", "pieces"),
    [
        ("", "", []),
        ("Kota Gaza", "Kota Gaza", [("Kota Gaza", False)]),
        ("Kota Gaza", "Kota <Gaza>", [("Kota ", False), ("Gaza", True)]),
        ("Isra Mi’raj!", "Isra <Miraj> ", [("Isra ", False), ("Mi’raj", True), ("!", False)]),
        ("TNI/Polri", "<TNI> <Polri>", [("TNI", True), ("/", False), ("Polri", True)]),
        (
            "Rp12.500/kg",
            "Rp <12> <500> kg",
            [
                ("Rp", False),
                ("12", True),
                (".", False),
                ("500", True),
                ("/kg", False),
            ],
        ),
        ("الشئون", "<الشوون>", [("الشئون", True)]),
        ("من غَزَّةَ إلى", "من <غزه> الي", [("من ", False), ("غَزَّةَ", True), (" إلى", False)]),
        ("الله ﷲ.", "<الله> <الله> ", [("الله", True), (" ", False), ("ﷲ", True), (".", False)]),
        ("كتـــاب", "<كتاب>", [("كتـــاب", True)]),
        ("ﷺ.", "<صلي> الله عليه وسلم ", [("ﷺ", True), (".", False)]),
        ("Kota Gaza", "Kota <Gasa>", [("Kota Gaza", False)]),
        ("Kota <Gaza>", "Kota  <Gaza> ", [("Kota <", False), ("Gaza", True), (">", False)]),
        ("Kota Gaza", "", [("Kota Gaza", False)]),
    ],
)
def test_highlight_shows_the_hits_in_the_original(
    original: str, marked: str, pieces: list[tuple[str, bool]]
) -> None:
    assert highlight(original, marked, "<", ">") == pieces


def mark(text: str, cuts: list[int]) -> str:
    """The text with marks put in at some of its places, opening and closing in turn."""
    places = sorted({cut % (len(text) + 1) for cut in cuts})
    for number, at in reversed(list(enumerate(places))):
        text = text[:at] + (START, STOP)[number % 2] + text[at:]
    return text


@given(TEXTS, st.lists(st.integers(0, 99)))
def test_highlight_of_any_marks_rebuilds_the_original(text: str, cuts: list[int]) -> None:
    pieces = highlight(text, mark(folded(text), cuts), START, STOP)

    assert "".join(piece for piece, _ in pieces) == text


@given(TEXTS, TEXTS, st.text(max_size=2), st.text(max_size=2))
def test_highlight_of_another_text_rebuilds_the_original(
    text: str, marked: str, start: str, stop: str
) -> None:
    pieces = highlight(text, marked, start, stop)

    assert "".join(piece for piece, _ in pieces) == text


@given(TEXTS.filter(lambda text: not {START, STOP} & set(text)))
def test_highlight_of_all_the_text_is_one_hit(text: str) -> None:
    pieces = highlight(text, f"{START}{folded(text)}{STOP}", START, STOP)

    # Marks that no letter precedes belong to no hit.
    assert [piece for piece, is_hit in pieces if is_hit] == (
        [text[fold(text)[1][0] :]] if folded(text) else []
    )


WORDS = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh"


@pytest.mark.parametrize(
    ("pieces", "length", "cut"),
    [
        ([], 20, []),
        ([("satu ", False), ("dua", True)], 20, [("satu ", False), ("dua", True)]),
        ([(WORDS, False)], 20, [("satu dua tiga empat", False), ("…", False)]),
        (
            [("satu dua tiga empat ", False), ("lima", True), (" enam tujuh delapan", False)],
            20,
            [("…", False), ("empat ", False), ("lima", True), (" enam", False), ("…", False)],
        ),
        (
            [("satu dua tiga empat lima ", False), ("enam", True)],
            20,
            [("…", False), ("tiga empat lima ", False), ("enam", True)],
        ),
        (
            [("x" * 50, False), ("y" * 50, True)],
            12,
            [("…", False), ("xxxx", False), ("yyyyyyyy", True), ("…", False)],
        ),
    ],
)
def test_excerpt_is_cut_round_the_first_hit(
    pieces: list[tuple[str, bool]], length: int, cut: list[tuple[str, bool]]
) -> None:
    assert excerpt(pieces, length) == cut


@given(TEXTS, st.lists(st.integers(0, 99)), st.integers(1, 40))
def test_excerpt_is_a_stretch_of_the_text_with_the_first_hit(
    text: str, cuts: list[int], length: int
) -> None:
    pieces = highlight(text, mark(folded(text), cuts), START, STOP)

    cut = excerpt(pieces, length)

    shown = [piece for piece in cut if piece != (ELLIPSIS, False)]
    assert "".join(piece for piece, _ in shown) in text
    assert sum(len(piece) for piece, _ in shown) <= max(length, 0)
    assert any(is_hit for _, is_hit in shown) == any(is_hit for _, is_hit in pieces)


@given(
    st.lists(st.text("abcé’ء\u0654 ـ", max_size=200) | st.just("kata " * 60), max_size=6),
    st.lists(st.integers(0, 2000), min_size=1),
)
def test_excerpt_is_that_of_the_lines_near_the_hit(lines: list[str], cuts: list[int]) -> None:
    text = "\n".join(lines)
    # As the database marks them, within a word.
    found = "\n".join(mark(fold, cuts) for fold in folded(text).split("\n"))
    whole = excerpt(highlight(text, found, START, STOP))

    shown = excerpt(highlight(*near(text, found, START), START, STOP))

    if any(is_hit for _, is_hit in whole):
        assert shown == whole
