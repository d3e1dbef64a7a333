from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import dates

MOMENT = datetime(2021, 8, 8, 0, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "stamp"),
    [
        ("id", "Ahad, 8 Agustus 2021 - 07:15 WIB"),
        ("en", "Sunday, 8 August 2021 - 07:15 WIB"),
        ("ar", "الأحد، 8 أغسطس 2021 - 07:15 بتوقيت جاكرتا"),
    ],
)
def test_long_stamp_in_each_language(language: str, stamp: str) -> None:
    assert dates.long_stamp(MOMENT, language) == stamp


@pytest.mark.parametrize(
    ("zone", "time"),
    [
        ("Asia/Jakarta", "07:15 WIB"),
        ("Asia/Makassar", "08:15 WITA"),
        ("Asia/Jayapura", "09:15 WIT"),
        ("Africa/Cairo", "02:15 EET"),
        ("Asia/Riyadh", "03:15 GMT+3"),
        ("Asia/Kathmandu", "06:00 GMT+5:45"),
        ("UTC", "00:15 UTC"),
    ],
)
def test_long_stamp_names_the_zone(zone: str, time: str) -> None:
    stamp = dates.long_stamp(MOMENT, "id", ZoneInfo(zone))

    assert stamp == f"Ahad, 8 Agustus 2021 - {time}"


def test_long_stamp_west_of_greenwich_is_the_day_before() -> None:
    stamp = dates.long_stamp(MOMENT, "en", ZoneInfo("America/Sao_Paulo"))

    assert stamp == "Saturday, 7 August 2021 - 21:15 GMT-3"


def test_long_stamp_of_a_moment_without_zone() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        dates.long_stamp(MOMENT.replace(tzinfo=None), "id")


@pytest.mark.parametrize(
    ("language", "clock"),
    [("id", "pukul 07.15 WIB"), ("en", "07:15 WIB"), ("ar", "الساعة 07:15 بتوقيت جاكرتا")],
)
def test_clock_as_a_story_gives_it(language: str, clock: str) -> None:
    assert dates.clock(MOMENT, language) == clock


def test_short_date_has_no_zeroes_and_no_year() -> None:
    assert dates.short_date(date(2024, 1, 16)) == "(16/1)"


def test_days_are_those_the_agency_prints() -> None:
    week = [dates.long_date(date(2024, 1, day), "id").partition(",")[0] for day in range(1, 8)]

    assert week == ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Ahad"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" 16 Agustus 2016 ", date(2016, 8, 16)),
        ("4 january 2013", date(2013, 1, 4)),
        ("January 4, 2013", date(2013, 1, 4)),
        ("19 ديسمبر 2012م", date(2012, 12, 19)),
        ("19 Nopember 2012 M", date(2012, 11, 19)),
        ("31 Februari 2013", None),
        ("13 Rajab 1437", None),
        ("besok", None),
        ("", None),
    ],
)
def test_parse_date_reads_every_editions_months(text: str, day: date | None) -> None:
    assert dates.parse_date(text) == day


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["id", "en", "ar"]))
def test_plain_date_is_parsed_back(day: date, language: str) -> None:
    assert dates.parse_date(dates.plain_date(day, language)) == day
