import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.gazetteer import Gazetteer, key
from tests.growth import taken

KNOWN = Gazetteer(
    [
        ("Gaza", "Gaza"),
        ("Jalur Gaza", "Jalur Gaza"),
        ("Yerusalem", "Yerusalem"),
        ("Al-Quds", "Yerusalem"),
        ("Ma’rib", "Ma’rib"),
        ("غزة", "غزة"),
        ("AS", "Amerika Serikat"),
        ("…", "…"),
    ]
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Warga GAZA di Gaza, kata Gaza.", ["Gaza"]),
        ("Dari Jalur Gaza ke Gaza", ["Jalur Gaza", "Gaza"]),
        ("Gaza Gaza Jalur Gaza", ["Gaza", "Jalur Gaza"]),
        ("al quds, lalu Gaza", ["Yerusalem", "Gaza"]),
        ("Al‑Quds dan Yerusalem", ["Yerusalem"]),
        ("Marib dan Ma'rib", ["Ma’rib"]),
        ("قطاع غزه اليوم", ["غزة"]),
        ("Gazaan, Algaza, Jalurgaza", []),
        ("he was as good as ever …", []),
        ("", []),
    ],
)
def test_names_are_found_by_whole_words(text: str, names: list[str]) -> None:
    assert KNOWN.find(text) == names


def test_spelling_of_two_names_means_both() -> None:
    twice = Gazetteer([("Tripoli", "Libya"), ("tripoli", "Lebanon"), ("Tripoli", "Libya")])

    assert twice.find("Tripoli") == ["Libya", "Lebanon"]


words = st.text("abcéي’- ", min_size=1, max_size=6)


@given(st.lists(words, max_size=8), st.lists(words, max_size=20).map(" ".join))
def test_every_name_found_stands_in_the_text(names: list[str], text: str) -> None:
    found = Gazetteer((name, name) for name in names).find(text)

    folded = f" {key(text)} "
    assert len(found) == len(set(found))
    assert all(f" {key(name)} " in folded for name in found)
    alone = [name for name in names if f" {key(name)} " == folded and len(key(name)) >= 3]
    assert set(alone) <= set(found)


def test_large_gazetteer_reads_a_long_text_as_soon_as_a_small_one() -> None:
    def of(names: int) -> Gazetteer[int]:
        last = 30_000
        return Gazetteer((f"nama {each} yang panjang", each) for each in range(last - names, last))

    few, many = of(100), of(30_000)
    text = "nama 29999 yang panjang lagi dan lagi " * 500

    of_few = min(taken(lambda: few.find(text)) for _ in range(3))
    of_many = min(taken(lambda: many.find(text)) for _ in range(3))

    assert many.find(text) == [29999]
    assert of_many <= 10 * of_few
