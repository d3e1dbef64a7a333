import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.text import headlines


@pytest.mark.parametrize(
    ("paragraph", "headline"),
    [
        ("Warga membuka perpustakaan. Buku datang.", "Warga membuka perpustakaan"),
        ("Warga tiba pada Selasa (16/1). Lalu pulang.", "Warga tiba pada Selasa"),
        ("Warga tiba (12-13/11)", "Warga tiba"),
        (
            "Prof. Dr. H. Contoh, S.Pd. tiba di Kab. Bogor. Ia lelah.",
            "Prof. Dr. H. Contoh, S.Pd. tiba di Kab. Bogor",
        ),
        ("Pukul 08.00 WIB bus tiba. Lalu pergi.", "Pukul 08.00 WIB bus tiba"),
        ("“Siap?” tanya dia. “Siap.”", "“Siap?” tanya dia"),
        ("Benarkah? Mungkin.", "Benarkah?"),
        ("هل عادت المكتبة؟ نعم.", "هل عادت المكتبة؟"),
        ("Tanpa  titik\tsama sekali", "Tanpa titik sama sekali"),
        ("kata, " * 60, ("kata, " * 41).rstrip(", ")),
        ("a" * 300, "a" * 250),
        ("PT. Kapal Biru berlayar. Lalu tiba.", "PT. Kapal Biru berlayar"),
        ("CV. Contoh dan UD. Maju menang. Lalu.", "CV. Contoh dan UD. Maju menang"),
        ("Saham Kapal Tbk. Biru naik. Lalu.", "Saham Kapal Tbk. Biru naik"),
        ("A letter from Sen. Ann came. It was read.", "A letter from Sen. Ann came"),
        ("Rep. Bo, Gov. Cy and Rev. Di met. Then.", "Rep. Bo, Gov. Cy and Rev. Di met"),
        ("Harganya 50 sen. Pedagang rugi.", "Harganya 50 sen"),
        ("It opens on Jan. 5 or Sept. 6. Then.", "It opens on Jan. 5 or Sept. 6"),
        ("Tiba 5 Agt. 2026 di sini. Lalu.", "Tiba 5 Agt. 2026 di sini"),
        ("Rapat Sen. (2/3) batal. Lalu.", "Rapat Sen. (2/3) batal"),
        (
            "Kantor di Jl. Contoh Gg. Dua No. 5 tutup. Lalu.",
            "Kantor di Jl. Contoh Gg. Dua No. 5 tutup",
        ),
        ("Harganya Rp. 5.000 saja. Murah.", "Harganya Rp. 5.000 saja"),
        ("He said no. Then he left.", "He said no"),
        (
            "KH. Abdul dan Hj. Siti serta Ir. Budi tiba. Lalu.",
            "KH. Abdul dan Hj. Siti serta Ir. Budi tiba",
        ),
        ("B.J. Contoh dan M. Sari menang. Lalu.", "B.J. Contoh dan M. Sari menang"),
        ("Kata Kompol. Budi dan Letkol. Ali aman. Lalu.", "Kata Kompol. Budi dan Letkol. Ali aman"),
        ("Menurut UU No. 40 dan Q.S. 3 itu boleh. Lalu.", "Menurut UU No. 40 dan Q.S. 3 itu boleh"),
        ("Kol gepeng dijual. Murah.", "Kol gepeng dijual"),
        ("", ""),
    ],
)
def test_headline_of_a_paragraph(paragraph: str, headline: str) -> None:
    assert headlines.headline_of(paragraph) == headline


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("Warga pulang.", True),
        ("“Warga pulang.”", True),
        ("Warga Pulang", False),
        ("Siapa Pulang?", False),
        ("Contoh, S.Pd.", False),
        ("", False),
    ],
)
def test_closes_with_full_stop(line: str, closes: bool) -> None:
    assert headlines.closes_with_full_stop(line) is closes


@given(st.text())
@example("0\r.")
def test_headline_of_any_text_is_one_short_line(text: str) -> None:
    headline = headlines.headline_of(text)

    assert len(headline) <= headlines.MAX_LENGTH
    assert headline == " ".join(headline.split())
