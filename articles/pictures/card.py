"""The card that stands for a story without a picture where it is shared: its headline, set."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from articles.text.signs import bare, one_line

type Content = Mapping[str, Any]

NAME = re.compile(r"r/card/\d{1,9}-(?P<number>\d{1,18})\.png")
RECIPE: Final = 1
SIZE: Final = (1200, 630)
MARGIN: Final = 80
# What the section above the headline and the agency below it take.
HEAD: Final = 150
FOOT: Final = 120
SIZES: Final = (76, 68, 60, 52, 46, 40)
LEADING: Final = {"ltr": 1.16, "rtl": 1.5}
PAPER: Final = "#fbfaf7"
INK: Final = "#1b1a18"
GREEN: Final = "#0b5d43"
QUIET: Final = "#5d5a54"
# The signs that are in files of their own (static/fonts/README.md), whatever the face.
_ELSEWHERE: Final = {
    "naskh": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "newsreader-west": "¡-¨ª¬-¯±-¶¸-º¼-ÈÊ-ÖØ-ßã-æì-îðòóõ÷-ûý-ÿŒœʼ″‹›€™−",
    "newsreader-extra": "Ā-őŔ-ſƏƒȘ-țə",
}
_ARABIC = re.compile(f"[{_ELSEWHERE['naskh']}]+")
_PIECES = re.compile(
    "|".join(f"([{signs}]+)" for signs in _ELSEWHERE.values())
    + f"|[^{''.join(_ELSEWHERE.values())}]+"
)
# What no face here has, of transliterated Arabic for the most: ḥ comes out as h.
_ALIKE = str.maketrans("ʾʿʻ", "’‘‘") | {
    code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0x1E00, 0x1F00)
}


def name(number: int) -> str:
    """The name of the file of a Dispatch's card: other words are another Dispatch."""
    return f"r/card/{RECIPE}-{number}.png"


def make(number: int, content: Content) -> None:
    """Make the card of a Dispatch, also in the place of one that is there."""
    file = BytesIO()
    draw(content).quantize(64).save(file, "PNG", optimize=True)
    # It may be half a file, of a worker that was killed.
    default_storage.delete(name(number))
    default_storage.save(name(number), ContentFile(file.getvalue()))


def draw(content: Content) -> Image.Image:
    """The card: a rule, the section, the headline as large as it fits, the agency.

    Signs that nobody sees and emoji are left out. A letter that no face has is drawn as a box.
    """
    edition = content["edition"]
    image = Image.new("RGB", SIZE, PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, SIZE[0], 14), fill=GREEN)
    is_mirrored = edition["direction"] == "rtl"
    small = Face("schibsted", 32, weight=600)
    _write(canvas, 112, _words(content["section"]["name"]), small, GREEN, is_mirrored=is_mirrored)
    face, lines = _fitted(_words(content["headline"]), LEADING[edition["direction"]])
    for number, line in enumerate(lines):
        baseline = HEAD + face.size * LEADING[edition["direction"]] * (number + 0.8)
        _write(canvas, baseline, line, face, INK, is_mirrored=is_mirrored)
    _write(canvas, SIZE[1] - 60, _words(edition["agency"]), small, QUIET, is_mirrored=is_mirrored)
    return image


class Face:
    """A Latin type in one size and weight, with others for the letters it hasn't."""

    def __init__(self, latin: str, size: int, *, weight: int) -> None:
        self.size = size
        self.space = size * 0.26
        self._latin = _font(latin, size, weight)
        self._others = [_font(name, size, weight) for name in _ELSEWHERE]

    def runs(self, word: str) -> list[tuple[str, FreeTypeFont]]:
        """The word in pieces that one font has all signs of, as they follow in reading."""
        return [
            (match[0], self._others[match.lastindex - 1] if match.lastindex else self._latin)
            for match in _PIECES.finditer(word.translate(_ALIKE))
        ]

    def width(self, word: str) -> float:
        return sum(font.getlength(piece) for piece, font in self.runs(word))


def _write(
    canvas: ImageDraw.ImageDraw,
    baseline: float,
    words: list[str],
    face: Face,
    colour: str,
    *,
    is_mirrored: bool,
) -> None:
    x = float(SIZE[0] - MARGIN if is_mirrored else MARGIN)
    onward = -1 if is_mirrored else 1
    anchor = "rs" if is_mirrored else "ls"
    for word in words:
        for piece, font in face.runs(word):
            # Brackets turn round where the line runs leftward; a Latin word stays as it is.
            is_leftward = bool(_ARABIC.fullmatch(piece)) or (is_mirrored and not _has_letter(piece))
            direction = "rtl" if is_leftward else "ltr"
            canvas.text((x, baseline), piece, colour, font, anchor=anchor, direction=direction)
            x += onward * font.getlength(piece)
        x += onward * face.space


def _has_letter(piece: str) -> bool:
    return any(sign.isalnum() for sign in piece)


def _words(text: str) -> list[str]:
    return "".join(sign for sign in bare(one_line(text)) if not _is_emoji(sign)).split()


def _is_emoji(sign: str) -> bool:
    return sign >= "\u2190" and unicodedata.category(sign) in ("So", "Sk", "Co", "Cn")


def _fitted(words: list[str], leading: float) -> tuple[Face, list[list[str]]]:
    """The face in the largest size that has room for the headline, and its lines."""
    room = SIZE[1] - HEAD - FOOT
    for size in SIZES:
        face = Face("newsreader", size, weight=700)
        lines = _lines(words, face)
        most = int(room / (size * leading))
        if len(lines) <= most:
            return face, lines
    return face, [*lines[: most - 1], [*lines[most - 1], "…"]]


def _lines(words: list[str], face: Face) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    left = room = SIZE[0] - 2.0 * MARGIN
    for word in (part for whole in words for part in _narrow(whole, face, room)):
        width = face.width(word)
        if lines[-1] and width > left:
            lines.append([])
            left = room
        lines[-1].append(word)
        left -= width + face.space
    return lines


def _narrow(word: str, face: Face, room: float) -> Iterator[str]:
    """The word, in parts where it is wider than a line."""
    if face.width(word) <= room:
        yield word
        return
    part = ""
    for sign in word:
        if part and face.width(part + sign) > room:
            yield part
            part = ""
        part += sign
    yield part


def _font(name: str, size: int, weight: int) -> FreeTypeFont:
    font = ImageFont.truetype(settings.BASE_DIR / "static/fonts" / f"{name}.woff2", size)
    font.set_variation_by_axes([weight])
    return font
