from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import hijri
from articles.text.hijri import HijriDate


@pytest.mark.parametrize(
    ("shift", "suggested"),
    [
        (-1, HijriDate(12, 11, 1437)),
        (0, HijriDate(13, 11, 1437)),
        (1, HijriDate(14, 11, 1437)),
    ],
)
def test_suggest_shifts_by_a_day(shift: int, suggested: HijriDate) -> None:
    assert hijri.suggest(date(2016, 8, 16), shift) == suggested


@pytest.mark.parametrize("shift", [-2, 2])
def test_suggest_refuses_more_than_a_day(shift: int) -> None:
    with pytest.raises(ValueError, match="one day at most"):
        hijri.suggest(date(2016, 8, 16), shift)


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2100, 1, 1), date.max, date.min])
def test_suggest_outside_the_tables(day: date) -> None:
    with pytest.raises(ValueError, match="does not cover"):
        hijri.suggest(day, 1)


@pytest.mark.parametrize(
    ("language", "words"),
    [("id", "13 Dzulqa’dah 1437"), ("en", "13 Dhul Qa’dah 1437"), ("ar", "13 ذو القعدة 1437")],
)
def test_in_words_per_language(language: str, words: str) -> None:
    assert hijri.in_words(HijriDate(13, 11, 1437), language) == words


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("13 Dzulqa’dah 1437", HijriDate(13, 11, 1437)),
        ("13 Dzulqa'dah 1437 H", HijriDate(13, 11, 1437)),
        ("13  Dzulqa`dah 1437", HijriDate(13, 11, 1437)),
        ("1 rabiul awal 1438", HijriDate(1, 3, 1438)),
        ("30 Sya’ban 1437", HijriDate(30, 8, 1437)),
        ("6 صفر 1434هـ", HijriDate(6, 2, 1434)),
        ("39 Jumadil Awwal 1437", None),
        ("0 Safar 1437", None),
        ("16 Agustus 2016", None),
        ("", None),
    ],
)
def test_parse_reads_spellings_and_refuses_the_impossible(
    text: str, parsed: HijriDate | None
) -> None:
    assert hijri.parse(text) == parsed


@given(
    st.builds(HijriDate, st.integers(1, 30), st.integers(1, 12), st.integers(1000, 9999)),
    st.sampled_from(["id", "en", "ar"]),
)
def test_words_are_parsed_back(day: HijriDate, language: str) -> None:
    assert hijri.parse(hijri.in_words(day, language)) == day


@given(st.text())
def test_parse_of_any_text_does_not_raise(text: str) -> None:
    parsed = hijri.parse(text)

    assert parsed is None or 1 <= parsed.day <= 30
