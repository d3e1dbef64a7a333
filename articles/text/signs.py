"""What a text may come in with: signs that no output carries, that part lines, that no eye sees.

XML 1.0 (section 2.2) says what a feed or a sitemap can't hold. Every function takes any text, half
a surrogate pair included, in time that grows as its length does.
"""

import re
import sys
import unicodedata
from functools import lru_cache
from typing import Any, Final

ENDS: Final = "\n\r\v\f\x85\u2028\u2029"
"""The signs that end a line or a paragraph."""
LINE_END: Final = re.compile(f"\r\n|[{ENDS}]")
"""One end of a line, of whichever kind; ``\\r\\n`` is one."""
PARAGRAPH_ENDS: Final = "\f\x85\u2029"
"""Those of the unusual ends that part paragraphs, where a paragraph may have several lines."""

_UNUSUAL_END = re.compile("[\v\f\x85\u2028\u2029]")
_ENDS_AND_BLANKS = re.compile(f"(?<![ \t])[ \t]*[{ENDS}][ \t{ENDS}]*")
# U+FDD0 to U+FDEF, and the last two of every plane.
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, sys.maxunicode, 0x10000)
)
_UNCARRIED = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{_NO_CHARACTERS}]")

_EMBEDDINGS = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"
_BIDI = re.compile(f"[{_EMBEDDINGS}{_ISOLATES}{_END_OF_EMBEDDING}{_END_OF_ISOLATE}{ENDS}]")

_PLAIN_ASCII = re.compile(r"[\x20-\x7e\t\r\n]*")
# Letters and symbols to Unicode, and empty to the eye.
_FILLERS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
# Marks that only choose another sign's form: variation selectors, the grapheme joiner.
_SELECTORS = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINERS = "\u200c\u200d"
# Format characters that are drawn: Arabic number signs, the end of a verse, and their like.
_DRAWN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


def uncarried(text: str) -> list[str]:
    """The signs in it that no output may hold, once each, such as ``U+0001``, in their order.

    Ends of lines are none of them, though XML can't carry them all: ``carried`` loses nothing
    where they stood.
    """
    return [f"U+{ord(sign):04X}" for sign in dict.fromkeys(_UNCARRIED.findall(text))]


def carried(text: str) -> str:
    """The text as every output can carry it: as many signs, and no two words glued.

    An unusual end of a line becomes ``\\n``, a control of Latin-1 the sign that Windows-1252 has
    in its place, and every other sign that can't be carried a blank.
    """
    if text.isprintable():
        return text
    return _UNCARRIED.sub(_stand_in, _UNUSUAL_END.sub("\n", text))


def carried_in(told: Any) -> Any:
    """A value of whatever shape with its texts ``carried``."""
    if isinstance(told, str):
        return carried(told)
    if isinstance(told, dict):
        return {name: carried_in(value) for name, value in told.items()}
    if isinstance(told, list):
        return [carried_in(value) for value in told]
    return told


def one_line(text: str) -> str:
    """The text ``carried`` on one line: a blank for every end and the blanks and ends round it."""
    return carried(_ENDS_AND_BLANKS.sub(" ", text))


def printable(text: str, *, lines: bool = False) -> str:
    """The text as the record takes it: carried, balanced, and on one line unless it has ``lines``.

    "" where nothing in it can be read.
    """
    text = balanced(carried(text.replace("\r\n", "\n")) if lines else one_line(text))
    return text if is_readable(text) else ""


def bare(text: str) -> str:
    """The text without what no eye sees: for comparing, for addresses, for finding names.

    Soft hyphens, blanks of no width, byte order marks, joiners, direction controls and variation
    selectors go; blanks, and marks that stand on a letter, stay.
    """
    if _PLAIN_ASCII.fullmatch(text):
        return text
    return "".join(sign for sign in text if not is_invisible(sign))


def unhidden(text: str) -> str:
    """The text without invisible signs that do nothing for the others.

    Joiners and variation selectors stay: Persian words and many emoji need them.
    """
    if _PLAIN_ASCII.fullmatch(text):
        return text
    return "".join(
        sign
        for sign in text
        if not is_invisible(sign) or sign in _JOINERS or _SELECTORS.match(sign)
    )


@lru_cache(maxsize=4096)
def is_invisible(sign: str) -> bool:
    """Whether a sign takes no room and leaves no trace of its own. Blanks do take room."""
    if sign in _DRAWN:
        return False
    return unicodedata.category(sign) == "Cf" or sign in _FILLERS or bool(_SELECTORS.match(sign))


def is_readable(text: str) -> bool:
    """Whether there is anything to read in it, if only one sign of any script."""
    return any(map(_is_seen, text))


def stray_bidi(text: str) -> list[int]:
    """Where direction controls stand that are not closed within their line, or that close nothing.

    One that stays open turns round whatever is printed behind the text (UAX 9).
    """
    stray: list[int] = []
    waiting: list[tuple[int, str]] = []
    isolates = 0
    for match in _BIDI.finditer(text):
        at, sign = match.start(), match[0]
        if sign in ENDS:
            stray += [opened for opened, _ in waiting]
            waiting, isolates = [], 0
        elif sign in _EMBEDDINGS or sign in _ISOLATES:
            waiting.append((at, sign))
            isolates += sign in _ISOLATES
        elif sign == _END_OF_EMBEDDING and waiting and waiting[-1][1] in _EMBEDDINGS:
            waiting.pop()
        elif sign == _END_OF_ISOLATE and isolates:
            # It ends the embeddings inside it too.
            while waiting.pop()[1] in _EMBEDDINGS:
                pass
            isolates -= 1
        else:
            stray.append(at)
    return sorted(stray + [opened for opened, _ in waiting])


def balanced(text: str) -> str:
    """The text without the direction controls that ``stray_bidi`` finds."""
    stray = stray_bidi(text)
    starts, ends = [0, *(at + 1 for at in stray)], [*stray, len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    return (
        bytes([code]).decode("cp1252", "replace").replace("\ufffd", " ")
        if 0x80 <= code < 0xA0
        else " "
    )


@lru_cache(maxsize=4096)
def _is_seen(sign: str) -> bool:
    if sign in _FILLERS:
        return False
    category = unicodedata.category(sign)
    return sign in _DRAWN or not (category[0] in "ZM" or category in ("Cc", "Cf", "Cs"))
