from fractions import Fraction

import pytest

from articles.text.folding import folded
from articles.text.number_forms import forms
from articles.text.said_numbers import numbers


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "12"),
        ("id", "dua belas"),
        ("en", "twelve"),
        ("ar", "١٢"),
        ("id", "dua puluh satu"),
        ("en", "ninety-nine"),
        ("id", "1.200"),
        ("id", "seribu dua ratus"),
        ("id", "sembilan ratus lima belas"),
        ("en", "one thousand two hundred"),
        ("en", "1,200"),
        ("id", "1,2 ribu"),
        ("id", "3 miliar"),
        ("en", "2.5 billion"),
        ("id", "4,5"),
        ("id", "sebelas"),
        ("id", "sepuluh"),
        ("ar", "3 مليون"),
    ],
)
def test_number_is_looked_for_in_the_form_in_which_it_stands(language: str, text: str) -> None:
    (number,) = numbers(text, language)

    assert " ".join(folded(text).casefold().split()) in forms(number.value)


def test_each_form_is_named_once() -> None:
    assert forms(Fraction(12)) == ["12", "dua belas", "twelve"]
