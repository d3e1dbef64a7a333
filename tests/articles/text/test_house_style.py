"""A wrong form is found as whole words, and replaced as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.house_style import Form, Forms, places


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        (
            Form("merubah", "mengubah"),
            "merubah. Merubah. MERUBAH.",
            "mengubah Mengubah MENGUBAH",
        ),
        (Form("merubah", "mengubah"), "dirubah, merubahnya, me-rubah", ""),
        (Form("di mana", "tempat"), "kota di\u00a0mana ia lahir, dimana-mana", "tempat"),
        (Form("Jum'at", "Jumat"), "salat Jum’at, jum'at", "Jumat"),
        (Form("Gaza", "Jalur Gaza"), "di Jalur Gaza dan Gaza", "Jalur Gaza"),
        (Form("UN", "PBB"), "UN dan un", "PBB"),
        (Form("القدس المحتلة", "القدس"), "في القدس المحتلة اليوم", "القدس"),
    ],
)
def test_wrong_form_is_found_and_what_stands_instead(form: Form, text: str, expected: str) -> None:
    assert " ".join(form.replaced(found[0]) for found in form.find(text)) == expected


def test_many_forms_are_found_in_one_walk_each_spelling_once() -> None:
    forms = Forms([(Form("merubah", "mengubah"), 1), (Form("di mana", "tempat"), 2)])

    found = forms.find("Merubah, merubah dan merubah kota di mana ia lahir.")

    assert [(words, rule) for words, _, rule in found] == [
        *(("Merubah", 1), ("merubah", 1), ("di mana", 2))
    ]


def test_form_is_found_whichever_of_its_words_the_text_has_more_often() -> None:
    forms = Forms([(Form("di mana's", "x"), 1), (Form("di mana pun", "y"), 2)])

    assert [rule for _, _, rule in forms.find("Di\nMANA’S dan di mana itu, pun begitu")] == [1]


def test_place_is_shown_with_what_stands_round_it() -> None:
    (place,) = places(Form("merubah", "mengubah"), "Pemerintah merubah aturan.")

    assert (place.before, place.found, place.after) == ("Pemerintah ", "merubah", " aturan.")


def test_blanks_alone_are_found_nowhere() -> None:
    assert list(Form(" \n", "x").find("a  b")) == []


@given(st.text(min_size=1), st.text())
def test_any_words_may_be_a_rule(wrong: str, text: str) -> None:
    form = Form(wrong, "x")

    assert all(found.group() for found in form.find(text))
    assert Forms([(form, 0)]).find(text) is not None
