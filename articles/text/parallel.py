"""Which paragraph of a translation says which of its original: in order, by numbers and length."""

from collections.abc import Sequence
from typing import Final

from articles.text.statements import Text

MOST: Final = 150
"""Paragraphs on a side; of more they are paired by their place alone."""
_ALONE: Final = 1.0
"""What it costs that a paragraph has no other side: less than to pair what is nothing alike."""


def pair(original: Text, translation: Text) -> list[int | None]:
    """For each part of the original, the part of the translation that says it, or None."""
    olds, news = original.parts, translation.parts
    if len(olds) == len(news) or max(len(olds), len(news)) > MOST:
        return [at if at < len(news) else None for at in range(len(olds))]
    costs = [[_cost(one, other) for other in _weights(translation)] for one in _weights(original)]
    return _cheapest(costs, len(olds), len(news))


def _weights(text: Text) -> list[tuple[int, frozenset[object]]]:
    """The length and the numbers of each part."""
    return [
        (len(part), frozenset(each.value for each in Text((part,), text.language).numbers))
        for part in text.parts
    ]


def _cost(one: tuple[int, frozenset[object]], other: tuple[int, frozenset[object]]) -> float:
    """From 0, for parts that say the same numbers at the same length, to 2."""
    (length, numbers), (long, said) = one, other
    alike = min(length, long) / max(length, long, 1)
    union = numbers | said
    shared = len(numbers & said) / len(union) if union else 0.5
    return (1 - alike) + (1 - shared)


def _cheapest(costs: Sequence[Sequence[float]], olds: int, news: int) -> list[int | None]:
    best = [[_ALONE * (i + j) for j in range(news + 1)] for i in range(olds + 1)]
    for i in range(1, olds + 1):
        for j in range(1, news + 1):
            best[i][j] = min(
                best[i - 1][j - 1] + costs[i - 1][j - 1],
                best[i - 1][j] + _ALONE,
                best[i][j - 1] + _ALONE,
            )
    found: list[int | None] = [None] * olds
    i, j = olds, news
    while i and j:
        if best[i][j] == best[i - 1][j - 1] + costs[i - 1][j - 1]:
            i, j = i - 1, j - 1
            found[i] = j
        elif best[i][j] == best[i - 1][j] + _ALONE:
            i -= 1
        else:
            j -= 1
    return found
