import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.shingles import FEWEST_SHARED, MOST_WORDS, WORDS, likeness, shingles

LEAD = "Pemerintah Kabupaten Garut menyalurkan bantuan air bersih ke tiga desa yang kekeringan."
words = st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=9), max_size=30)


def shared(one: str, other: str) -> int:
    return len(set(shingles(one)) & set(shingles(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LEAD, LEAD.upper().replace(" ", "\u00a0\n")),
        (LEAD, LEAD.replace("Garut", "«Garut»,")),
        ("Mi’raj News Agency mengabarkan", "Mi'raj News Agency, mengabarkan!"),
        ("أعلنت الحكومة اليوم فتح المعبر", "اعلنت الحكومة اليوم فتح المعبرَ"),
        ("Korban 5 orang di Desa Cikajang", "Korban ٥ orang di desa Cikajang"),
    ],
)
def test_same_words_in_another_spelling_are_the_same(one: str, other: str) -> None:
    assert shingles(one) == shingles(other) != []


def test_another_story_shares_no_more_than_a_phrase() -> None:
    other = "Pemerintah Kabupaten Garut membuka pendaftaran sekolah lapang bagi petani kopi."

    assert 0 < shared(LEAD, other) < FEWEST_SHARED


def test_texts_are_not_joined() -> None:
    assert shingles("satu dua", "tiga empat") == []


@given(words, words)
def test_every_three_words_in_a_row_are_one_number(before: list[str], behind: list[str]) -> None:
    found = shingles(" ".join(["kata", "yang", "sama", *behind]))

    assert found == sorted(set(found))
    assert all(-(2**31) <= each < 2**31 for each in found)
    assert set(shingles("kata yang sama")) <= set(found)
    assert set(found) <= set(shingles(" ".join([*before, "kata", "yang", "sama", *behind])))


def test_no_more_of_a_text_is_read_than_its_beginning() -> None:
    numbers = [f"kata{number} " for number in range(10 * MOST_WORDS)]

    assert len(shingles("".join(numbers))) <= MOST_WORDS * 2 - WORDS + 1
    assert shingles("a b c" + " d" * 10_000) == shingles("a b c" + " d" * 9_000)


@pytest.mark.parametrize(
    ("counts", "near"),
    [((9, 18, 90), 0.5), ((9, 90, 18), 0.5), ((2, 2, 2), 0.0), ((0, 0, 9), 0.0), ((5, 5, 5), 1.0)],
)
def test_likeness_is_that_of_the_shorter_text(counts: tuple[int, int, int], near: float) -> None:
    assert likeness(*counts) == near
