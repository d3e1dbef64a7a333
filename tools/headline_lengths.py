"""How long a headline may be for each place where it stands, in the signs of each edition.

``python -m tools.headline_lengths`` prints the table of docs/decisions/headline-lengths.md, from
which static/js/counters.js has its numbers.
"""

import os
import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

import django
from PIL import ImageFont

COPY: Final = Path(__file__).resolve().parent.parent / "demo" / "copy"
# A search result's title: 600 pixels of Arial at 20, whose widths this font has.
ARIAL: Final = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
ARABIC: Final = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
# The front page's first headline on a screen of 390 pixels (static/css/site/tokens.css).
PHONE: Final = 390 - 2 * 16
FIRST: Final = {"id": 33.0, "en": 33.0, "ar": 30.6}
LINES: Final = 3
SAMPLES: Final = 400
LONGEST: Final = 200
SHARE: Final = 0.9
RESULT: Final = 600


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from articles.pictures import card  # noqa: PLC0415 - after the settings

    print("| edition | front page | card | search result |\n|---|--:|--:|--:|")  # noqa: T201 - what it is for
    for edition, size in FIRST.items():
        face = card.Face("newsreader", round(size), weight=600)
        large = card.Face("newsreader", card.SIZES[0], weight=700)
        leading = card.LEADING["rtl" if edition == "ar" else "ltr"]
        rows = int((card.SIZE[1] - card.HEAD - card.FOOT) / (card.SIZES[0] * leading))
        arial = ImageFont.truetype(ARABIC if edition == "ar" else ARIAL, 20)
        fits: list[Callable[[list[str]], bool]] = [
            partial(_fits, face, PHONE, LINES),
            partial(_fits, large, card.SIZE[0] - 2 * card.MARGIN, rows),
            partial(_fits_result, arial),
        ]
        numbers = (_longest(edition, each) for each in fits)
        print(f"| {edition} | {' | '.join(map(str, numbers))} |")  # noqa: T201 - as above


def _fits(face: Any, room: float, rows: int, words: list[str]) -> bool:
    return _lines(words, face.width, face.space, room) <= rows


def _fits_result(font: ImageFont.FreeTypeFont, words: list[str]) -> bool:
    return font.getlength(" ".join(words)) <= RESULT


def _longest(edition: str, fits: Callable[[list[str]], bool]) -> int:
    """The length of which nine in ten made-up headlines still fit."""
    do = takewhile(
        lambda length: sum(map(fits, _headlines(edition, length))) >= SHARE * SAMPLES,
        range(20, LONGEST, 2),
    )
    return max(do)


def _headlines(edition: str, length: int) -> Iterator[list[str]]:
    """Headlines of the demo's words, each about so long."""
    first = [path.read_text().partition("\n")[0] for path in sorted((COPY / edition).iterdir())]
    words = " ".join(first).split()
    draw = random.Random(length)  # noqa: S311 - the same ones each time
    for _ in range(SAMPLES):
        made = [draw.choice(words)]
        while len(" ".join(made)) < length:
            made.append(draw.choice(words))
        yield made


def _lines(words: list[str], width: Callable[[str], float], space: float, room: float) -> int:
    lines, left = 1, room
    for word in words:
        wide = width(word)
        if wide > left and left < room:
            lines, left = lines + 1, room
        left -= wide + space
    return lines


if __name__ == "__main__":
    main()
