"""Lines that were broken at a width, and lines that only look so."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import findings as why
from articles.text import raw_copy
from articles.text.findings import Finding

ONE = (
    "Pemerintah kota menutup jembatan tua di tepi sungai pada Senin (2/3) karena petugas"
    " menemukan retak pada dua tiang yang paling dekat dengan pasar."
)
TWO = (
    "Warga diminta memakai jalan lain sampai perbaikan rampung, kata kepala dinas pekerjaan"
    " umum. Perbaikan makan waktu dua bulan, dan anak-anak sekolah diantar dengan perahu."
)


def wrapped(*paragraphs: str, width: int, between: str) -> str:
    return between.join("\n".join(textwrap.wrap(text, width)) for text in paragraphs)


@pytest.mark.parametrize("width", [50, 60, 65, 72, 76, 80, 98])
@pytest.mark.parametrize("headline", ["", "Jembatan Tua di Bogor Ditutup\n\n"])
def test_wrapped_paragraphs_are_joined_and_said_by_line(width: int, headline: str) -> None:
    text = headline + wrapped(
        f"Bogor, MINA - {ONE}", f"{TWO} (T/RI-1/P2)", width=width, between="\n\n"
    )

    copy = raw_copy.parse(text)

    assert copy.headline == headline.strip()
    assert copy.paragraphs == (ONE, TWO)
    assert copy.code_text == "(T/RI-1/P2)"
    assert [finding.why for finding in copy.findings] == [why.WRAPPED_LINES]


def test_wrapped_paragraphs_without_blank_lines_part_at_their_full_stop() -> None:
    copy = raw_copy.parse(wrapped(f"Bogor, MINA - {ONE}", TWO, width=72, between="\n"))

    assert copy.paragraphs == (ONE, TWO)


def test_flowed_lines_of_any_length_are_joined() -> None:
    text = (
        "Bogor, MINA - Pemerintah kota menutup \njembatan tua di tepi sungai pada \n"
        "Senin (2/3) karena retak.\n\nWarga memakai jalan lain. (T/RI-1/P2)"
    )

    copy = raw_copy.parse(text)

    assert copy.paragraphs == (
        "Pemerintah kota menutup jembatan tua di tepi sungai pada Senin (2/3) karena retak.",
        "Warga memakai jalan lain.",
    )
    assert copy.findings == (Finding(1, "1–3", why.WRAPPED_LINES),)


def test_word_parted_at_its_own_hyphen_is_one_word() -> None:
    first = "Bogor, MINA - Sejumlah warga desa di lereng gunung mengantar anak-"

    copy = raw_copy.parse(f"{first}\nanak mereka ke sekolah. (T/RI-1/P2)")

    assert copy.paragraphs[0].endswith("mengantar anak-anak mereka ke sekolah.")


@pytest.mark.parametrize(
    "lines",
    [
        # The house's own: a paragraph a line.
        ["Jakarta, MINA – Harga beras turun lima ratus rupiah sepekan ini.", "Pedagang senang."],
        # A list after an introduction.
        [
            "Berikut nama pemain tim nasional yang dipanggil untuk pemusatan latihan di Bogor",
            *("Andi Contoh", "Budi Contoh", "Cici Contoh"),
        ],
        ["Jakarta, MINA – Syarat pendaftaran peserta lomba tahun ini adalah", "- umur 12 tahun"],
        # A verse.
        ["Hujan turun di atap seng", "Ibu menanak nasi di dapur", "Kami menunggu pagi datang."],
    ],
)
def test_lines_that_are_paragraphs_of_their_own_stay_apart(lines: list[str]) -> None:
    copy = raw_copy.parse("\n".join(["Paragraf pembuka yang panjang sekali ini.", *lines]))

    assert len(copy.paragraphs) == 1 + len(lines)
    assert why.WRAPPED_LINES not in {finding.why for finding in copy.findings}


def test_sentence_that_runs_on_over_a_line_that_was_not_full_is_said() -> None:
    copy = raw_copy.parse(
        "Jakarta, MINA – Harga beras medium di pasar induk turun sepekan ini.\n"
        "Pedagang menyebut\nharga akan bertahan. (T/RI-1/P2)"
    )

    assert copy.paragraphs[1:] == ("Pedagang menyebut", "harga akan bertahan.")
    assert copy.findings == (Finding(2, "2", why.BROKEN_LINES),)


def test_related_story_and_sign_off_are_joined_to_nothing() -> None:
    text = wrapped(f"Bogor, MINA - {ONE}", TWO, width=72, between="\n\n").replace(
        "\n\n", "\nBaca Juga: Sekolah di Pesisir Menanam Seribu Bakau untuk Menahan Abrasi\n"
    )

    copy = raw_copy.parse(f"{text}\nMi’raj News Agency (MINA)")

    assert copy.paragraphs == (ONE, TWO)
    assert [link.after for link in copy.related] == [1]
    assert copy.sign_off == "Mi’raj News Agency (MINA)"


words = st.text(alphabet="abcdefghijklmnop", min_size=1, max_size=12)
paragraphs = st.lists(words, min_size=30, max_size=60).map(lambda list_: " ".join(list_) + " xyz.")


@given(st.lists(paragraphs, min_size=1, max_size=4), st.integers(60, 90))
def test_any_words_wrapped_at_a_width_come_back(texts: list[str], width: int) -> None:
    opened = [f"Jakarta, MINA – {texts[0]}", *texts[1:]]

    copy = raw_copy.parse(wrapped(*opened, width=width, between="\n\n"))

    assert copy.paragraphs == tuple(texts)
