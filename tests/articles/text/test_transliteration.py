"""All spellings of a name transliterated from Arabic have one key."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import transliteration
from articles.text.transliteration import key, keys

PAIRS = (("dz", "dh"), ("sy", "sh"), ("q", "k"), ("oe", "u"), ("ts", "th"), ("o", "u"))
NAME = st.lists(
    st.sampled_from(["a", "i", "u", "b", "m", "n", "r", "l", "f", "dz", "sy", "q", "oe", "ts"]),
    min_size=3,
    max_size=10,
)
ARTICLES = ("al-", "Al-", "el-", "ar-", "asy-", "ash-", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Syeikh", "Sheikh"), ("Ramadhan", "Ramadan"), ("Dzulqa’dah", "Dhulqa'dah")),
        *(("Qardhawi", "Kardawi"), ("Soekarno", "Sukarno"), ("al-Aqsa", "Aqsa")),
        *(("Asy-Syifa", "Al-Shifa"), ("Sya’ban", "Sha`ban"), ("Yunis", "Younis")),
        ("Hamdallah", "Hamdalla"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Hasan", "Husain"), ("Umar", "Amir")])
def test_two_names_have_two(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(NAME, st.sampled_from(PAIRS), st.sampled_from(ARTICLES))
def test_how_a_sound_is_written_makes_no_difference(
    sounds: list[str], pair: tuple[str, str], article: str
) -> None:
    name = "-".join(sounds)
    other = "-".join(pair[1] if sound == pair[0] else sound for sound in sounds)

    # Parted, so that no two letters become another sound together.
    assert [key(sound) for sound in name.split("-")] == [key(sound) for sound in other.split("-")]
    assert key(f"{article}{''.join(sounds)}") == key("".join(sounds).title())


@given(st.text())
def test_key_has_small_latin_letters_alone_and_no_doubled_one(text: str) -> None:
    found = key(text)

    assert found == transliteration.bare(found)
    assert all(one != other for one, other in itertools.pairwise(found))


@given(st.text(), st.text())
def test_keys_of_a_name_are_those_of_its_words(one: str, other: str) -> None:
    assert keys(f"{one} {other}") == keys(one) + keys(other)
