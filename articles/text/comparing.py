"""Two texts side by side: their blocks are aligned first, then the words of those that changed."""

import re
from bisect import bisect
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, groupby, pairwise, takewhile
from typing import Final

from articles.text.body_runs import Run, inline, runs
from articles.text.body_schema import LISTS, Block

MOST_CELLS: Final = 100_000_000
"""Old words times new ones of a paragraph; of one with more only its ends are compared."""
ALIKE: Final = 0.4
"""Of the words of two paragraphs, how many are in both where one became the other."""
# Each paragraph is held against so many round the place where it would stand.
_REACH: Final = 8
_MOST_HELD: Final = 4_000
# Equal letters between two changes that are no help to a reader.
_ISLAND: Final = 12
# A word has its signs of vocalisation, and what stands between two letters or digits; signs in a
# row are one.
_LETTER = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]"
_WORD = re.compile(rf"{_LETTER}++(?:[’'.,:/-]{_LETTER}++)*+|(?:(?!{_LETTER})\S){{1,16}}+")

_PARTED = re.compile(f"({_WORD.pattern})")


class How(StrEnum):
    """What became of a block, or of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    """A block: other words in it, other marks, or another kind."""
    MARKED = "marked"
    """Words: the same ones in other marks."""
    MOVED_FROM = "moved-from"
    MOVED_TO = "moved-to"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are the same, or only in the old text or the new one. All make up both texts."""

    how: How
    old: tuple[Run, ...] = ()
    new: tuple[Run, ...] = ()

    @property
    def html(self) -> str:
        return inline(self.new or self.old)


@dataclass(frozen=True, slots=True)
class Pair:
    """A block and what it became. All make up both texts, and so do the parts of a changed one.

    A changed block of text has ``pieces``, one of blocks has ``inner``.
    """

    how: How
    old: Block | None
    new: Block | None
    pieces: tuple[Piece, ...] = ()
    inner: tuple["Pair", ...] = ()


def compare(old: Sequence[Block], new: Sequence[Block]) -> tuple[Pair, ...]:
    """The blocks of two bodies side by side; a whole block that went elsewhere is told."""
    sides = align(old, new)
    moved = {was for was, now in sides if now is None} & {now for was, now in sides if was is None}
    return tuple(_pair(was, now, is_moved=(was or now) in moved) for was, now in sides)


def align(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[Block | None, Block | None]]:
    """Each block beside the one that it is or became, or beside none; both in their own order."""
    met: list[tuple[int, int]] = []
    for (i, j), (a, b) in pairwise([(-1, -1), *matches(old, new), (len(old), len(new))]):
        near = _near(old[i + 1 : a], new[j + 1 : b])
        met += [*((i + 1 + x, j + 1 + y) for x, y in near), (a, b)]
    sides: list[tuple[Block | None, Block | None]] = []
    for (i, j), (a, b) in pairwise([(-1, -1), *met]):
        sides += [(block, None) for block in old[i + 1 : a]]
        sides += [(None, block) for block in new[j + 1 : b]]
        sides += zip(old[a : a + 1], new[b : b + 1], strict=True)
    return sides


def line(old: str, new: str) -> tuple[Piece, ...]:
    """Two texts without marks, word by word."""
    return words([Run(old)], [Run(new)])


