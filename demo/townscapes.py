"""Towns, harbours, railways and camps of the demo newsroom, drawn by code."""

import math

from PIL import Image

from demo.brush import Canvas, Colour, Point, hexed, mix
from demo.scenes import birds, palm


def bar(x: float, y: float, width: float, height: float) -> list[Point]:
    """The corners of a rectangle from its upper left."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def box(c: Canvas, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """An upright rectangle with its foot at ``y``."""
    c.fill(bar(x, y - height, width, height), colour)


def dome(c: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    """A pointed dome on its drum, with a crescent's finial; ``y`` is the foot of the dome."""
    tall = radius / c.ratio
    side = []
    for n in range(17):
        t = n / 16
        bulge = math.cos(t * math.pi / 2) ** 0.62 * (1 + 0.1 * math.sin(t * math.pi))
        side.append((bulge, t * 1.18 + 0.14 * t**6))
    right = [(x + radius * b, y - tall * t) for b, t in side]
    left = [(x - radius * b, y - tall * t) for b, t in reversed(side)]
    box(c, x - radius * 0.98, y + tall * 0.3, radius * 1.96, tall * 0.31, colour)
    c.fill([*right, *left], mix(colour, (255, 200, 150), 0.1), fade=colour)
    tip = y - tall * 1.3
    c.fill([(x - 0.0012, tip), (x + 0.0012, tip), (x, tip - tall * 0.42)], colour)
    c.dot(x, tip - tall * 0.12, radius * 0.05 + 0.001, colour)


def minaret(c: Canvas, x: float, y: float, height: float, colour: Colour) -> None:
    """A slender tower with two galleries and a pointed cap."""
    w = height * 0.04
    parts = ((0.0, 0.5, 1.0), (0.5, 0.53, 1.5), (0.53, 0.76, 0.78), (0.76, 0.785, 1.25))
    for low, high, wide in (*parts, (0.785, 0.87, 0.55)):
        box(c, x - w * wide / 2, y - height * low, w * wide, height * (high - low) + 0.001, colour)
    cap = y - height * 0.87
    c.fill([(x - w * 0.4, cap), (x + w * 0.4, cap), (x, cap - height * 0.13)], colour)
    c.fill([(x - 0.001, cap), (x + 0.001, cap), (x, cap - height * 0.19)], colour)


def roofs(c: Canvas, y: float, high: float, colour: Colour, lit: float) -> None:
    """A row of flat-roofed houses; ``lit`` is the share of windows with a lamp."""
    x = -0.02
    while x < 1.02:
        width, tall = c.random.uniform(0.025, 0.065), high * c.random.uniform(0.45, 1)
        shade = mix(colour, (255, 180, 140), c.random.uniform(0, 0.07))
        box(c, x, 1, width + 0.002, 1 - y + tall, shade)
        rows, columns = max(1, int(tall / 0.03)), max(1, int(width / 0.014))
        for row in range(rows):
            for column in range(columns):
                if c.random.random() < lit:
                    wx = x + (column + 0.35) * width / columns
                    box(c, wx, y - tall + 0.028 * (row + 1), 0.0045, 0.012, hexed("ffd28a"))
        x += width


def mosque_dusk(c: Canvas) -> None:
    """Domes and minarets over the roofs of an old town after sunset."""
    c.wash((0, "27305e"), (0.3, "7d5a86"), (0.52, "e58f77"), (0.68, "ffce8f"), (1, "e0a27c"))
    c.glow(0.42, 0.66, 0.6, hexed("ffc27a"), 0.8)
    c.dot(0.42, 0.62, 0.045, hexed("ffe9bf"), blur=0.002)
    for n in range(5):
        y = 0.16 + n * 0.075
        c.haze(y, y + 0.05, hexed("ffb59a"), 0.12)
    far, middle, near = hexed("a8707b"), hexed("6d4a66"), hexed("2a2342")
    roofs(c, 0.74, 0.09, far, 0)
    for x, h in ((0.1, 0.3), (0.86, 0.26), (0.7, 0.2)):
        minaret(c, x, 0.74, h, far)
    dome(c, 0.15, 0.67, 0.03, far)
    dome(c, 0.8, 0.68, 0.026, far)
    c.haze(0.6, 0.86, hexed("ffc697"), 0.45)
    for x, h in ((0.53, 0.52), (0.81, 0.52), (0.6, 0.34), (0.74, 0.34)):
        minaret(c, x, 0.84, h, middle)
    box(c, 0.555, 0.9, 0.23, 0.2, middle)
    dome(c, 0.67, 0.66, 0.068, middle)
    for x in (0.585, 0.755):
        dome(c, x, 0.7, 0.024, middle)
    roofs(c, 0.84, 0.07, middle, 0.1)
    c.haze(0.72, 0.96, hexed("e79a7e"), 0.35)
    minaret(c, 0.23, 0.96, 0.62, near)
    roofs(c, 0.93, 0.09, near, 0.3)
    birds(c, 0.36, 0.3, 11)


