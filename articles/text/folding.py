"""Folding text for search: what a reader types finds what a reporter wrote, accents or none.

The index holds folded text and the query is folded the same way; ``highlight`` maps the
database's marks in folded text back onto the text as it was printed.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

ELLIPSIS = "…"
EXCERPT = 240
Pieces = list[tuple[str, bool]]
"""Text in pieces, each with whether it is a hit."""

_ALIKE = str.maketrans(
    {
        # Arabic letters that Unicode doesn't take apart (it does أ إ آ ؤ ئ), and the Persian
        # forms that some keyboards give.
        **dict.fromkeys("ٱٲٳ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        **dict.fromkeys("ةہ", "ه"),
        "ک": "ك",
        # Latin letters with a stroke and the like.
        **dict(zip("øØłŁđĐðÐı", "oOlLdDdDi", strict=True)),
        **dict(zip("æÆœŒßþ", ("ae", "AE", "oe", "OE", "ss", "th"), strict=True)),
        # Every sign that is typed for the apostrophe of Mi’raj and Dzulqa’dah.
        **dict.fromkeys("’‘‛`´ʼʻʽʾʿˈ′＇", "'"),
    }
)
# Combining marks, formatting characters (joiners, directions), tatweel, small Quranic letters.
_DROPPED_CATEGORIES = ("Mn", "Me", "Cf")
_DROPPED = "ـۥۦ"
# What stays of the rest: letters, digits, and the vowels that some scripts write beside a letter.
_WORD_CATEGORIES = "LNM"
# These three have to be seen beside their neighbours first.
_HAMZA, _APOSTROPHE, _SEATED = "\u0654", "'", "ؤئ"
# Each pattern is replaced by the text after it, one after the other. What is rare stands first in
# a pattern: it is looked for at every letter.
_RULES = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (f"و{_HAMZA}", "ؤ"),
        (f"ي{_HAMZA}", "ئ"),
        (_HAMZA, ""),
        (r"(?=')(?<=[^\W\d_])'+(?=[^\W\d_])", ""),
        (_APOSTROPHE, " "),
        # مسئول, شئون and رءوس are also written مسؤول, شؤون and رؤوس.
        ("(?<![ءئ])[ءئ]++(?=[وؤ])", "و"),
        ("ؤ", "و"),
        ("ئ", "ي"),
        (r"(?=[0-9])(?<=[^\W\d_])", " "),
        (r"(?<=[0-9])(?=[^\W\d_])", " "),
    )
]


def fold(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index of the one it came from.

    Accents, tashkeel and tatweel go; alef forms, ى/ي, ة/ه, ؤ/و and ئ/ي are one; digits are
    Western; an apostrophe of any form goes inside a word. What is no letter and no digit is a
    blank, and one stands between a letter and a digit, so ``Covid-19``, ``Covid 19`` and
    ``Covid19`` are the same words to PostgreSQL, and nothing looks like a host, a path or a signed
    number to it. Case stays.
    """
    pieces = [_fold(char) for char in text]
    whole = "".join(pieces)
    if len(whole) == len(text) and all(pieces):
        origins = list(range(len(text)))
    else:
        origins = [index for index, piece in enumerate(pieces) for _ in piece]
    for pattern, instead in _RULES:
        kept: list[int] = []
        end = 0
        for match in pattern.finditer(whole):
            kept += origins[end : match.start()]
            kept += [origins[match.start()]] * len(instead)
            end = match.end()
        if end:
            whole, origins = pattern.sub(instead, whole), kept + origins[end:]
    return whole, origins


def folded(text: str) -> str:
    """The text as ``fold`` folds it, sooner."""
    whole = "".join(map(_fold, text))
    for pattern, instead in _RULES:
        whole = pattern.sub(instead, whole)
    return whole


def highlight(original: str, marked: str, start: str, stop: str) -> Pieces:
    """The original in pieces, its hits told apart; together they are the original.

    ``marked`` is the folded original with ``start`` and ``stop`` round its hits, as PostgreSQL's
    ts_headline writes it with HighlightAll. If it is anything else, there is no hit. A hit takes
    in the marks on its last letter.
    """
    text, origins = fold(original)
    plain, hits = _hits(marked, start, stop)
    if plain != text:
        hits = []
    pieces, at = [], 0
    for first, last in _in_original(hits, origins, len(original)):
        pieces += [(original[at:first], False), (original[first:last], True)]
        at = last
    return [piece for piece in [*pieces, (original[at:], False)] if piece[0]]


