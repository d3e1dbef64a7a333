"""Two texts side by side: what is the same, what went, what came, and what only looks other."""

from collections.abc import Iterable
from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.body import parse
from articles.text.body_runs import Run, inline, runs
from articles.text.comparing import How, Pair, Piece, align, compare, line, matches, words
from tests.articles.text.bodies import bodies

SIGNS = {How.SAME: "{}", How.REMOVED: "[-{}-]", How.ADDED: "[+{}+]", How.MARKED: "[~{}~]"}


def shown(pieces: Iterable[Piece]) -> str:
    return "".join(SIGNS[piece.how].format(piece.html) for piece in pieces)


def hows(old: str, new: str) -> list[str]:
    return [str(pair.how) for pair in compare(parse(old), parse(new))]


def html(pieces: Iterable[Piece], side: str) -> str:
    return inline(list(chain.from_iterable(getattr(piece, side) for piece in pieces)))


def rejoined(pairs: Iterable[Pair], side: str) -> bool:
    """Whether the parts of all changed blocks make up that side of them."""
    for pair in pairs:
        block = getattr(pair, side)
        if pair.pieces and html(pair.pieces, side) != block.html:
            return False
        if pair.inner and (
            tuple(inner for part in pair.inner if (inner := getattr(part, side))) != block.children
            or not rejoined(pair.inner, side)
        ):
            return False
    return True


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("Warga panen padi", "Warga panen padi", "Warga panen padi"),
        ("Warga panen padi", "Warga menanam padi", "Warga [-panen-][+menanam+] padi"),
        ("Warga panen padi", "Warga desa panen padi", "Warga [+desa +]panen padi"),
        ("Warga panen raya padi", "Warga panen padi", "Warga panen [-raya -]padi"),
        ("Rp1.500,00 sehari", "Rp1.250,00 sehari", "[-Rp1.500,00-][+Rp1.250,00+] sehari"),
        ("anak-anak (3/2).", "anak-anak (4/2).", "anak-anak ([-3/2-][+4/2+])."),
        # Two words that both have would tear the sentence.
        (
            "Menteri Agus di Jakarta meresmikan",
            "Presiden Bambang di Surabaya meresmikan",
            "[-Menteri Agus di Jakarta-][+Presiden Bambang di Surabaya+] meresmikan",
        ),
        ("satu  dua", "satu dua", "satu [- -]dua"),
        ("قَالَ الرَّئِيسُ اليَوْمَ", "قَالَ الوَزِيرُ اليَوْمَ", "قَالَ [-الرَّئِيسُ-][+الوَزِيرُ+] اليَوْمَ"),
        ("غزة، اليوم", "غزة، أمس", "غزة، [-اليوم-][+أمس+]"),
        ("a < b", "a > b", "a [-&lt;-][+&gt;+] b"),
    ],
)
def test_line_is_compared_word_by_word(old: str, new: str, expected: str) -> None:
    assert shown(line(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a <strong>b</strong> c", "a b c", "a [~b~] c"),
        ("a b c", "a <strong><em>b</em></strong> c", "a [~<strong><em>b</em></strong>~] c"),
        (
            '<a href="/satu">tautan</a> ini',
            '<a href="/dua">tautan</a> ini',
            '[~<a href="/dua">tautan</a>~] ini',
        ),
        ("Mi<em>’raj</em>", "Mi’raj", "Mi[~’raj~]"),
        ("<em>a</em> b", "<em>a</em> c", "<em>a</em> [-b-][+c+]"),
        ("a<br>b", "a b", "a[-<br>-][+ +]b"),
    ],
)
def test_words_in_other_marks_are_the_same_words_and_told(
    old: str, new: str, expected: str
) -> None:
    assert shown(words(runs(old), runs(new))) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "<p>a</p>", ["added"]),
        ("<p>a</p>", "", ["removed"]),
        ("<p>a</p><p>b</p>", "<p>a</p><p>c</p><p>b</p>", ["same", "added", "same"]),
        ("<p>satu dua tiga</p>", "<p>satu dua lima</p>", ["changed"]),
        ("<p>satu dua tiga</p>", "<p>lain sekali ini</p>", ["removed", "added"]),
        ("<p>satu dua</p>", "<h2>satu dua</h2>", ["changed"]),
        ("<p>نص</p>", '<p lang="ar" dir="rtl">نص</p>', ["changed"]),
        ("<ul><li>a b</li></ul>", "<ol><li>a b</li></ol>", ["changed"]),
        ("<p>a b</p>", "<ul><li>a b</li></ul>", ["removed", "added"]),
        (
            "<p>pertama</p><p>kedua</p><p>ketiga</p>",
            "<p>kedua</p><p>ketiga</p><p>pertama</p>",
            ["moved-from", "same", "same", "moved-to"],
        ),
        (
            "<p>a b c d</p><p>e f g h</p>",
            "<p>baru sama sekali</p><p>a b c x</p><p>e f g y</p>",
            ["added", "changed", "changed"],
        ),
    ],
)
def test_blocks_are_aligned_before_their_words(old: str, new: str, expected: list[str]) -> None:
    assert hows(old, new) == expected


