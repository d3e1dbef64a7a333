"""Folding text for search: what a reader types finds what a reporter wrote, accents or none.

The index holds folded text and the query is folded the same way; ``highlight`` maps the
database's marks in folded text back onto the text as it was printed.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

ELLIPSIS = "…"
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
# Each pattern is replaced by the text after it, one after the other.
_RULES = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (f"و{_HAMZA}", "ؤ"),
        (f"ي{_HAMZA}", "ئ"),
        (_HAMZA, ""),
        (r"(?<=[^\W\d_])'+(?=[^\W\d_])", ""),
        (_APOSTROPHE, " "),
        # مسئول, شئون and رءوس are also written مسؤول, شؤون and رؤوس.
        ("(?<![ءئ])[ءئ]++(?=[وؤ])", "و"),
        ("ؤ", "و"),
        ("ئ", "ي"),
        (r"(?<=[^\W\d_])(?=[0-9])|(?<=[0-9])(?=[^\W\d_])", " "),
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
    flags = _flags(marked, start, stop)
    if flags is None or "".join(char for char, _ in flags) != text:
        return [(original, False)] if original else []
    known = dict.fromkeys(origins, False)
    for origin, (_, is_hit) in zip(origins, flags, strict=True):
        known[origin] |= is_hit
    hits: list[bool] = []
    for index in range(len(original)):
        # What folds to nothing belongs to the letter before it.
        hits.append(known.get(index, hits[-1] if hits else False))
    return _pieces(original, hits)


def excerpt(pieces: Pieces, length: int = 240) -> Pieces:
    """About ``length`` characters round the first hit (of the beginning, if there is none).

    Cut at spaces where there are any, with an ellipsis where something was left out.
    """
    text = "".join(piece for piece, _ in pieces)
    hits = [is_hit for piece, is_hit in pieces for _ in piece]
    if len(text) <= length:
        return _pieces(text, hits)
    hit = hits.index(True) if True in hits else 0
    hit_end = hits.index(False, hit) if False in hits[hit:] else len(text)
    wish = max(min(hit - length // 3, len(text) - length), 0)
    words = [word.span() for word in re.finditer(r"\S+", text)]
    begin = next((first for first, _ in words if wish <= first <= hit), wish) if wish else 0
    limit = min(begin + length, len(text))
    cuts = [last for _, last in words if min(hit_end, limit) <= last <= limit]
    end = len(text) if limit == len(text) else max(cuts, default=limit)
    shown = _pieces(text[begin:end], hits[begin:end])
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


def _flags(marked: str, start: str, stop: str) -> list[tuple[str, bool]] | None:
    if not start or not stop:
        return None
    flags = []
    is_hit = False
    for part in re.split(f"({re.escape(start)}|{re.escape(stop)})", marked):
        if part in (start, stop):
            is_hit = part == start
        else:
            flags += [(char, is_hit) for char in part]
    return flags


def _pieces(text: str, hits: list[bool]) -> Pieces:
    runs = groupby(zip(text, hits, strict=True), key=lambda pair: pair[1])
    return [("".join(char for char, _ in run), is_hit) for is_hit, run in runs]
