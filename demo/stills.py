"""Still lifes of the demo newsroom, drawn by code: books, coffee, rain on a window, a market."""

import math

from PIL import Image, ImageFilter

from demo.brush import Canvas, Colour, Point, hexed, mix
from demo.patterns import star


def bookshelf(c: Canvas) -> None:
    """Old books on dark shelves, lit from one side."""
    c.wash((0, "2b1a12"), (1, "1a0f0b"))
    tones = [
        hexed(t)
        for t in (
            "7a2f27",
            "33493f",
            "22385a",
            "8d6a3b",
            "4b2b3b",
            "a0583a",
            "5d5a44",
            "c2a878",
            "2f2a2c",
            "6b3f22",
        )
    ]
    for shelf in range(3):
        foot = 0.31 + shelf * 0.335
        c.fill(
            [(0, foot - 0.31), (1, foot - 0.31), (1, foot), (0, foot)],
            hexed("170d09"),
            fade=hexed("38241a"),
        )
        x = -0.01
        while x < 1.0:
            width = c.random.uniform(0.017, 0.047)
            tall = c.random.uniform(0.17, 0.275)
            if c.random.random() < 0.06:
                x += 0.03
            lean = c.random.choice((0, 0, 0, 0, 0, 0.012)) if width < 0.035 else 0
            book(c, (x, foot), (width, tall), lean, c.random.choice(tones))
            x += width + 0.001 + lean * 0.9
        c.fill(
            [(0, foot - 0.31), (1, foot - 0.31), (1, foot - 0.23), (0, foot - 0.23)],
            (8, 4, 2),
            alpha=0.6,
            blur=0.012,
        )
        c.fill(
            [(0, foot), (1, foot), (1, foot + 0.026), (0, foot + 0.026)],
            hexed("8a5a34"),
            fade=hexed("3d2415"),
        )
    c.glow(0.2, 0.35, 0.75, hexed("ffbf70"), 0.55)
    c.fill([(0.72, -0.1), (1.1, -0.1), (1.1, 1.1), (0.62, 1.1)], (6, 4, 8), alpha=0.45, blur=0.06)


def book(c: Canvas, foot: Point, size: tuple[float, float], lean: float, colour: Colour) -> None:
    """The back of a book with its bands and gilt."""
    (x, y), (width, tall) = foot, size
    tone = mix(colour, (255, 210, 160), c.random.uniform(0, 0.18))

    def strip(left: float, right: float, low: float, high: float) -> list[Point]:
        return [
            (x + width * left + lean * low, y - tall * low),
            (x + width * right + lean * low, y - tall * low),
            (x + width * right + lean * high, y - tall * high),
            (x + width * left + lean * high, y - tall * high),
        ]

    for left in range(10):
        light = math.sin(math.pi * (left + 0.5) / 10)
        c.fill(
            strip(left / 10, (left + 1) / 10, 0, 1), mix(mix(tone, (0, 0, 0), 0.55), tone, light)
        )
    gilt = mix(hexed("e2bd6c"), tone, c.random.uniform(0, 0.5))
    for low in c.random.choice(((0.12, 0.86), (0.1, 0.14, 0.84, 0.88), (0.2, 0.4, 0.6, 0.8))):
        c.fill(strip(0.03, 0.97, low, low + 0.012), gilt)
    if width > 0.026 and c.random.random() < 0.7:
        c.fill(strip(0.2, 0.8, 0.62, 0.74), mix(tone, (0, 0, 0), 0.5))
        c.fill(strip(0.3, 0.7, 0.675, 0.685), gilt)
    if c.random.random() < 0.4:
        c.fill(
            star(c, x + width / 2 + lean * 0.5, y - tall * 0.48, width * 0.24, width * 0.1, 8), gilt
        )


def coffee(c: Canvas) -> None:
    """Roasted coffee beans filling the frame."""
    c.wash((0, "2a150b"), (1, "150a05"))
    for layer, count in enumerate((150, 170, 190)):
        for _ in range(count):
            x, y = c.random.uniform(-0.03, 1.03), c.random.uniform(-0.04, 1.04)
            bean(c, x, y, c.random.uniform(0.03, 0.038), layer / 2)
        if layer < 2:
            c.fill([(0, 0), (1, 0), (1, 1), (0, 1)], (12, 5, 2), alpha=0.42)
    c.glow(0.28, 0.2, 0.7, hexed("ffcf94"), 0.45)
    c.fill([(0.7, 0), (1.1, 0), (1.1, 1.1), (0.5, 1.1)], (8, 3, 0), alpha=0.4, blur=0.08)


