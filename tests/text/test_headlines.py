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
        ("kata, " * 40, ("kata, " * 20).rstrip(", ")),
        ("a" * 200, "a" * 120),
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
