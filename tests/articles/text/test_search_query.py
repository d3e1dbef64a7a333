"""What is asked of PostgreSQL for what a reader typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.folding import folded
from articles.text.search_query import query


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", ""),
        ("  ", ""),
        ("panen raya", '"panen" "raya"'),
        ('"panen raya" kopi', '"panen raya" "kopi"'),
        ('"panen', '"panen"'),
        ("kopi or teh", '"kopi" or "teh"'),
        ("kopi OR teh", '"kopi" or "teh"'),
        ("or kopi or or teh or", '"kopi" or "teh"'),
        ('"or" kopi', '"or" "kopi"'),
        ("desa -kopi", '"desa" -"kopi"'),
        ('desa -"panen raya"', '"desa" -"panen raya"'),
        ("desa - kopi – teh", '"desa" "kopi" "teh"'),
        ("Covid-19 pro-Palestina", '"Covid 19" "pro Palestina"'),
        ("TNI/Polri", '"TNI" "Polri"'),
        ("-TNI/Polri", '-"TNI Polri"'),
        ('"TNI/Polri"', '"TNI Polri"'),
        ("12/3/2026 Rp12.500/kg", '"12 3 2026" "Rp 12 500 kg"'),
        ("redaksi@contoh.test", '"redaksi contoh test"'),
        ("Mi’raj", '"Miraj"'),
        ("مسئول", '"مسوول"'),
        ("!&|():*<->\\\0", ""),
    ],
)
def test_query_of_what_was_typed(typed: str, asked: str) -> None:
    assert query(typed) == asked


@given(st.text(st.one_of(st.sampled_from("ab1 -\"/.'or\n"), st.characters())))
def test_query_holds_words_in_quotes_and_nothing_that_could_be_read_otherwise(typed: str) -> None:
    asked = query(typed)

    assert re.fullmatch(r'(-?"[^"]+"( or)?( (?=.)|$))*', asked)
    assert not asked.endswith(" or")
    assert all(folded(phrase) == phrase for phrase in re.findall(r'"([^"]*)"', asked))
