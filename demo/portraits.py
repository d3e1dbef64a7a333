"""Portraits of the demo's writers: drawn, plainly so, of nobody who lives."""

import math
from dataclasses import dataclass
from typing import Final, Literal

from demo.brush import Canvas, Colour, Point, hexed, mix

SIZE: Final = (320, 320)
LICENCE: Final = "Gambar MINA; bukan potret orang yang ada"

DARK: Final = hexed("23191a")
WHITE: Final = hexed("f7f3ea")


@dataclass(frozen=True, slots=True)
class PortraitRow:
    """A face of somebody with a byline, found by name. Colours are of skin, cloth and ground."""

    name: str
    cover: Literal["peci", "hijab", "hair", "long"]
    skin: str
    cloth: str
    ground: str
    hair: str = "241b1c"
    beard: bool = False
    glasses: bool = False


PORTRAITS: Final = (
    PortraitRow("Tirta Demowati", "hijab", "c98f66", "2f6f6a", "d9e4da"),
    PortraitRow("Banyu Cobandaru", "hair", "b67c55", "3d5a80", "e5ddcf"),
    PortraitRow("Sekar Contohsari", "hijab", "d29b72", "8c3f53", "ecdcd6", glasses=True),
    PortraitRow("Raka Umpamadi", "hair", "bd8459", "6b7a3a", "dfe3d0", beard=True),
    PortraitRow("Laila Misalwati", "hijab", "c48a62", "3b4a7a", "d8dcea"),
    PortraitRow("Damar Peragawan", "hair", "c08a5f", "5a4a6b", "e2dbe6", glasses=True),
    PortraitRow("Ratna Ibaratani", "long", "cf9a70", "a0613a", "f0e2cf"),
    PortraitRow("Yazid Tamsilawan", "peci", "b9825a", "4a5b52", "dde4dd", beard=True),
    PortraitRow("Wulan Modelastri", "hijab", "c99068", "4d4d57", "e4e2dc", glasses=True),
    PortraitRow(
        "Wiradi Pustakawijaya", "hair", "bb8158", "7a5230", "ece0cd", "8d8782", glasses=True
    ),
    PortraitRow("Ustaz Rahmat Tafakuri", "peci", "b77d53", "f1ede2", "cfdcd4", beard=True),
    PortraitRow(
        "K.H. Mursyid Sakinahudin", "peci", "b47a50", "e9e3d3", "d7d3c4", "b9b4ad", beard=True
    ),
    PortraitRow("Nirmala Pandawita", "hijab", "cb936a", "b0772c", "f0e6cf"),
    PortraitRow("Guntur Semestaji", "hair", "b3784f", "2f5f45", "d8e6d6"),
    PortraitRow("Selina Margravine", "long", "e6bd9c", "35618c", "dbe5ee", "7a4a2a"),
    PortraitRow("سامي الورّاقي", "hair", "c69268", "6a4b3a", "e9ddd0", beard=True, glasses=True),
)


def draw(row: PortraitRow, size: tuple[int, int] = SIZE) -> bytes:
    """The JPEG of a portrait, the same bytes each time."""
    canvas = Canvas(size, seed=len(row.name))
    _paint(canvas, row)
    return canvas.jpeg(grain=0.02, vignette=0.12)


def _oval(
    x: float, y: float, across: float, high: float, start: float = 0, end: float = 1
) -> list[Point]:
    """A stretch of an oval, in turns from the right by way of the foot."""
    turns = [math.tau * (start + (end - start) * step / 60) for step in range(61)]
    return [(x + across * math.cos(turn), y + high * math.sin(turn)) for turn in turns]