def bean(c: Canvas, x: float, y: float, size: float, light: float) -> None:
    """One bean, its cut side up or its back."""
    angle = c.random.uniform(0, math.tau)
    cos, sin = math.cos(angle), math.sin(angle)

    def oval(scale: float, shift: float = 0, narrow: float = 0.68) -> list[Point]:
        ring = []
        for n in range(28):
            t = math.tau * n / 28
            u, v = math.cos(t) * size * scale, math.sin(t) * size * scale * narrow
            ring.append(
                (x - shift + u * cos - v * sin, y - shift * 1.4 + (u * sin + v * cos) / c.ratio)
            )
        return ring

    brown = mix(hexed("5a2c14"), hexed("8a4d25"), c.random.random() * (0.4 + light * 0.6))
    c.shadow(oval(1.05), alpha=0.55, blur=0.004)
    c.fill(oval(1), mix(brown, (0, 0, 0), 0.45))
    for n in range(1, 8):
        c.fill(oval(1 - n * 0.1, size * 0.03 * n), mix(mix(brown, (0, 0, 0), 0.4), brown, n / 7))
    c.fill(oval(0.22, size * 0.34, 0.5), (255, 226, 190), alpha=0.3, blur=0.002)
    if c.random.random() < 0.62:
        seam, back = [], []
        for n in range(15):
            u = (n / 7 - 1) * size * 0.93
            v = math.sin(n / 14 * math.tau) * size * 0.13
            w = size * 0.055 * math.sin(math.pi * (n + 0.4) / 14.8)
            seam.append((x + u * cos - (v - w) * sin, y + (u * sin + (v - w) * cos) / c.ratio))
            back.append((x + u * cos - (v + w) * sin, y + (u * sin + (v + w) * cos) / c.ratio))
        c.fill([*seam, *reversed(back)], hexed("1e0d05"))


def rainy_window(c: Canvas) -> None:
    """Raindrops on a window at evening, the lamps outside out of focus."""
    c.wash((0, "24405a"), (0.5, "3c5a68"), (0.8, "5b5f58"), (1, "2a2f36"))
    for _ in range(60):
        x, y = c.random.random(), c.random.gauss(0.55, 0.18)
        tone = hexed(c.random.choice(("ffc46b", "ff9d5c", "ffe2a6", "7fc4c0", "d9634f", "a8d08d")))
        r = c.random.uniform(0.012, 0.045)
        c.dot(x, y, r, tone, alpha=c.random.uniform(0.18, 0.5), blur=0.003)
        c.dot(x, y, r * 0.9, tone, alpha=0.12, blur=0.001)
    c.glow(0.7, 0.5, 0.4, hexed("ffbd6e"), 0.5)
    behind = c.image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    behind = behind.filter(ImageFilter.GaussianBlur(4)).point(lambda v: min(255, round(v * 1.35)))
    for _ in range(26):
        x, y, long = c.random.random(), c.random.random() * 0.7, c.random.uniform(0.1, 0.35)
        trail = [(x + 0.002 * math.sin(n * 0.9), y + long * n / 20) for n in range(21)]
        c.fill(
            [*trail, *[(px + 0.0025, py) for px, py in reversed(trail)]],
            (225, 240, 245),
            alpha=0.16,
        )
        drop(c, behind, x, y + long, c.random.uniform(0.006, 0.009))
    for _ in range(620):
        drop(c, behind, c.random.random(), c.random.random(), c.random.uniform(0.0012, 0.0058))
    frame = hexed("2e241d")
    for x in (0, 0.485, 0.97):
        c.shadow([(x, 0), (x + 0.03, 0), (x + 0.03, 1), (x, 1)], alpha=0.5)
        c.fill([(x, 0), (x + 0.03, 0), (x + 0.03, 1), (x, 1)], hexed("54402f"), fade=frame)
    c.fill([(0, 0.9), (1, 0.9), (1, 1), (0, 1)], hexed("6b5139"), fade=hexed("33251b"))
    for n, (x, width, text) in enumerate(
        ((0.1, 0.2, "8f3d30"), (0.115, 0.17, "355a5f"), (0.105, 0.18, "c79a4f"))
    ):
        y = 0.915 - n * 0.035
        page = [(x, y), (x + width, y), (x + width, y - 0.033), (x, y - 0.033)]
        c.shadow(page, alpha=0.35)
        c.fill(page, mix(hexed(text), (255, 230, 200), 0.12), fade=hexed(text))
        c.fill(
            [
                (x + width - 0.004, y - 0.006),
                (x + width, y - 0.006),
                (x + width, y - 0.027),
                (x + width - 0.004, y - 0.027),
            ],
            hexed("efe4cc"),
        )


def drop(c: Canvas, behind: Image.Image, x: float, y: float, radius: float) -> None:
    """A raindrop, showing the world upside down."""
    px, py, r = round(x * c.width), round(y * c.height), max(2, round(radius * c.width))
    part = behind.crop((px - r, py - r, px + r, py + r))
    ball = Image.radial_gradient("L").resize((2 * r, 2 * r))
    mask = ball.point([255 if v < 165 else max(0, 255 - (v - 165) * 16) for v in range(256)])
    shade = ball.point([min(150, max(0, (v - 70) * 1)) for v in range(256)])
    part.paste((10, 20, 30), mask=shade)
    c.image.paste(part, (px - r, py - r), mask)
    c.dot(x - radius * 0.3, y - radius * 0.5, radius * 0.2, (255, 255, 255), alpha=0.8)