def near(original: str, marked: str, start: str) -> tuple[str, str]:
    """The lines of both round the first hit, as many as an ``excerpt`` may show; ("", "") for none.

    Folding leaves every line its own. A text may be long, and ``highlight`` looks at each letter.
    """
    lines, folds = original.split("\n"), marked.split("\n")
    hit = next((index for index, line in enumerate(folds) if start in line), None)
    if hit is None or len(lines) != len(folds):
        return "", ""
    begin, end, before, behind = hit, hit + 1, 0, 0
    while begin > 0 and before < EXCERPT:
        begin -= 1
        before += len(lines[begin])
    while end < len(lines) and behind < EXCERPT:
        behind += len(lines[end])
        end += 1
    return "\n".join(lines[begin:end]), "\n".join(folds[begin:end])


def excerpt(pieces: Pieces, length: int = EXCERPT) -> Pieces:
    """About ``length`` characters round the first hit (of the beginning, if there is none).

    Cut at spaces where there are any, with an ellipsis where something was left out.
    """
    text = "".join(piece for piece, _ in pieces)
    if len(text) <= length:
        return pieces
    ends = list(accumulate(len(piece) for piece, _ in pieces))
    first_hit = next((index for index, (_, is_hit) in enumerate(pieces) if is_hit), None)
    hit_end = 0 if first_hit is None else ends[first_hit]
    hit = 0 if first_hit is None else hit_end - len(pieces[first_hit][0])
    wish = max(min(hit - length // 3, len(text) - length), 0)
    words = [word.span() for word in re.finditer(r"\S+", text)]
    begin = next((first for first, _ in words if wish <= first <= hit), wish) if wish else 0
    limit = min(begin + length, len(text))
    cuts = [last for _, last in words if min(hit_end, limit) <= last <= limit]
    end = len(text) if limit == len(text) else max(cuts, default=limit)
    shown = [
        (text[max(begin, last - len(piece)) : min(end, last)], is_hit)
        for (piece, is_hit), last in zip(pieces, ends, strict=True)
        if last > begin and last - len(piece) < end
    ]
    before = [(ELLIPSIS, False)] if begin else []
    after = [(ELLIPSIS, False)] if end < len(text) else []
    return before + shown + after


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    if char in _SEATED:
        return char
    parts = unicodedata.normalize("NFKD", char.translate(_ALIKE)).translate(_ALIKE)
    return "".join(map(_known, parts))


def _known(char: str) -> str:
    """The character where it may be part of a word, else a blank, or nothing."""
    category = unicodedata.category(char)
    if char in (_HAMZA, _APOSTROPHE) or char.isspace():
        return char
    if char in _DROPPED or category in _DROPPED_CATEGORIES:
        return ""
    return char if category[0] in _WORD_CATEGORIES else " "


def _hits(marked: str, start: str, stop: str) -> tuple[str | None, list[tuple[int, int]]]:
    """The marked text without its marks, and from where to where each hit is; None for no marks."""
    if not start or not stop:
        return None, []
    parts, hits, length, is_hit = [], [], 0, False
    for part in re.split(f"({re.escape(start)}|{re.escape(stop)})", marked):
        if part in (start, stop):
            is_hit = part == start
        elif part:
            parts.append(part)
            length += len(part)
            if is_hit:
                hits.append((length - len(part), length))
    return "".join(parts), hits


def _in_original(
    hits: list[tuple[int, int]], origins: list[int], length: int
) -> list[tuple[int, int]]:
    """The hits of folded text in the text of ``length`` letters that it was; some become one."""
    found: list[tuple[int, int]] = []
    for first, last in hits:
        begin, after = origins[first], last
        while after < len(origins) and origins[after] == origins[last - 1]:
            after += 1
        # What folds to nothing belongs to the letter before it.
        end = origins[after] if after < len(origins) else length
        if found and begin <= found[-1][1]:
            begin = found.pop()[0]
        found.append((begin, end))
    return found
