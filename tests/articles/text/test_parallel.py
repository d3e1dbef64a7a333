from hypothesis import given
from hypothesis import strategies as st

from articles.text.parallel import pair
from articles.text.statements import Text

TEXTS = st.lists(st.text(max_size=40), max_size=12).map(tuple)


def test_as_many_paragraphs_stand_side_by_side() -> None:
    assert pair(Text(("Satu.", "Dua."), "id"), Text(("One.", "Two."), "en")) == [0, 1]


def test_paragraph_that_was_left_out_has_no_other_side() -> None:
    old = Text(
        ("Gempa menewaskan 12 orang.", "Cuaca cerah hari itu.", "Kerugian Rp3 miliar."), "id"
    )
    new = Text(("The quake killed twelve.", "Losses are 3 billion."), "en")

    assert pair(old, new) == [0, None, 1]


@given(TEXTS, TEXTS)
def test_order_is_kept_and_none_is_named_twice(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    places = pair(Text(old, "id"), Text(new, "en"))

    found = [place for place in places if place is not None]
    assert (len(places), found) == (len(old), sorted(set(found)))
    assert all(place < len(new) for place in found)
