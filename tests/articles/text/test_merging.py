"""Two bodies made of one: what does not touch is merged, the rest is asked, nothing vanishes."""

from collections import Counter
from itertools import chain

import pytest
from hypothesis import given

from articles.text.body import Block, parse
from articles.text.merging import Chunk, Side, merge, merge_two, settle
from tests.articles.text.bodies import bodies

A, B, C = "satu dua tiga", "empat lima enam", "tujuh delapan sembilan"


def text(*paragraphs: str) -> tuple[Block, ...]:
    return parse("".join(f"<p>{words}</p>" for words in paragraphs))


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ((A, B, C), (A, B, C), (A, B, C)),
        # Neighbours that each has changed one of don't touch.
        (("satu dua X", B, C), (A, "empat lima Y", C), ("satu dua X", "empat lima Y", C)),
        ((A, B, C, "baru"), ("awal", A, B, C), ("awal", A, B, C, "baru")),
        ((A, C), (A, B, "tujuh delapan Y"), (A, "tujuh delapan Y")),
        (("satu dua X", B, C), ("satu dua X", B), ("satu dua X", B)),
        ((A, "sela", B, C), (A, "sela", B, C), (A, "sela", B, C)),
    ],
)
def test_what_one_side_changed_is_merged(
    mine: tuple[str, ...], theirs: tuple[str, ...], merged: tuple[str, ...]
) -> None:
    chunks = merge(text(A, B, C), text(*mine), text(*theirs))

    assert settle(chunks, []) == text(*merged)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (("satu dua X", B, C), ("satu dua Y", B, C), [((A,), ("satu dua X",), ("satu dua Y",))]),
        ((B, C), ("satu dua Y", B, C), [((A,), (), ("satu dua Y",))]),
        ((A, B, C, "X"), (A, B, C, "Y"), [((), ("X",), ("Y",))]),
        # What mine put in the place of the paragraph belongs to it, however little it is like it.
        (
            ("lain sama sekali", B, C),
            ("satu dua Y", B, C),
            [((A,), ("lain sama sekali",), ("satu dua Y",))],
        ),
        (
            ("satu dua X", "pecahannya", B, C),
            ("satu dua Y", B, C),
            [((A,), ("satu dua X", "pecahannya"), ("satu dua Y",))],
        ),
    ],
)
def test_what_both_sides_changed_is_asked(
    mine: tuple[str, ...],
    theirs: tuple[str, ...],
    expected: list[tuple[tuple[str, ...], ...]],
) -> None:
    chunks = merge(text(A, B, C), text(*mine), text(*theirs))

    asked = [(c.base, c.mine, c.theirs) for c in chunks if c.settled is None]
    assert asked == [tuple(text(*side) for side in chunk) for chunk in expected]


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        (Side.MINE, ("satu dua X", B)),
        (Side.THEIRS, ("satu dua Y", B)),
        (Side.BOTH, ("satu dua X", "satu dua Y", B)),
    ],
)
def test_side_is_taken_for_what_was_asked(side: Side, expected: tuple[str, ...]) -> None:
    chunks = merge(text(A, B), text("satu dua X", B), text("satu dua Y", B))

    assert settle(chunks, [side]) == text(*expected)


def test_text_with_a_question_left_is_not_settled() -> None:
    chunks = merge(text(A), text("satu dua X"), text("satu dua Y"))

    with pytest.raises(ValueError, match="no side taken"):
        settle(chunks, [])


def test_texts_of_which_nobody_knows_the_base_are_asked_where_they_differ() -> None:
    chunks = merge_two(text(A, "X", C), text(A, C, "Y"))

    assert [(c.mine, c.theirs) for c in chunks if c.settled is None] == []
    assert settle(chunks, []) == text(A, "X", C, "Y")


@given(bodies(), bodies(), bodies())
def test_no_side_loses_a_block_without_a_word(one: str, two: str, three: str) -> None:
    base, mine, theirs = parse(one), parse(two), parse(three)

    chunks = merge(base, mine, theirs)

    for side, blocks in (("base", base), ("mine", mine), ("theirs", theirs)):
        assert tuple(chain.from_iterable(getattr(chunk, side) for chunk in chunks)) == blocks
    shown = Counter(
        chain.from_iterable(
            chunk.mine + chunk.theirs if chunk.settled is None else chunk.settled
            for chunk in chunks
        )
    )
    for blocks in (mine, theirs):
        assert not Counter(blocks) - Counter(base) - shown


@given(bodies(), bodies())
def test_text_that_only_one_side_changed_is_that_sides(one: str, two: str) -> None:
    base, changed = parse(one), parse(two)

    assert settle(merge(base, changed, base), []) == changed
    assert settle(merge(base, base, changed), []) == changed
    assert settle(merge(base, changed, changed), []) == changed


@given(bodies(), bodies(), bodies())
def test_sides_are_equal(one: str, two: str, three: str) -> None:
    base, mine, theirs = parse(one), parse(two), parse(three)

    turned = [Chunk(c.base, c.theirs, c.mine) for c in merge(base, theirs, mine)]

    assert merge(base, mine, theirs) == turned


@given(bodies(), bodies(), bodies())
def test_taking_both_sides_keeps_all_that_is_new(one: str, two: str, three: str) -> None:
    base, mine, theirs = parse(one), parse(two), parse(three)

    merged = Counter(settle(merge(base, mine, theirs), [Side.BOTH] * 30))

    assert not (Counter(mine) | Counter(theirs)) - Counter(base) - merged
