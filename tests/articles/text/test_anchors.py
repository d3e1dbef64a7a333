import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.anchors import CONTEXT, EDGE, Anchor, anchor, at, find, letters

TEXT = "Warga desa contoh memanen padi pada pagi hari. Warga desa contoh menjemur gabah siang hari."


def anchored(text: str, quote: str, *, second: bool = False) -> Anchor:
    held, wanted = letters(text), "".join(quote.split())
    start = held.find(wanted)
    start = held.find(wanted, start + 1) if second else start
    return at(held, start, start + len(wanted))


def found(text: str, passage: Anchor) -> str | None:
    """What stands before the passage where it is found."""
    held = letters(text)
    place = find(held, passage)
    return None if place is None else held[:place].removeprefix(EDGE)


def test_passage_is_found_whatever_the_blanks() -> None:
    passage = anchored(TEXT, "menjemur gabah")

    assert found(TEXT.replace(". ", ".\n\n").replace(" gabah", "\xa0\ufeffgabah"), passage) == (
        "Wargadesacontohmemanenpadipadapagihari.Wargadesacontoh"
    )


@pytest.mark.parametrize("second", [False, True])
def test_passage_that_stands_twice_is_the_one_whose_context_it_has(second: bool) -> None:
    passage = anchored(TEXT, "desa contoh", second=second)

    before = found(f"Kalimat baru di depan. {TEXT}", passage)

    assert before is not None
    assert before.endswith("hari.Warga") == second


@pytest.mark.parametrize(
    "changed",
    [
        # What is round it went on one side, or on the other, or but for a few letters on both.
        TEXT.replace("Warga desa contoh memanen padi", "Petani memanen padi"),
        TEXT.replace(" Warga desa contoh menjemur gabah siang hari.", ""),
        f"Berita lain sama sekali. {TEXT[12:53]} Habis.",
    ],
)
def test_passage_is_found_where_only_what_is_round_it_changed(changed: str) -> None:
    passage = anchored(TEXT, "padi pada pagi")

    assert found(changed, passage) is not None


@pytest.mark.parametrize(
    ("quote", "changed"),
    [
        ("padi pada pagi", TEXT.replace("padi", "jagung")),
        # The same short words elsewhere are another passage.
        ("padi", "Harga padi naik di pasar kota."),
        ("Warga", "Harga beras turun."),
        ("Warga", "Warga kota lain turun ke jalan."),
        ("", TEXT),
    ],
)
def test_passage_that_went_is_not_found_elsewhere(quote: str, changed: str) -> None:
    assert found(changed, anchored(TEXT, quote)) is None


def test_passage_in_the_same_words_twice_is_taken_for_neither() -> None:
    passage = anchored(TEXT * 4, "padi pada pagi", second=True)

    assert found(TEXT * 4, passage) is None


def test_long_passage_is_known_by_itself() -> None:
    quote = TEXT[6:45]

    assert found(f"Semua lain baru: {quote} – begitu saja.", anchored(TEXT, quote)) is not None


def test_passage_as_it_was_selected_is_found() -> None:
    selected = anchor("memanen\npadi", TEXT[:18], TEXT[31:])

    assert found(TEXT, selected) == "Wargadesacontoh"
    assert (selected.before[0], len(selected.after)) == (EDGE, CONTEXT)


@given(st.text("ab \n", max_size=90), st.text("ab \n", max_size=90), st.data())
def test_what_is_found_is_the_passage_or_stood_more_than_once(
    text: str, added: str, data: st.DataObject
) -> None:
    held = letters(text)
    start = data.draw(st.integers(1, len(held) - 1))
    end = data.draw(st.integers(start, len(held) - 1))
    passage = at(held, start, end)
    whole = passage.before + passage.quote + passage.after

    here, elsewhere = find(held, passage), find(letters(added), passage)

    if passage.quote and held.find(whole, held.find(whole) + 1) < 0:
        assert here == start
    else:
        assert here is None
    if elsewhere is not None:
        assert letters(added).startswith(passage.quote, elsewhere)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_passage_of_any_text_can_be_looked_for(text: str, quote: str, before: str) -> None:
    held = letters(text)

    place = find(held, anchor(quote, before, text))

    assert place is None or held.startswith("".join(letters(quote)[1:-1]), place)