def _paint(c: Canvas, row: PortraitRow) -> None:
    skin, cloth, ground = hexed(row.skin), hexed(row.cloth), hexed(row.ground)
    hair = hexed(row.hair)
    c.fill([(0, 0), (1, 0), (1, 1), (0, 1)], mix(ground, WHITE, 0.35), fade=ground)
    c.dot(0.5, 0.46, 0.4, mix(ground, WHITE, 0.55), alpha=0.7, blur=0.03)
    if row.cover == "long":
        c.fill(_oval(0.5, 0.52, 0.235, 0.3), hair, fade=mix(hair, DARK, 0.3))
    body = _oval(0.5, 1.03, 0.43, 0.37)
    c.shadow(body, alpha=0.25, blur=0.02)
    c.fill(body, mix(cloth, WHITE, 0.08), fade=mix(cloth, DARK, 0.35))
    if row.cover == "hijab":
        _hijab(c, mix(cloth, WHITE, 0.22))
    else:
        neck = mix(skin, DARK, 0.16)
        c.fill([(0.425, 0.55), (0.575, 0.55), (0.59, 0.71), (0.5, 0.78), (0.41, 0.71)], neck)
        collar = mix(cloth, WHITE, 0.3)
        c.fill([(0.41, 0.69), (0.5, 0.79), (0.44, 0.86), (0.36, 0.72)], collar)
        c.fill([(0.59, 0.69), (0.5, 0.79), (0.56, 0.86), (0.64, 0.72)], collar)
        for side in (-1, 1):
            c.fill(_oval(0.5 + side * 0.168, 0.45, 0.026, 0.042), mix(skin, DARK, 0.08))
    across, high = (0.145, 0.19) if row.cover == "hijab" else (0.168, 0.205)
    c.fill(_oval(0.5, 0.435, across, high), mix(skin, WHITE, 0.08), fade=mix(skin, DARK, 0.06))
    if row.beard:
        c.fill(_oval(0.5, 0.475, across, 0.172, 0, 0.5), hair, alpha=0.92)
        c.fill(_oval(0.5, 0.5, across * 0.66, 0.075), mix(skin, WHITE, 0.03))
    _top(c, row, hair)
    _features(c, row, skin, hair)


def _hijab(c: Canvas, cloth: Colour) -> None:
    c.fill(_oval(0.5, 0.75, 0.28, 0.25), mix(cloth, DARK, 0.12), fade=mix(cloth, DARK, 0.3))
    c.fill(_oval(0.5, 0.45, 0.215, 0.275), cloth, fade=mix(cloth, DARK, 0.14))
    for fold in (0.0, 0.05, 0.1):
        line = [*_oval(0.46, 0.62 + fold, 0.2, 0.13, 0.02, 0.4)]
        back = [(x, y - 0.008) for x, y in reversed(line)]
        c.fill([*line, *back], mix(cloth, DARK, 0.3), alpha=0.5)


def _top(c: Canvas, row: PortraitRow, hair: Colour) -> None:
    if row.cover == "peci":
        cap = [
            (0.322, 0.37),
            (0.335, 0.225),
            (0.39, 0.2),
            (0.61, 0.2),
            (0.665, 0.225),
            (0.678, 0.37),
        ]
        cap += [(0.6, 0.345), (0.5, 0.338), (0.4, 0.345)]
        c.fill(cap, hexed("34343c"), fade=hexed("141418"))
    elif row.cover in ("hair", "long"):
        crown = _oval(0.5, 0.405, 0.182, 0.2, 0.5, 1)
        fringe = [(0.655, 0.36), (0.6, 0.315), (0.5, 0.3), (0.4, 0.325), (0.345, 0.37)]
        c.fill([*crown, *fringe], mix(hair, WHITE, 0.1), fade=hair)


def _features(c: Canvas, row: PortraitRow, skin: Colour, hair: Colour) -> None:
    shade = mix(skin, DARK, 0.35)
    brow = mix(hair, DARK, 0.3) if row.cover != "hijab" else DARK
    for side in (-1, 1):
        x = 0.5 + side * 0.064
        c.fill([(x - 0.034, 0.398), (x, 0.386), (x + 0.034, 0.398), (x, 0.394)], brow)
        if row.glasses:
            c.fill(_oval(x, 0.432, 0.048, 0.04), DARK)
            c.fill(_oval(x, 0.432, 0.042, 0.034), mix(skin, WHITE, 0.28))
        c.fill(_oval(x, 0.434, 0.0135, 0.0145), DARK)
        c.dot(x + 0.004, 0.43, 0.004, WHITE)
        c.dot(0.5 + side * 0.095, 0.495, 0.03, hexed("d2604f"), alpha=0.16, blur=0.012)
    if row.glasses:
        c.fill([(0.484, 0.428), (0.516, 0.428), (0.516, 0.434), (0.484, 0.434)], DARK)
    c.fill([(0.497, 0.44), (0.516, 0.497), (0.487, 0.499), (0.508, 0.492)], shade, alpha=0.7)
    smile = _oval(0.5, 0.522, 0.048, 0.026, 0.04, 0.46)
    c.fill([*smile, *((x, y - 0.009) for x, y in reversed(smile))], hexed("8a3b35"))