def waterside(c: Canvas) -> None:
    """A white mosque on a hill by still water at blue hour."""
    c.wash((0, "10214a"), (0.3, "2f5183"), (0.5, "8aa6bf"), (0.6, "f3cfa5"), (1, "1c3355"))
    c.glow(0.7, 0.58, 0.5, hexed("ffd7a0"), 0.6)
    c.ridge(0.53, 0.08, hexed("5d7896"), hexed("b9b4b4"))
    c.haze(0.46, 0.62, hexed("f6dcbd"), 0.4)
    c.ridge(0.59, 0.03, hexed("3d5670"), hexed("5f7686"))
    wall = hexed("e9dcc6")
    for x, h in ((0.3, 0.36), (0.56, 0.36)):
        minaret(c, x, 0.63, h, mix(wall, (120, 140, 180), 0.15))
    box(c, 0.34, 0.64, 0.18, 0.12, wall)
    dome(c, 0.43, 0.51, 0.055, mix(wall, hexed("7fb0b5"), 0.45))
    for x in (0.365, 0.495):
        dome(c, x, 0.525, 0.02, mix(wall, hexed("7fb0b5"), 0.45))
    for n in range(7):
        x = 0.352 + n * 0.0245
        arch = [(x, 0.64), (x + 0.014, 0.64), (x + 0.014, 0.575), (x + 0.007, 0.555), (x, 0.575)]
        c.fill(arch, hexed("ffcf83"))
        c.glow(x + 0.007, 0.61, 0.02, hexed("ffb85c"), 0.5)
    roofs(c, 0.655, 0.025, hexed("2c405c"), 0.5)
    mirror = c.image.crop((0, round(c.height * 0.31), c.width, round(c.height * 0.66)))
    mirror = mirror.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    c.image.paste(mirror, (0, round(c.height * 0.66)))
    c.fill([(0, 0.66), (1, 0.66), (1, 1), (0, 1)], hexed("24406a"), fade=hexed("0c1830"), alpha=0.5)
    c.sheen(0.66, hexed("f6d6ac"), 260, alpha=0.25)
    c.sheen(0.66, hexed("0e1d3a"), 420, alpha=0.4)
    palm(c, 0.92, 1.0, 0.5, hexed("0a1428"))
    palm(c, 0.99, 1.02, 0.4, hexed("0a1428"))


