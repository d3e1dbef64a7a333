from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import dateline
from articles.text.dateline import Dateline
from articles.text.hijri import HijriDate


def read(paragraph: str) -> tuple[Dateline, str]:
    parsed = dateline.parse(paragraph)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    ("text", "places", "mark", "separator"),
    [
        ("Jakarta, MINA –", ("Jakarta",), "MINA", "–"),
        ("Jakarta, MINA -", ("Jakarta",), "MINA", "-"),
        ("Jakarta,  MINA  —", ("Jakarta",), "MINA", "—"),
        ("Cileungsi, Kab. Bogor, MINA –", ("Cileungsi", "Kab. Bogor"), "MINA", "–"),
        ("Yerusalem, Palestina, MINA –", ("Yerusalem", "Palestina"), "MINA", "–"),
        ("Deir al-Balah, Gaza, MINA –", ("Deir al-Balah", "Gaza"), "MINA", "–"),
        ("Ambon, (MINA) –", ("Ambon",), "MINA", "–"),
        ("Ambon (MINA) –", ("Ambon",), "MINA", "–"),
        ("Tehran, MINA/FNA –", ("Tehran",), "MINA/FNA", "–"),
        ("MINA –", (), "MINA", "–"),
        (", MINA –", (), "MINA", "–"),
        ("لامبونج، مينا –", ("لامبونج",), "مينا", "–"),
        ("القدس، فلسطين، مينا –", ("القدس", "فلسطين"), "مينا", "–"),
        ("جاكرتا (معراج) –", ("جاكرتا",), "معراج", "–"),
    ],
)
def test_parse_reads_todays_form(
    text: str, places: tuple[str, ...], mark: str, separator: str
) -> None:
    found, rest = read(f"{text}  Isi berita.")

    assert found == Dateline(
        text=text,
        gap="  ",
        places=places,
        mark=mark,
        date=None,
        date_text="",
        hijri="",
        separator=separator,
    )
    assert rest == "Isi berita."


@pytest.mark.parametrize(
    ("text", "places", "day", "hijri"),
    [
        (
            "Jakarta, 13 Dzulqa’dah 1437/16 Agustus 2016 (MINA) –",
            ("Jakarta",),
            date(2016, 8, 16),
            "13 Dzulqa’dah 1437",
        ),
        ("JAKARTA, 26 Oktober 2012 (MINA) –", ("JAKARTA",), date(2012, 10, 26), ""),
        (
            "Tehran, 22 Safar 1434/4 January 2013 (MINA/FNA) –",
            ("Tehran",),
            date(2013, 1, 4),
            "22 Safar 1434",
        ),
        (
            "Jakarta,  11 Dzulqa`dah  1437/ 14 Agustus 2016 (MINA) -",
            ("Jakarta",),
            date(2016, 8, 14),
            "11 Dzulqa`dah 1437",
        ),
        (
            "Al-Quds (Jerusalem), 23 Safar 1434/5 Januari 2013 (MINA) –",
            ("Al-Quds (Jerusalem)",),
            date(2013, 1, 5),
            "23 Safar 1434",
        ),
        (
            "Ramallah, Palestina – 23 Safar 1434/5 Januari 2013 (MINA) –",
            ("Ramallah", "Palestina"),
            date(2013, 1, 5),
            "23 Safar 1434",
        ),
        (
            "Tehran, 22 Safar 1434H/January 4, 2013 (MINA) –",
            ("Tehran",),
            date(2013, 1, 4),
            "22 Safar 1434H",
        ),
        ("Tehran, January 4, 2013 (MINA) –", ("Tehran",), date(2013, 1, 4), ""),
        ("13 Rajab 1437/20 April 2016 (MINA) –", (), date(2016, 4, 20), "13 Rajab 1437"),
        ("جاكرتا 6 صفر 1434/ 19 ديسمبر 2012 (مينا)", ("جاكرتا",), date(2012, 12, 19), "6 صفر 1434"),
    ],
)
def test_parse_reads_the_archives_form(
    text: str, places: tuple[str, ...], day: date, hijri: str
) -> None:
    found, rest = read(f"{text} Isi berita.")

    assert (found.text, found.places, found.date, found.hijri) == (text, places, day, hijri)
    assert not dateline.has_impossible_date(found)
    assert rest == "Isi berita."


