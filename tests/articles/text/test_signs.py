from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import signs

# What is hard comes often, among any other text.
odd = st.sampled_from(
    [
        *"\x00\x01\x08\t\n\v\f\r\x1c\x1f\x7f\x80\x85\x92\x9f\xa0\xad\u2028\u2029\ud800\udfff",
        *"\ufdd0\ufffe\uffff\U0001fffe\U0010ffff\u200b\u200c\u200d\u200e\u2060\ufeff\ufe0f",
        *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
        "\r\n",
        "kata",
        " ",
        "القدس",
        "👩‍💻",
    ]
)
texts = st.lists(odd | st.text(max_size=4) | st.characters()).map("".join)


@pytest.mark.parametrize("sign", ["\v", "\f", "\x85", "\u2028", "\u2029"])
def test_unusual_end_of_a_line_parts_words(sign: str) -> None:
    assert signs.carried(f"satu{sign}dua") == "satu\ndua"
    assert signs.one_line(f"satu {sign}\n dua") == "satu dua"
    assert signs.LINE_END.split(f"satu{sign}dua") == ["satu", "dua"]
    assert signs.uncarried(f"satu{sign}dua") == []


@pytest.mark.parametrize(
    "sign",
    ["\x00", "\x08", "\x1f", "\x7f", "\x81", "\udfff", "\ufdd0", "\ufffe", "\uffff"],
)
def test_sign_that_xml_cannot_carry_becomes_a_blank(sign: str) -> None:
    assert signs.carried(f"satu{sign}dua") == "satu dua"
    assert signs.uncarried(f"satu{sign}dua{sign}") == [f"U+{ord(sign):04X}"]


def test_control_of_latin_1_is_read_as_windows_does() -> None:
    assert signs.carried("Mi\x92raj \x93kuat\x94 \x96 selesai\x85") == "Mi’raj “kuat” – selesai\n"


def test_every_plane_ends_in_two_signs_that_are_no_characters() -> None:
    assert signs.uncarried("a\U0001fffe\U000effff\U0010ffff") == ["U+1FFFE", "U+EFFFF", "U+10FFFF"]


@given(texts)
def test_carried_text_goes_through_xml(text: str) -> None:
    carried = signs.carried(text)

    read = ElementTree.fromstring(f"<t>{escape(carried)}</t>".encode()).text or ""  # noqa: S314 - our own
    assert read == carried.replace("\r\n", "\n").replace("\r", "\n")
    assert len(carried) == len(text)
    assert signs.uncarried(carried) == []
    assert signs.carried(carried) == carried


@given(texts)
def test_one_line_is_one_line_of_the_same_words(text: str) -> None:
    line = signs.one_line(text)

    assert not signs.LINE_END.search(line)
    assert line.split() == signs.carried(text).split()
    assert signs.one_line(line) == line


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Jalan\xad Tol Di\xadtutup Semen\u200btara", "Jalan Tol Ditutup Sementara"),
        ("\ufeffBogor\u2060", "Bogor"),
        ("\u202bالقدس\u200f", "القدس"),
        ("می\u200cخواهم", "میخواهم"),
        ("❤\ufe0f", "❤"),
        ("قُدْس", "قُدْس"),
        ("\u06dd\u0661", "\u06dd\u0661"),
        ("satu\u00a0dua", "satu\u00a0dua"),
    ],
)
def test_bare_text_is_what_the_eye_sees(text: str, seen: str) -> None:
    assert signs.bare(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\n\t", "\u00a0", "\u200b\u200b", "\ufeff", "\xad", "\u200d\u200c", "\u2800"),
        *("\u3164", "\u202e\u202c", "\ufe0f", "\u0301", "\x00", "\ud800", "\u2028"),
    ],
)
def test_invisible_signs_alone_are_nothing_to_read(text: str) -> None:
    assert not signs.is_readable(text)


@pytest.mark.parametrize("text", ["a", "5", "—", "🇵🇸", "\u200bقدس", "漢", "\u06dd", "e\u0301"])
def test_one_sign_that_is_seen_can_be_read(text: str) -> None:
    assert signs.is_readable(text)


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("Harga \u202ekian saereb", "Harga kian saereb"),
        ("\u202bالقدس", "القدس"),
        ("satu\u202c dua\u2069", "satu dua"),
        ("\u202a(T/RI-1/P2)\u202c", "\u202a(T/RI-1/P2)\u202c"),
        ("\u2067القدس\u2069 satu", "\u2067القدس\u2069 satu"),
        ("\u2068a\u202eb\u2069c", "\u2068a\u202eb\u2069c"),
        ("\u2068a\u202cb\u2069c", "\u2068ab\u2069c"),
        ("\u202ea\u2068b\u202c", "ab"),
        ("\u202esatu\ndua\u202c", "satu\ndua"),
        ("\u202esatu\u2028dua\u202c", "satu\u2028dua"),
        ("\u200fالقدس\u200e", "\u200fالقدس\u200e"),
    ],
)
def test_direction_control_that_stays_open_is_taken_off(text: str, balanced: str) -> None:
    assert signs.balanced(text) == balanced


@given(texts)
def test_balanced_text_leaks_no_direction(text: str) -> None:
    balanced = signs.balanced(text)

    assert signs.stray_bidi(balanced) == []
    assert len(text) - len(balanced) == len(signs.stray_bidi(text))
    for line in signs.LINE_END.split(balanced):
        depth = [0]
        for sign in line:
            if sign in "\u2066\u2067\u2068":
                depth.append(0)
            elif sign == "\u2069":
                assert len(depth) > 1
                depth.pop()
            elif sign in "\u202a\u202b\u202d\u202e":
                depth[-1] += 1
            elif sign == "\u202c":
                assert depth[-1]
                depth[-1] -= 1
        assert depth == [0]