def crane(c: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """A ship-to-shore crane; ``size`` is its height."""
    w, t = size * 0.3, size * 0.022
    for leg in (x, x + w):
        box(c, leg, y, t * 0.7, size * 0.62, colour)
    box(c, x, y - size * 0.2, w, t, colour)
    box(c, x, y - size * 0.6, w + t * 0.7, t * 1.6, colour)
    c.fill([(x, y - size * 0.6), (x + w, y - size * 0.2), (x + w, y - size * 0.22)], colour)
    box(c, x - size * 0.55, y - size * 0.66, size * 1.05, t * 1.4, colour)
    peak: Point = (x + w * 0.55, y - size)
    c.fill([(x + w * 0.4, y - size * 0.6), (x + w * 0.7, y - size * 0.6), peak], colour)
    for end in (x - size * 0.5, x - size * 0.2, x + size * 0.45):
        foot = (end, y - size * 0.665)
        c.fill([peak, (peak[0], peak[1] + t), foot, (foot[0] + t * 0.3, foot[1])], colour)
    box(c, x - size * 0.3, y - size * 0.4, t * 0.2, size * 0.26, colour)
    box(c, x - size * 0.33, y - size * 0.36, size * 0.065, size * 0.05, colour)


def harbour(c: Canvas) -> None:
    """Cranes and stacked containers before a hazy evening sky."""
    c.wash((0, "3f6f8f"), (0.3, "9db8b5"), (0.52, "f3d9a8"), (0.66, "f2b37e"), (1, "3a4a58"))
    c.glow(0.24, 0.56, 0.55, hexed("ffdf9f"), 0.8)
    c.dot(0.24, 0.53, 0.036, hexed("fff4d4"), blur=0.002)
    c.ridge(0.66, 0.03, hexed("a99a94"), hexed("d3b497"))
    for x, size in ((0.62, 0.3), (0.78, 0.3), (0.94, 0.3)):
        crane(c, x, 0.7, size, hexed("a58a80"))
    c.haze(0.44, 0.8, hexed("ffd9a6"), 0.5)
    for x, size in ((0.42, 0.68), (0.72, 0.72)):
        crane(c, x, 0.92, size, hexed("50505c"))
    c.haze(0.62, 0.9, hexed("f7bf8c"), 0.35)
    tones = [hexed(t) for t in ("b5493a", "2f6f7f", "d99a3d", "3f5f8f", "8b3f4f", "5f7f5a")]
    tones.append(hexed("cfc3ad"))
    x = -0.03
    while x < 1.05:
        for level in range(c.random.choice((2, 3, 3, 4, 5))):
            tone = mix(c.random.choice(tones), hexed("f0b684"), 0.18)
            y = 0.92 - level * 0.058
            c.fill(
                [(x, y), (x + 0.098, y), (x + 0.098, y - 0.056), (x, y - 0.056)],
                mix(tone, (255, 235, 200), 0.16),
                fade=mix(tone, (10, 15, 30), 0.3),
            )
            for rib in range(1, 16):
                rx = x + 0.098 * rib / 16
                c.fill(
                    bar(rx, y - 0.052, 0.0014, 0.048),
                    mix(tone, (0, 0, 0), 0.35),
                    alpha=0.55,
                )
        x += 0.1
    c.fill([(0, 0.92), (1, 0.92), (1, 1), (0, 1)], hexed("4a4d55"), fade=hexed("1e232c"))
    c.fill([(0, 0.955), (1, 0.955), (1, 0.962), (0, 0.962)], hexed("e0b24f"), alpha=0.7)
    birds(c, 0.3, 0.24, 8)


def train(c: Canvas) -> None:
    """A train on an embankment between paddies and volcanoes."""
    c.wash((0, "4f87ad"), (0.3, "b9d6da"), (0.5, "fdebc4"), (1, "cfd89a"))
    c.glow(0.2, 0.34, 0.5, hexed("fff0c0"), 0.8)
    volcano: list[Point] = [(0.44, 0.56), (0.62, 0.3), (0.685, 0.205), (0.7, 0.213), (0.718, 0.205)]
    volcano += [(0.79, 0.31), (1.0, 0.56)]
    c.fill(volcano, hexed("6f93aa"), fade=hexed("d3dccb"))
    c.dot(0.715, 0.17, 0.02, (255, 250, 240), alpha=0.5, blur=0.012)
    c.dot(0.75, 0.145, 0.028, (255, 250, 240), alpha=0.4, blur=0.016)
    c.ridge(0.5, 0.07, hexed("7d9f9a"), hexed("c6d6b4"))
    c.haze(0.42, 0.6, hexed("fff4d6"), 0.5)
    c.ridge(0.56, 0.03, hexed("5b8460"), hexed("96b070"))
    c.fill([(0, 0.6), (1, 0.57), (1, 1), (0, 1)], hexed("a9bf62"), fade=hexed("567f35"))
    c.fill([(0, 0.66), (1, 0.66), (1, 0.71), (0, 0.71)], hexed("8d8466"), fade=hexed("5b5a3f"))
    for n in range(7):
        left, y = n * 0.163 - 0.03, 0.655
        body = mix(hexed("d9dfe3"), (255, 240, 210), 0.3)
        c.fill(
            [(left, y + 0.014), (left + 0.16, y + 0.014), (left + 0.16, y), (left, y)],
            hexed("2b3036"),
        )
        c.fill(
            [(left, y), (left + 0.158, y), (left + 0.158, y - 0.078), (left, y - 0.078)],
            mix(body, (255, 255, 255), 0.3),
            fade=mix(body, (40, 60, 80), 0.25),
        )
        box(c, left, y - 0.014, 0.158, 0.012, hexed("c2552f"))
        for window in range(8):
            wx = left + 0.012 + window * 0.0175
            box(
                c,
                wx,
                y - 0.034,
                0.0125,
                0.028,
                mix(hexed("2f4757"), hexed("ffd9a0"), c.random.uniform(0, 0.5)),
            )
        for wheel in (0.03, 0.05, 0.108, 0.128):
            c.dot(left + wheel, y + 0.016, 0.006, hexed("22262b"))
    for n in range(9):
        y = 0.73 + n * 0.011 * (1 + n * 0.32)
        tall = 0.006 + 0.006 * n
        c.fill(
            [(0, y), (1, y - 0.004), (1, y + tall), (0, y + tall)],
            hexed("eff0d2") if n % 2 else hexed("4f7a35"),
            fade=hexed("a8c6ba") if n % 2 else hexed("7fa347"),
            alpha=0.85,
        )
    for n in range(-6, 7):
        far, near = 0.5 + n * 0.11, 0.5 + n * 0.3
        c.fill([(far, 0.72), (far + 0.002, 0.72), (near + 0.009, 1), (near, 1)], hexed("4f7a35"))
    for x, y, height in ((0.07, 0.98, 0.55), (0.16, 0.95, 0.42), (0.95, 0.96, 0.5)):
        palm(c, x, y, height, hexed("1f3a25"))


def school(c: Canvas) -> None:
    """A village school with a tiled roof, its yard in morning light."""
    c.wash((0, "5d9cc4"), (0.4, "cde3e2"), (0.6, "fdf0cf"), (1, "e7d6a1"))
    c.glow(0.12, 0.24, 0.5, hexed("fff3cc"), 0.9)
    c.ridge(0.5, 0.09, hexed("88aab0"), hexed("d5e2cf"))
    c.ridge(0.58, 0.04, hexed("6e9670"), hexed("a9c085"))
    c.haze(0.46, 0.66, hexed("fff6da"), 0.4)
    c.fill([(0, 0.68), (1, 0.66), (1, 1), (0, 1)], hexed("dcc68d"), fade=hexed("b08e55"))
    c.shadow([(0.22, 0.75), (0.86, 0.75), (0.9, 0.775), (0.25, 0.78)], alpha=0.5, blur=0.006)
    c.fill(
        [(0.22, 0.76), (0.86, 0.76), (0.86, 0.52), (0.22, 0.52)],
        hexed("fbf3df"),
        fade=hexed("e2cfa8"),
    )
    box(c, 0.22, 0.76, 0.64, 0.05, hexed("4f8f86"))
    c.fill(
        [(0.18, 0.54), (0.9, 0.54), (0.84, 0.4), (0.24, 0.4)], hexed("c56a43"), fade=hexed("8e4330")
    )
    for row in range(1, 9):
        y = 0.4 + 0.14 * row / 9
        inset = 0.06 * (1 - row / 9)
        c.fill(
            bar(0.18 + inset, y, 0.72 - 2 * inset, 0.003),
            hexed("7a3828"),
            alpha=0.5,
        )
    c.fill(
        [(0.22, 0.545), (0.86, 0.545), (0.86, 0.575), (0.22, 0.575)],
        (40, 30, 20),
        alpha=0.35,
        blur=0.004,
    )
    for n in range(8):
        x = 0.245 + n * 0.077
        if n in (2, 5):
            box(c, x, 0.76, 0.04, 0.17, hexed("3f6f78"))
            continue
        box(c, x - 0.003, 0.683, 0.051, 0.097, hexed("fffaf0"))
        box(c, x, 0.68, 0.045, 0.09, hexed("5c8793"))
        c.fill(
            [(x, 0.68), (x, 0.62), (x + 0.03, 0.59), (x + 0.045, 0.59)], hexed("cfe6e6"), alpha=0.5
        )
        box(c, x + 0.0215, 0.68, 0.002, 0.09, hexed("fffaf0"))
    for n in range(9):
        box(c, 0.228 + n * 0.078, 0.76, 0.005, 0.22, hexed("fff8ea"))
    box(c, 0.105, 0.86, 0.004, 0.62, hexed("f4efe4"))
    flag = [(0.109 + 0.11 * n / 20, 0.25 + 0.008 * math.sin(n / 3)) for n in range(21)]
    for colour, low, high in ((hexed("c8322b"), 0, 0.045), (hexed("fbf7ef"), 0.045, 0.09)):
        top = [(x, y + low) for x, y in flag]
        c.fill([*top, *[(x, y + high) for x, y in reversed(flag)]], colour)
    palm(c, 0.95, 0.8, 0.5, hexed("35583a"))
    for _ in range(34):
        x, y = (
            c.random.choice((0.02, 0.9)) + c.random.uniform(0, 0.12),
            c.random.uniform(0.78, 0.86),
        )
        c.dot(
            x,
            y,
            c.random.uniform(0.008, 0.02),
            mix(hexed("7fa04f"), hexed("3f6636"), c.random.random()),
        )


def camp(c: Canvas) -> None:
    """Canvas shelters lit from within, under the first stars."""
    c.wash((0, "14204a"), (0.34, "46507f"), (0.54, "c98f83"), (0.64, "f4bf8d"), (1, "5c4a48"))
    for _ in range(120):
        y = c.random.random() ** 1.6 * 0.4
        c.dot(
            c.random.random(), y, c.random.uniform(0.0005, 0.0011), (255, 248, 230), alpha=1 - y * 2
        )
    c.glow(0.3, 0.62, 0.5, hexed("ffb87a"), 0.6)
    c.ridge(0.58, 0.06, hexed("7c6478"), hexed("c08d7d"))
    c.haze(0.5, 0.68, hexed("f7bf93"), 0.4)
    c.ridge(0.66, 0.03, hexed("5b4854"), hexed("4a3c40"))
    for row, (y, size, count) in enumerate(((0.68, 0.05, 13), (0.75, 0.085, 8), (0.88, 0.16, 5))):
        for n in range(count):
            x = (n + 0.5 * (row % 2)) / (count - 0.6) + c.random.uniform(-0.015, 0.015)
            tent(c, x, y + c.random.uniform(-0.006, 0.008), size, 0.3 + 0.3 * row)
        c.haze(y - 0.1, y + 0.1, hexed("d99a7e"), 0.16)
    c.ridge(1.0, 0.02, hexed("231b22"), hexed("120e14"))


def tent(c: Canvas, x: float, y: float, size: float, shade: float) -> None:
    """A ridge tent with a lamp inside."""
    h = size * 0.95
    cloth = mix(hexed("efe2c8"), hexed("6f5f63"), shade * c.random.uniform(0.7, 1))
    c.fill(
        [
            (x - size * 0.5, y),
            (x + size * 0.75, y),
            (x + size * 0.6, y + h * 0.08),
            (x - size * 0.45, y + h * 0.08),
        ],
        (20, 12, 16),
        alpha=0.5,
        blur=0.004,
    )
    front: list[Point] = [(x - size * 0.5, y), (x + size * 0.22, y), (x - size * 0.14, y - h)]
    c.fill(
        [front[1], front[2], (x + size * 0.42, y - h * 0.93), (x + size * 0.74, y - h * 0.03)],
        cloth,
        fade=mix(cloth, (20, 15, 25), 0.45),
    )
    c.fill(front, mix(cloth, hexed("ffcb86"), 0.5), fade=mix(cloth, hexed("ff9f4f"), 0.6))
    c.fill(
        [(x - size * 0.22, y), (x - size * 0.05, y), (x - size * 0.14, y - h * 0.66)],
        hexed("fff0bd"),
        fade=hexed("ffb45a"),
    )
    c.glow(x - size * 0.14, y - h * 0.1, size * 0.8, hexed("ff9a45"), 0.4)