def test_item_of_a_list_is_compared_by_itself() -> None:
    old = parse("<ul><li>apel merah</li><li>jeruk</li></ul>")
    new = parse("<ul><li>apel hijau</li><li>jeruk</li></ul>")

    (pair,) = compare(old, new)
    first, second = pair.inner
    (paragraph,) = first.inner

    assert (pair.how, first.how, second.how) == (How.CHANGED, How.CHANGED, How.SAME)
    assert shown(paragraph.pieces) == "apel [-merah-][+hijau+]"


@given(bodies(), bodies())
def test_both_texts_are_whole_in_their_comparison(old: str, new: str) -> None:
    was, now = parse(old), parse(new)

    pairs = compare(was, now)

    assert tuple(pair.old for pair in pairs if pair.old) == was
    assert tuple(pair.new for pair in pairs if pair.new) == now
    assert rejoined(pairs, "old")
    assert rejoined(pairs, "new")


@given(st.text("ab ,é\u064eج"), st.text("ab ,é\u064eج"))
def test_all_that_was_removed_gives_the_old_line_and_all_added_the_new(old: str, new: str) -> None:
    pieces = line(old, new)

    assert "".join(run.text for piece in pieces for run in piece.old) == old
    assert "".join(run.text for piece in pieces for run in piece.new) == new
    assert all(piece.old and piece.new for piece in pieces if piece.how is How.SAME)


@given(bodies())
def test_text_beside_itself_is_the_same_throughout(text: str) -> None:
    blocks = parse(text)

    assert {pair.how for pair in compare(blocks, blocks)} <= {How.SAME}


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_matches_are_as_many_as_can_be_and_in_order(old: list[str], new: list[str]) -> None:
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            longer = max(lengths[i][j + 1], lengths[i + 1][j])
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if one == other else longer

    found = matches(old, new)

    assert len(found) == lengths[-1][-1]
    assert [old[i] for i, _ in found] == [new[j] for _, j in found]
    assert all(i < a and j < b for (i, j), (a, b) in pairwise(found))


def test_running_text_is_read_back_as_it_was_written() -> None:
    html = 'a &amp; b<br><a href="/x?a=1&amp;b=2"><strong>c</strong> d</a> <em>e</em>'

    found = runs(html)

    assert inline(found) == html
    assert found[2:4] == [Run("c", ("/x?a=1&b=2", "strong", "")), Run(" d", ("/x?a=1&b=2", "", ""))]


def test_paragraph_too_long_to_compare_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.text.comparing.MOST_CELLS", 3)

    assert shown(line("a x b y c", "a v b w c")) == "a [-x b y-][+v b w+] c"


def test_alike_paragraphs_are_not_crossed() -> None:
    old, new = parse("<p>a b c d</p><p>e f g h</p>"), parse("<p>e f g x</p><p>a b c x</p>")

    sides = align(old, new)

    assert [(was and was.html, now and now.html) for was, now in sides] == [
        (None, "e f g x"),
        ("a b c d", "a b c x"),
        ("e f g h", None),
    ]