@pytest.mark.parametrize(
    ("text", "day", "hijri"),
    [
        (
            "Jakarta, 39 Jumadil Awwal 1437/3 Maret 2016 (MINA) –",
            date(2016, 3, 3),
            "39 Jumadil Awwal 1437",
        ),
        ("Jakarta, 31 Februari 2013 (MINA) –", None, ""),
        ("Jakarta, 1 Antah 1437 (MINA) –", None, "1 Antah 1437"),
        ("Jakarta, 16-8-2016 (MINA) –", None, ""),
    ],
)
def test_parse_keeps_an_impossible_date_as_text(text: str, day: date | None, hijri: str) -> None:
    found, _ = read(f"{text} Isi.")

    assert (found.text, found.date, found.hijri) == (text, day, hijri)
    assert dateline.has_impossible_date(found)


def test_parse_sees_through_markup_and_keeps_it_in_the_text() -> None:
    text = 'Jakarta, 1 Rajab 1437/<img alt="x, MINA – y" />9 April 2016 (MINA) –'

    found, rest = read(f"{text} Isi.")

    assert found.text == text
    assert found.places == ("Jakarta",)
    assert found.date == date(2016, 4, 9)
    assert rest == "Isi."


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "Warga desa membuka kembali perpustakaan.",
        "Mi’raj News Agency (MINA)",
        "Kantor Berita Islam Mi’raj (MINA) – lembaga yang menaungi kami.",
        "Kantor Berita Islam (MINA) – lembaga yang menaungi kami.",
        "وكالة معراج للأنباء (مينا)",
        "Pada Selasa kemarin, kata dia, MINA – yang hadir – meliput.",
        "Presiden tiba: “Kami datang”, MINA – melaporkan.",
        "Jakarta, MINA-net meliput.",
        "Jakarta, Mina – tempat jamaah bermalam.",
        "Jakarta (MINA) meliput.",
        "Wartawan kami yang hadir di tempat itu (MINA) – melaporkan.",
        "Jakarta, MINA\n",
    ],
)
def test_parse_takes_no_running_text_for_a_dateline(paragraph: str) -> None:
    assert dateline.parse(paragraph) is None


@pytest.mark.parametrize(
    ("language", "mark", "place", "on", "hijri", "composed"),
    [
        ("id", "MINA", "Jakarta", None, None, "Jakarta, MINA –"),
        ("ar", "مينا", "لامبونج", None, None, "لامبونج، مينا –"),
        ("id", "MINA", "", None, None, "MINA –"),
        (
            "id",
            "MINA",
            "Jakarta",
            date(2016, 8, 16),
            HijriDate(13, 11, 1437),
            "Jakarta, 13 Dzulqa’dah 1437/16 Agustus 2016 (MINA) –",
        ),
        (
            "en",
            "MINA",
            "Jakarta",
            date(2012, 10, 26),
            None,
            "Jakarta, 26 October 2012 (MINA) –",
        ),
        (
            "ar",
            "مينا",
            "جاكرتا",
            date(2012, 12, 19),
            HijriDate(6, 2, 1434),
            "جاكرتا، 6 صفر 1434/19 ديسمبر 2012 (مينا) –",
        ),
    ],
)
def test_compose_prints_both_generations(
    language: str,
    mark: str,
    place: str,
    on: date | None,
    hijri: HijriDate | None,
    composed: str,
) -> None:
    assert dateline.compose(place, mark=mark, language=language, on=on, hijri=hijri) == composed


days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
hijri_dates = st.builds(HijriDate, st.integers(1, 30), st.integers(1, 12), st.integers(1300, 1500))


@given(
    st.sampled_from(["Jakarta", "Cileungsi, Kab. Bogor", "Al-Quds (Jerusalem), Palestina"]),
    st.sampled_from(["id", "en", "ar"]),
    st.none() | days,
    st.none() | hijri_dates,
)
def test_composed_dateline_is_parsed_back(
    place: str, language: str, on: date | None, hijri: HijriDate | None
) -> None:
    mark = "مينا" if language == "ar" else "MINA"

    text = dateline.compose(place, mark=mark, language=language, on=on, hijri=hijri)
    found, rest = read(f"{text} Isi.")

    assert (found.text, found.mark, found.date, rest) == (text, mark, on, "Isi.")
    assert ", ".join(found.places) == place
    assert not dateline.has_impossible_date(found)


@given(st.text() | st.lists(st.sampled_from([*"Ja,، (–- )/<1\u200f", "MINA", "مينا"])).map("".join))
def test_parts_rebuild_any_paragraph(paragraph: str) -> None:
    parsed = dateline.parse(paragraph)

    assert parsed is None or parsed[0].text + parsed[0].gap + parsed[1] == paragraph
