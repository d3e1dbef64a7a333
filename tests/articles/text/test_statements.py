"""What a text states, what of it a correction takes back, and the notice drafted from that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.notices import APOLOGY, composed, draft
from articles.text.statements import Kind, Statement, Text, changes, names_in, statements


def said(old: str, new: str, language: str = "id") -> list[tuple[str, str | None]]:
    return [
        (change.old.quote, change.new.quote if change.new else None)
        for change in changes([(old, new)], language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        ("id", "Gempa menewaskan 12 orang di kota itu.", ["12 orang"]),
        ("id", "Kerugian Rp3 miliar dan Rp 1,5 juta.", ["Rp3 miliar", "Rp 1,5 juta"]),
        ("id", "Sebanyak dua belas orang, naik 4,5 persen.", ["dua belas orang", "4,5 persen"]),
        ("en", "It killed twelve people and cost US$3 million.", ["twelve people", "US$3 million"]),
        ("ar", "قتل 12 شخصا في المدينة", ["12 شخصا"]),
        ("ar", "قتل ١٢ في المدينة", ["١٢"]),
        ("ar", "قتل خمسة أشخاص وثلاثة أطفال", ["خمسة أشخاص", "ثلاثة أطفال"]),
    ],
)  # fmt: skip
def test_number_stands_with_what_it_counts(language: str, text: str, quotes: list[str]) -> None:
    found = [each.quote for each in statements(text, language) if each.kind is Kind.NUMBER]

    assert found == quotes


def test_name_is_capitals_that_begin_no_sentence_and_are_no_day() -> None:
    found = statements("Warga bertemu Ahmad Contoh di Bogor, Selasa. Warga pulang.", "id")

    assert [each.quote for each in found] == ["Ahmad Contoh", "Bogor"]


def test_quote_is_several_words_in_quotation_marks() -> None:
    found = statements("“Kami akan kembali besok,” katanya soal “damai”.", "id")

    assert [each.quote for each in found] == ["Kami akan kembali besok"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Ada 12 orang dan 3 mobil.", "Ada 10 orang dan 3 mobil.", [("12 orang", "10 orang")]),
        ("kata Ahmad Contoh.", "kata Achmad Contoh.", [("Ahmad Contoh", "Achmad Contoh")]),
        ("Sebuah rumah besar dijual.", "Sebuah rumah kecil dijual.", [("besar", "kecil")]),
        ("Ada 12 orang terluka di sana.", "Orang terluka di sana.", [("12 orang", None)]),
        ("Ada 12 orang.", "Sebanyak dua belas orang.", []),
        (
            "Ada 10 orang tewas, 12 orang luka.",
            "Ada 12 orang tewas, 15 orang luka.",
            [("10 orang", "12 orang"), ("12 orang", "15 orang")],
        ),
        (
            "Kata Kepala Polisi Ahmad Contoh. Lalu Ahmad Contoh pergi.",
            "Kata Kepala Polisi Achmad Contoh. Lalu Achmad Contoh pergi.",
            [("Ahmad Contoh", "Achmad Contoh")],
        ),
        ("Ada 12 orang.", "Ada 12 orang.", []),
    ],
)
def test_change_is_what_is_stated_no_more(
    old: str, new: str, told: list[tuple[str, str | None]]
) -> None:
    assert said(old, new) == told


def test_what_went_to_another_paragraph_is_no_change() -> None:
    sides = [("Ada 12 orang.", "Ada beberapa."), ("Mereka pulang.", "Mereka, 12 orang, pulang.")]

    assert [c.old.quote for c in changes(sides, "id") if c.old.kind is Kind.NUMBER] == []


def test_change_of_a_headline_is_told_in_the_capitals_of_a_paragraph() -> None:
    sides = [("Tewas 12 Orang", "Tewas 10 Orang"), ("Ada 12 orang.", "Ada 10 orang.")]

    assert [(c.old.quote, c.new and c.new.quote) for c in changes(sides, "id")] == [
        ("12 orang", "10 orang")
    ]


def test_name_in_arabic_is_told_beside_a_number() -> None:
    old, new = ("قتل ١٢ شخصا، قال أحمد المثالي.", "قتل ١٥ شخصا، قال أحمد النموذجي.")

    assert said(old, new, "ar") == [("١٢ شخصا", "١٥ شخصا"), ("المثالي", "النموذجي")]


def test_name_that_is_written_out_is_said_only_where_it_is_not() -> None:
    (change,) = changes([("kata Ahmad.", "kata Ahmad Contoh.")], "id")

    assert change.is_said_in(Text(("Di sana Ahmad bicara.",), "id"))
    assert not change.is_said_in(Text(("Di sana Ahmad Contoh bicara.",), "id"))


def test_one_change_that_stands_in_several_places_is_told_once() -> None:
    sides = [("Tewas 12 orang", "Tewas 10 orang"), ("Dua belas orang.", "Sepuluh orang.")]

    assert [(c.old.quote, c.part) for c in changes(sides, "id")] == [("12 orang", 0)]


@pytest.mark.parametrize(
    ("language", "text", "is_in"),
    [
        ("id", "Sebanyak dua belas warga", True),
        ("en", "Twelve people died", True),
        ("ar", "قتل ١٢ شخصا", True),
        ("ar", "قتل اثنا عشر شخصا", True),
        ("id", "Sebanyak 120 orang pada 12/1", False),
    ],
)
def test_number_is_found_in_any_language(language: str, text: str, is_in: bool) -> None:
    (number,) = statements("12 orang", "id")

    assert number.is_in(Text((text,), language)) is is_in


def test_words_are_found_as_search_folds_them() -> None:
    name = Statement(Kind.NAME, "Sa’ad Contoh")

    assert name.is_in(Text(("kata SAAD  Contoh,",), "id"))
    assert not name.is_in(Text(("kata Saad Contohan",), "id"))


def test_names_that_stand_most_often_come_first() -> None:
    assert names_in(["di Bogor dan Depok", "dari Depok"]) == ["Depok", "Bogor"]


@pytest.mark.parametrize(
    ("language", "old", "new", "notice"),
    [
        (
            "id",
            "Ada 12 orang.",
            "Ada 10 orang.",
            "Berita ini sebelumnya menyebut “12 orang”. Yang benar “10 orang”.",
        ),
        (
            "en",
            "There were 12 people.",
            "There were 10 people.",
            "An earlier version of this story said “12 people”. It should have said “10 people”.",
        ),
        (
            "ar",
            "قتل 12 شخصا",
            "قتل 10 أشخاص",
            "ورد في نسخة سابقة من هذا الخبر «12 شخصا»، والصواب «10 أشخاص».",
        ),
    ],
)
def test_draft_names_what_was_changed_in_the_language_of_the_story(
    language: str, old: str, new: str, notice: str
) -> None:
    assert draft(changes([(old, new)], language), [(old, new)], language) == notice


HEADS = [("Judul", "Judul"), ("", "")]


@pytest.mark.parametrize(
    ("old", "new", "notice"),
    [
        ("", "Ia membantahnya.", "Ditambahkan ke dalam berita ini: “Ia membantahnya”."),
        ("Ia membantahnya.", "", "Dihapus dari berita ini: “Ia membantahnya”."),
        (
            "Ia datang. Ia pulang.",
            "Ia datang. Ia duduk di sana. Ia pulang.",
            "Ditambahkan ke dalam berita ini: “Ia duduk di sana”.",
        ),
        (
            "Ia datang. Ia duduk di sana. Ia pulang.",
            "Ia datang. Ia pulang.",
            "Dihapus dari berita ini: “Ia duduk di sana”.",
        ),
        (
            "Ia datang. Ia bersalah.",
            "Ia datang. Ia tidak bersalah.",
            "Berita ini sebelumnya menyebut “Ia bersalah”. Yang benar “Ia tidak bersalah”.",
        ),
        ("", "Ada 12 orang.", "Ditambahkan ke dalam berita ini: “Ada 12 orang”."),
    ],
)
def test_draft_says_what_was_added_and_what_was_removed(old: str, new: str, notice: str) -> None:
    sides = [*HEADS, ("Satu.", "Satu."), (old, new)]

    assert draft(changes(sides, "id"), sides, "id") == notice


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("en", "Added to this story: “She denied it”. Removed from this story: “He left”."),
        ("ar", "أُضيف إلى هذا الخبر: «She denied it». حُذف من هذا الخبر: «He left»."),
    ],
)
def test_draft_says_so_in_the_language_of_the_story(language: str, notice: str) -> None:
    sides = [*HEADS, ("", "She denied it."), ("He left.", "")]

    assert draft([], sides, language) == notice


def test_draft_names_an_added_paragraph_beside_what_became_other() -> None:
    sides = [*HEADS, ("Ada 12 orang.", "Ada 10 orang."), ("", "Ia membantahnya.")]

    assert draft(changes(sides, "id"), sides, "id") == (
        "Berita ini sebelumnya menyebut “12 orang”. Yang benar “10 orang”. "
        "Ditambahkan ke dalam berita ini: “Ia membantahnya”."
    )


def test_draft_names_no_paragraph_that_only_moved() -> None:
    sides = [*HEADS, ("", "Dua."), ("Satu.", "Satu."), ("Dua.", "")]

    assert draft(changes(sides, "id"), sides, "id") == ""


def test_draft_names_the_paragraphs_where_too_much_was_changed() -> None:
    long, other = "satu dua tiga " * 30, "empat lima enam " * 30
    sides = [*HEADS, ("", ""), ("Satu.", "Satu."), (long, other), ("Dua.", "Dua."), (long, other)]

    assert draft([], sides, "id") == "Alinea ke-2 diperbaiki. Alinea ke-4 diperbaiki."


def test_notice_apologises_once() -> None:
    sorry = APOLOGY["id"]

    assert composed("Satu.", "Salah dengar.", "id", apology=True) == f"Satu. Salah dengar. {sorry}"
    assert composed(f"Satu. {sorry}", "", "id", apology=True) == f"Satu. {sorry}"


@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from(("id", "en", "ar")))
def test_any_text_can_be_read_and_held_against_any(old: str, new: str, language: str) -> None:
    found = changes([(old, new)], language)

    assert all(change.old.quote in old for change in found if change.old.kind is not Kind.NAME)
    assert isinstance(draft(found, [*HEADS, (old, new)], language), str)
