from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import dates
from articles.text.said_days import dated, days_of_no_month, named_days
from articles.text.said_names import spelled_two_ways
from articles.text.said_numbers import numbers

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(DAYS, st.sampled_from(["id", "en", "ar"]))
def test_day_written_by_the_agency_is_read_as_it_was_meant(day: date, language: str) -> None:
    text = f"x {dates.long_date(day, language)} x"

    (named,) = named_days(text)

    assert (named.meant(date(2026, 1, 1)), named.weekday) == (day, day.weekday())


@given(DAYS, st.integers(-150, 150))
def test_day_without_a_year_is_the_nearest(on: date, off: int) -> None:
    day = date.fromordinal(on.toordinal() + off)
    if (day.month, day.day) == (2, 29):
        return

    (named,) = named_days(f"{dates.DAYS['id'][day.weekday()]} {dates.short_date(day)}")

    assert named.meant(on) == day


@pytest.mark.parametrize(
    "text",
    ["Sabtu-Ahad (12-13/11)", "Senin pagi", "Kamis (99/99/1)", "Jumat 3 orang", "(T/RI-1/P2)"],
)
def test_what_is_no_day_with_a_date_is_none(text: str) -> None:
    assert [named for named in named_days(text) if named.meant(date(2026, 1, 1))] == []


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("id", "45 warga, 1.200 rumah dan 1,2 juta orang", [45, 1200, 1_200_000]),
        ("en", "1,200 houses and 2.5 million people", [1200, 2_500_000]),
        ("id", "dua belas, dua puluh lima, seratus dua, tiga ratus ribu", [12, 25, 102, 300_000]),
        (
            "id",
            "seribu dua ratus, sejuta tiga ratus ribu, seribu seratus",
            [1_200, 1_300_000, 1_100],
        ),
        ("ar", "قتل ١٢ و١٥ شخصا", [12, 15]),
        ("en", "twelve hundred, one thousand two hundred", [1_200, 1_200]),
        ("en", "twenty-five; three hundred thousand; eleven", [25, 300_000, 11]),
        ("id", "satu dua tiga", [1, 2, 3]),
        (
            "id",
            "Rp1,5 juta atau Rp 3 miliar; IDR14 dan Rp1.500.000",
            [1_500_000, 3 * 10**9, 14, 1_500_000],
        ),
        ("ar", "٤٥ شخصا و3 ملايين", [45, 3_000_000]),
        (
            "ar",
            "اثنتا عشرة شاحنة وخمسة وعشرون طفلا وثلاثة آلاف، مئة وخمسة وعشرين",
            [12, 25, 3000, 125],
        ),
        ("ar", "لا أحد هناك، ولأحد يوم الأحد كأحد", []),
        ("id", "KTT G20, Covid-19, (16/1), (T/RI-1/P2), pada 2026", []),
    ],
)
def test_numbers_are_read_as_they_are_written(language: str, text: str, values: list[int]) -> None:
    assert [number.value for number in numbers(text, language)] == values


def test_number_is_quoted_without_what_arabic_writes_together_with_it() -> None:
    text = "وثلاثة أطفال و3 نساء وخمسة وعشرون"

    told = numbers(text, "ar")

    assert [number.quote for number in told] == ["ثلاثة", "3", "خمسة وعشرون"]
    assert all(text.startswith(number.quote, number.at) for number in told)


def test_unit_of_a_number_is_what_its_last_digit_counts() -> None:
    told = numbers("1,2 juta, 60 ribu, 1.500 dan 2,25", "id")

    assert [number.unit for number in told] == [100_000, 1_000, 1, Fraction(1, 100)]


def test_days_of_a_month_are_read_with_a_weekday_and_without() -> None:
    told = dated("Senin 30 November, March 3, (17/2/2026), 2 Juli; pada Senin 30 orang, (T/R1/P2)")

    assert [(day.day, day.month) for day in told] == [(30, 11), (2, 7), (3, 3), (17, 2)]


@given(st.integers(0, 10**12))
def test_number_with_its_thousands_is_read_in_both_languages(value: int) -> None:
    english = f"{value:,}"
    if 1900 <= value <= 2100:
        english, value = "7", 7

    told = {
        language: numbers(text, language)
        for language, text in (("en", english), ("id", english.replace(",", ".")))
    }

    assert [[number.value for number in found] for found in told.values()] == [[value], [value]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ramadhan", "Ramadan"),
        ("Syekh", "Shekh"),
        ("Al-Aqsha", "Aqsa"),
        ("Mohamad", "Muhammad"),
        ("Qur’an", "Quran"),
        ("Netanjahu", "Netanyahu"),
        ("Syekh", "Sheikh"),
        ("Syaikh", "Syekh"),
        ("Al-Aqsa", "Aqsa"),
    ],
)
def test_two_spellings_of_a_name_are_found(one: str, other: str) -> None:
    found = spelled_two_ways(f"Kata {one}, lalu kata {other} itu")

    assert [set(pair) for pair in found] == [{one, other}]


@pytest.mark.parametrize(
    "text",
    [
        "Palestina Palestine",
        "Gaza GAZA",
        "Israel Israeli",
        "Salah salah Sholah",
        "Di Semarang. Sekarang",
        "Kata Aqsa Working Group di Masjid Al-Aqsa, dan Pembina Aqsa Working Group",
    ],
)
def test_two_words_are_no_name(text: str) -> None:
    assert spelled_two_ways(text) == []


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    named_days(text)
    days_of_no_month(text)
    dated(text)
    numbers(text, "id")
    spelled_two_ways(text)