def words(old: Sequence[Run], new: Sequence[Run]) -> tuple[Piece, ...]:
    """Running texts word by word; words that are the same in other marks are told."""
    was, now = ("".join(run.text for run in side) for side in (old, new))
    olds, news = _Reel(old), _Reel(new)
    pieces: list[Piece] = []
    ends = (len(was), len(now), 0)
    for (a, b, length), (c, d, _) in pairwise([(0, 0, 0), *_shared(was, now), ends]):
        pieces += _laid_over(olds.take(length), news.take(length))
        if gone := olds.take(c - a - length):
            pieces.append(Piece(How.REMOVED, old=gone))
        if come := news.take(d - b - length):
            pieces.append(Piece(How.ADDED, new=come))
    return tuple(pieces)


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Where the same stands in both, in order: as much as can be.

    Where that takes over MOST_CELLS, only what begins and ends alike.
    """
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    rest = most - start
    end = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    middle = _longest_common(old[start : len(old) - end], new[start : len(new) - end])
    return [
        *((n, n) for n in range(start)),
        *((start + i, start + j) for i, j in middle),
        *((len(old) - n, len(new) - n) for n in range(end, 0, -1)),
    ]


def _longest_common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """By rows of bits (Hyyrö 2004): a row is one integer, and a step of it a few operations."""
    if len(new) > len(old):
        return [(i, j) for j, i in _longest_common(new, old)]
    if not new or len(old) * len(new) > MOST_CELLS:
        return []
    places = {each: bytearray(len(new) // 8 + 1) for each in set(old)}
    for at, each in enumerate(new):
        if each in places:
            places[each][at >> 3] |= 1 << (at & 7)
    masks = {each: int.from_bytes(bits, "little") for each, bits in places.items()}
    row = full = (1 << len(new)) - 1
    rows = []
    for each in old:
        hits = row & masks[each]
        row = ((row + hits) | (row - hits)) & full
        rows.append(row)
    i, j, found = len(old), len(new), []
    while i and j:
        if rows[i - 1] >> (j - 1) & 1:
            j -= 1
            continue
        i -= 1
        if i == 0 or rows[i - 1] >> (j - 1) & 1:
            j -= 1
            found.append((i, j))
    return found[::-1]


def _near(olds: Sequence[Block], news: Sequence[Block]) -> list[tuple[int, int]]:
    """Which of these became which: the most alike first, and none across another."""
    if not olds or not news:
        return []
    was, now = ([frozenset(_WORD.findall(_text(block))) for block in side] for side in (olds, news))
    reach = max(_REACH, _MOST_HELD // len(olds))
    held = []
    for i, block in enumerate(olds):
        middle = i * len(news) // len(olds)
        for j in range(max(0, middle - reach), min(len(news), middle + reach + 1)):
            alike = _likeness(was[i], now[j])
            if alike >= ALIKE and _is_of_a_kind(block, news[j]):
                held.append((-alike, abs(j - middle), i, j))
    met: list[tuple[int, int]] = [(-1, -1), (len(olds), len(news))]
    for _alike, _off, i, j in sorted(held):
        at = bisect(met, (i, j))
        if met[at - 1][0] < i < met[at][0] and met[at - 1][1] < j < met[at][1]:
            met.insert(at, (i, j))
    return met[1:-1]


def _likeness(was: frozenset[str], now: frozenset[str]) -> float:
    size = len(was) + len(now)
    # Blocks without words, as a picture under its own caption, are alike where they are the same.
    if not size or 2 * min(len(was), len(now)) < ALIKE * size:
        return 0
    return 2 * len(was & now) / size


def _is_of_a_kind(one: Block, other: Block) -> bool:
    if one.kind == other.kind:
        return one.picture == other.picture
    is_whole = not one.children and not other.children
    return is_whole or (one.kind in LISTS and other.kind in LISTS)


def _text(block: Block) -> str:
    if block.children:
        return " ".join(map(_text, block.children))
    return "".join(run.text for run in runs(block.html))


def _pair(was: Block | None, now: Block | None, *, is_moved: bool) -> Pair:
    if was is None:
        return Pair(How.MOVED_TO if is_moved else How.ADDED, None, now)
    if now is None:
        return Pair(How.MOVED_FROM if is_moved else How.REMOVED, was, None)
    if was == now:
        return Pair(How.SAME, was, now)
    if was.children or now.children:
        return Pair(How.CHANGED, was, now, inner=compare(was.children, now.children))
    return Pair(How.CHANGED, was, now, pieces=words(runs(was.html), runs(now.html)))


def _shared(old: str, new: str) -> list[tuple[int, int, int]]:
    """Where a stretch of the same letters begins in each text, and how many they are.

    A short one between two longer changes would only tear them: it is none.
    """
    (olds, starts), (news, places) = _parted(old), _parted(new)
    found = [(0, 0, 0)]
    for i, j in matches(olds, news):
        a, b, (x, y, length) = starts[i], places[j], found[-1]
        if old[x + length : a] == new[y + length : b]:
            found[-1] = (x, y, a + len(olds[i]) - x)
        else:
            found.append((a, b, len(olds[i])))
    kept: list[tuple[int, int, int]] = []
    for (a, b, length), (c, d, _) in pairwise([*found, (len(old), len(new), 0)]):
        x, y, before = kept[-1] if kept else (0, 0, 0)
        torn = max(a - x, b - y) - before, max(c - a, d - b) - length
        if length > min(*torn, _ISLAND):
            blanks = _blanks(old[x + before : a], new[y + before : b])
            behind = _blanks(old[a + length : c][::-1], new[b + length : d][::-1])
            kept.append((a - blanks, b - blanks, blanks + length + behind))
    return kept


def _parted(text: str) -> tuple[list[str], list[int]]:
    """Its words, and where each begins."""
    pieces = _PARTED.split(text)
    ends = list(accumulate(map(len, pieces)))
    return pieces[1::2], ends[:-1:2]


def _blanks(old: str, new: str) -> int:
    """How many blanks both end with."""
    ends = zip(reversed(old), reversed(new), strict=False)
    return sum(1 for _ in takewhile(lambda end: end[0] == end[1] and end[0].isspace(), ends))


class _Reel:
    """Running text, wound off from its beginning."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._runs = [run for run in runs if run.text][::-1]
        self._at = 0

    def take(self, length: int) -> tuple[Run, ...]:
        """The next so many letters."""
        taken = []
        while length:
            run = self._runs[-1]
            part = run.text[self._at : self._at + length]
            taken.append(Run(part, run.marks))
            length -= len(part)
            self._at += len(part)
            if self._at == len(run.text):
                self._runs.pop()
                self._at = 0
        return tuple(taken)


def _laid_over(old: tuple[Run, ...], new: tuple[Run, ...]) -> Iterator[Piece]:
    """The same letters twice, parted where their marks begin or cease to differ."""
    cuts = sorted({at for side in (old, new) for at in accumulate(len(run.text) for run in side)})
    olds, news = _Reel(old), _Reel(new)
    steps = [(olds.take(to - at)[0], news.take(to - at)[0]) for at, to in pairwise([0, *cuts])]
    for marks, group in groupby(steps, key=lambda step: _other_marks(*step)):
        was, now = zip(*group, strict=True)
        yield Piece(How.MARKED if marks else How.SAME, was, now)


def _other_marks(was: Run, now: Run) -> tuple[tuple[str, ...], ...]:
    return (was.marks, now.marks) if was.marks != now.marks else ()
