"""What stands above the dateline."""

import pytest

from articles.text import findings as why
from articles.text import raw_copy
from articles.text.findings import Finding

STORY = "Jakarta, MINA – Harga beras turun.\nPedagang senang. (T/RI-1/P2)"
HEADLINE = "Harga Beras Turun di Pasar Induk"


@pytest.mark.parametrize(
    ("under", "standfirst"),
    [
        ("Pedagang sebut panen raya jadi sebab", "Pedagang sebut panen raya jadi sebab"),
        ("Pedagang menyebut panen raya jadi sebab.", "Pedagang menyebut panen raya jadi sebab."),
        ("Panen raya jadi sebab\nPetani tersenyum", "Panen raya jadi sebab Petani tersenyum"),
    ],
)
def test_dateline_under_a_standfirst_is_read(under: str, standfirst: str) -> None:
    copy = raw_copy.parse(f"{HEADLINE}\n\n{under}\n{STORY}")

    assert (copy.headline, copy.standfirst) == (HEADLINE, standfirst)
    assert copy.dateline is not None
    assert copy.dateline.text == "Jakarta, MINA –"
    assert copy.paragraphs == ("Harga beras turun.", "Pedagang senang.")
    assert {finding.why for finding in copy.findings} == {why.STANDFIRST}


@pytest.mark.parametrize("kicker", ["EKONOMI", "Ekonomi", "HARGA PANGAN NASIONAL", "Kabar pasar:"])
def test_dateline_under_a_kicker_and_headline_is_read(kicker: str) -> None:
    copy = raw_copy.parse(f"{kicker}\n{HEADLINE}\nPanen raya jadi sebab\n{STORY}")

    assert (copy.headline, copy.standfirst) == (HEADLINE, "Panen raya jadi sebab")
    assert copy.dateline is not None
    assert copy.findings == (
        Finding(1, kicker, why.KICKER),
        Finding(3, "Panen raya jadi sebab", why.STANDFIRST),
    )


def test_short_headline_over_a_standfirst_is_no_kicker() -> None:
    copy = raw_copy.parse(f"Gempa Guncang Pesisir\nWarga diminta menjauhi pantai dulu\n{STORY}")

    assert copy.headline == "Gempa Guncang Pesisir"


def test_kicker_and_byline_above_a_signed_piece() -> None:
    copy = raw_copy.parse("OPINI\nMenjaga Mata Air\nOleh: Contoh Penulis\nAir itu hidup. (A/XA-1)")

    assert (copy.headline, copy.byline) == ("Menjaga Mata Air", "Oleh: Contoh Penulis")
    assert copy.findings == (Finding(1, "OPINI", why.KICKER),)


@pytest.mark.parametrize("depth", [1, 2, 3, 5, 9, 40])
def test_dateline_below_other_text_is_a_finding_however_deep(depth: int) -> None:
    text = "\n".join(f"Ini kalimat ke-{n} sebelum berita." for n in range(depth))

    copy = raw_copy.parse(f"{text}\n{STORY}")

    assert copy.dateline is None
    assert copy.findings == (Finding(depth + 1, "Jakarta, MINA –", why.LATE_DATELINE),)


@pytest.mark.parametrize(
    "unread", ["Kota kecil MINA –", "Jakarta (MINA)", "Jakarta, MINA", "الخبر (مينا)"]
)
def test_dateline_that_cannot_be_read_below_the_first_line_is_a_finding(unread: str) -> None:
    copy = raw_copy.parse(f"Judul yang panjang\n{unread} Isi berita. (T/RI-1/P2)")

    assert copy.findings == (Finding(2, unread, why.UNREAD_DATELINE),)


def test_greeting_of_a_letter_is_no_headline() -> None:
    copy = raw_copy.parse(f"Yth. Redaksi,\n{STORY}")

    assert copy.headline == ""
    assert copy.findings == (Finding(2, "Jakarta, MINA –", why.LATE_DATELINE),)
