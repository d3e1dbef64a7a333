"""Where Baca Juga stands."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.body import Block, parse
from articles.text.related_slots import EVERY, Slot, breaks, place

P = Block("paragraph", "kata")
H = Block("heading2", "Anak judul")
QUOTE = Block("quote", children=(P, P))
LIST = Block("bullets", children=(Block("item", children=(P,)),))
VERSE = Block("paragraph", "نص", "ar", "rtl")
ARABIC_QUOTE = Block("quote", children=(VERSE, VERSE))
ASKED = Block("paragraph", "<strong>Tanya</strong>: Mengapa?")
LINE = Block("paragraph", "- satu")


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([], []),
        ([P], [True]),
        ([H], [True]),
        ([P, P, P], [True, True, True]),
        ([P, H, P], [True, False, True]),
        ([P, H, H, P], [True, False, False, True]),
        ([P, QUOTE, LIST, P], [True, True, True, True]),
        ([P, VERSE, P, P], [True, False, True, True]),
        ([P, VERSE, VERSE, P, P], [True, False, False, True, True]),
        ([P, ARABIC_QUOTE, P], [True, False, True]),
        ([P, P, VERSE, H, P], [True, True, True, False, True]),
        ([VERSE, VERSE, VERSE, P], [True, True, True, True]),
        ([P, ASKED, P, P], [True, False, True, True]),
        ([P, ASKED, ASKED, P, P], [True, False, False, True, True]),
        ([P, ASKED], [True, True]),
        ([P, LINE, LINE, P], [True, False, True, True]),
    ],
)
def test_breaks_of_a_body(blocks: list[Block], expected: list[bool]) -> None:
    assert breaks(blocks) == expected


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("Tanya: Mengapa?", True),
        ("tanya : Mengapa?", True),
        ("T: Mengapa?", True),
        ("Q: Why?", True),
        ("MINA: Bagaimana?", True),
        ("س: لماذا؟", True),
        ("Jakarta, MINA – Pasar itu dibuka.", False),
        ("Tanya jawab: sebuah pengantar.", False),
        ("Jawab: Karena.", False),
        ("Timbangan: baru.", False),
    ],
)
def test_breaks_after_what_may_be_a_question(text: str, is_question: bool) -> None:
    assert breaks([Block("paragraph", text), P]) == [not is_question, True]


@pytest.mark.parametrize(
    ("text", "is_line"),
    [
        *[("- satu", True), ("– satu", True), ("1. satu", True), ("(2) dua", True)],
        *[("-satu", False), ("2021. Tahun itu", False), ("1.000 orang", False)],
    ],
)
def test_breaks_after_what_may_be_a_line_of_a_list(text: str, is_line: bool) -> None:
    assert breaks([Block("paragraph", text), LINE]) == [not is_line, True]


@pytest.mark.parametrize(
    ("blocks", "chosen", "fill", "expected"),
    [
        # Nothing to place, or nowhere to place it.
        ([], [1, None], 3, []),
        ([P] * 8, [], 0, []),
        ([P] * 8, [], -1, []),
        # Automatic: after the 4th, every 4th after it, and at the end.
        ([P], [], 9, [(0, 0)]),
        ([P] * 3, [], 9, [(2, 0)]),
        ([P] * 4, [], 9, [(3, 0)]),
        ([P] * 6, [], 9, [(3, 0), (5, 1)]),
        ([P] * 8, [], 9, [(3, 0), (7, 1)]),
        ([P] * 13, [], 9, [(3, 0), (7, 1), (11, 2), (12, 3)]),
        ([P] * 13, [], 1, [(3, 0)]),
        ([P] * 13, [], 2, [(3, 0), (7, 1)]),
        ([P, P, H, P, P, P, P], [], 9, [(4, 0), (6, 1)]),
        ([P, P, P, H], [], 9, [(3, 0)]),
        # Not in a verse, a question and its answer, or below a heading.
        ([P, P, P, VERSE, P, P, P], [], 9, [(4, 0), (6, 1)]),
        ([P, P, P, ASKED, P, P, P], [], 9, [(4, 0), (6, 1)]),
        ([P, P, P, P, H, P, P], [], 9, [(3, 0), (6, 1)]),
        ([P, P, P, *[LINE] * 7, P], [], 9, [(9, 0), (10, 1)]),
        # Chosen by an editor.
        ([P] * 8, [4], 0, [(3, 0)]),
        ([P] * 8, [1, 2], 0, [(0, 0), (1, 1)]),
        ([P] * 8, [6, 2], 0, [(1, 1), (5, 0)]),
        ([P] * 8, [0, -3], 0, [(0, 0), (1, 1)]),
        ([P] * 8, [8, 99], 0, [(6, 1), (7, 0)]),
        ([P] * 8, [4, 4], 0, [(3, 0), (4, 1)]),
        ([P] * 8, [4, 4, 5], 0, [(3, 0), (4, 2), (5, 1)]),
        ([P, P, VERSE, P, P], [3], 0, [(3, 0)]),
        ([P, P, VERSE, P, P], [3, 4], 0, [(3, 1), (4, 0)]),
        ([P, H, P, P], [2], 0, [(2, 0)]),
        ([P, P], [1, 1, 1], 0, [(0, 0), (1, 1)]),
        # Chosen without a place: the automatic ones, then any.
        ([P] * 8, [None], 0, [(3, 0)]),
        ([P] * 8, [None, 4], 0, [(3, 1), (7, 0)]),
        ([P] * 3, [None, None], 0, [(1, 1), (2, 0)]),
        # Chosen first, the rest filled.
        ([P] * 13, [4], 9, [(3, 0), (7, 1), (11, 2), (12, 3)]),
        ([P] * 13, [5], 9, [(4, 0), (7, 1), (11, 2), (12, 3)]),
        ([P] * 13, [3, 9, 13], 9, [(2, 0), (8, 1), (11, 3), (12, 2)]),
        ([P] * 13, [None, 6], 1, [(5, 1), (7, 0), (11, 2)]),
        ([P] * 8, [1], 9, [(0, 0), (3, 1), (7, 2)]),
    ],
)
def test_place_of_links(
    blocks: Sequence[Block],
    chosen: list[int | None],
    fill: int,
    expected: list[tuple[int, int]],
) -> None:
    assert place(blocks, chosen, fill) == [Slot(*slot) for slot in expected]


def test_place_of_the_links_of_an_imported_story() -> None:
    blocks = parse("".join(f"<p>Paragraf {number}.</p>" for number in range(1, 8)))

    slots = place(blocks, [4, 7], 5)

    assert slots == [Slot(3, 0), Slot(6, 1)]


BLOCKS = st.lists(st.sampled_from([P, P, P, P, H, QUOTE, LIST, VERSE, ASKED, LINE]), max_size=20)
CHOSEN = st.lists(st.none() | st.integers(-1, 25), max_size=6)


@given(BLOCKS, CHOSEN, st.integers(0, 12))
def test_place_keeps_its_promises(blocks: list[Block], chosen: list[int | None], fill: int) -> None:
    slots = place(blocks, chosen, fill)

    allowed = breaks(blocks)
    assert slots == sorted(slots)
    assert all(allowed[slot.after] for slot in slots)
    assert len({slot.after for slot in slots}) == len(slots)
    assert len({slot.which for slot in slots}) == len(slots)
    of_editor = [slot for slot in slots if slot.which < len(chosen)]
    assert len(of_editor) == min(len(chosen), sum(allowed))
    paragraphs = sum(block.kind != "heading2" for block in blocks)
    assert len(slots) - len(of_editor) <= min(fill, max(paragraphs - 1, 0) // EVERY + 1)


@given(
    BLOCKS.filter(bool), st.lists(st.integers(1, 20), unique=True, max_size=6), st.integers(0, 9)
)
def test_place_keeps_chosen_places_that_are_allowed(
    blocks: list[Block], chosen: list[int], fill: int
) -> None:
    slots = place(blocks, chosen, fill)

    ends = [index for index, block in enumerate(blocks) if block.kind != "heading2"]
    for which, number in enumerate(chosen):
        if number <= len(ends) and breaks(blocks)[ends[number - 1]]:
            assert Slot(ends[number - 1], which) in slots or number_at_end(number, ends, chosen)


def number_at_end(number: int, ends: list[int], chosen: list[int]) -> bool:
    """A place behind the text is the end of it too, and may have been chosen first."""
    return number == len(ends) and any(other > number for other in chosen)


@given(BLOCKS, st.integers(0, 9))
def test_place_of_automatic_links_leaves_room_between_them(blocks: list[Block], fill: int) -> None:
    *places, _ = [slot.after for slot in place(blocks, [], fill)] or [0]

    counted = [index for index, block in enumerate(blocks) if block.kind != "heading2"]
    numbers = [counted.index(index) + 1 for index in places]
    assert all(number >= EVERY for number in numbers)
    assert all(later - earlier >= 2 for earlier, later in pairwise(numbers))