def market(c: Canvas) -> None:
    """Stalls at nightfall: striped awnings, lamps, baskets of produce."""
    c.wash((0, "1b2448"), (0.3, "4b3f68"), (0.55, "8d5f62"), (1, "3a2a30"))
    for n in range(40):
        x, y = c.random.random(), c.random.gauss(0.4, 0.08)
        c.dot(x, y, c.random.uniform(0.004, 0.016), hexed("ffc779"), alpha=0.35, blur=0.004)
        c.glow(x, y, 0.05, hexed("ff9d4a"), 0.12 if n % 3 else 0.3)
    stripes = (("c8473a", "f4e4c4"), ("2f7a78", "f3e2bd"), ("d99632", "f7ecd2"))
    for row, (y, size, count) in enumerate(((0.6, 0.22, 5), (0.9, 0.44, 3))):
        for n in range(count):
            x = (n - 0.25 * (row % 2)) * size * 1.02 - 0.05
            stall(c, (x, y), size, stripes[(n + row) % 3])
        if not row:
            c.haze(0.3, 0.75, hexed("5b3f58"), 0.45)
    c.fill([(0, 0.96), (1, 0.96), (1, 1.1), (0, 1.1)], (10, 6, 12), alpha=0.8, blur=0.012)


def stall(c: Canvas, corner: Point, size: float, stripes: tuple[str, str]) -> None:
    """One stall, its table's left foot at ``corner``."""
    x, y = corner
    high = size * 0.95
    for pole in (0.05, 0.91):
        c.fill(
            [
                (x + size * pole, y + high * 0.2),
                (x + size * (pole + 0.015), y + high * 0.2),
                (x + size * (pole + 0.015), y - high * 0.7),
                (x + size * pole, y - high * 0.7),
            ],
            hexed("2a1c1c"),
        )
    c.glow(x + size * 0.5, y - high * 0.4, size * 0.75, hexed("ffb45c"), 0.75)
    table = [(x, y), (x + size * 0.98, y), (x + size * 0.98, y + high * 0.3), (x, y + high * 0.3)]
    c.fill(table, hexed("7a4f33"), fade=hexed("2d1b17"))
    tones = ("d1402f", "e9a23b", "7fa043", "b33a56", "e8cf6a", "c8642f", "5d8a4f")
    for basket in range(5):
        bx = x + size * (0.12 + basket * 0.185)
        tone = hexed(c.random.choice(tones))
        for level in range(4):
            across = 5 - level
            for fruit in range(across):
                fx = bx + size * 0.032 * (fruit - (across - 1) / 2)
                fy = y - high * (0.05 + 0.045 * level)
                ball = mix(tone, (255, 230, 170), c.random.uniform(0, 0.25))
                r = size * 0.019
                c.dot(fx, fy, r, mix(ball, (30, 10, 10), 0.45))
                c.dot(fx - r * 0.12, fy - r * 0.2, r * 0.82, ball)
                c.dot(fx - r * 0.3, fy - r * 0.6, r * 0.26, (255, 250, 230), alpha=0.6)
        weave = [
            (bx - size * 0.088, y - high * 0.05),
            (bx + size * 0.088, y - high * 0.05),
            (bx + size * 0.07, y + high * 0.03),
            (bx - size * 0.07, y + high * 0.03),
        ]
        c.fill(weave, hexed("c79a5b"), fade=hexed("7a5430"))
    bands = 10
    for n in range(bands):
        left, right = n / bands, (n + 1) / bands
        tone = hexed(stripes[n % 2])
        top, eave = y - high * 0.92, y - high * 0.64
        inset = 0.1
        cloth = [
            (x + size * (inset + left * (1 - 2 * inset)), top),
            (x + size * (inset + right * (1 - 2 * inset)), top),
            (x + size * right, eave),
            (x + size * left, eave),
        ]
        c.fill(cloth, mix(tone, (20, 20, 50), 0.45), fade=mix(tone, (255, 190, 110), 0.12))
        middle, half = x + size * (left + right) / 2, size / bands / 2
        flap = [
            (
                middle + half * math.cos(math.pi * k / 10),
                eave + half * 1.3 * math.sin(math.pi * k / 10),
            )
            for k in range(11)
        ]
        c.fill(flap, mix(tone, (60, 20, 20), 0.25))
    c.glow(x + size * 0.5, y - high * 0.5, size * 0.16, hexed("fff0c0"), 0.9)
    c.dot(x + size * 0.5, y - high * 0.5, size * 0.022, hexed("fff6d8"))
