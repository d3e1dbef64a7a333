"""Landscapes of the demo newsroom, drawn by code."""

import math

from demo.brush import Canvas, Colour, Point, hexed, mix


def dawn_ridges(c: Canvas) -> None:
    """Mountain ranges in the first light, with mist between them."""
    c.wash((0, "31446b"), (0.32, "8a86a3"), (0.5, "f0b68c"), (0.62, "fbe3bd"), (1, "f6d3a7"))
    c.glow(0.66, 0.5, 0.75, hexed("ffcf8a"), 0.7)
    c.dot(0.66, 0.5, 0.035, hexed("fff3d6"), blur=0.003)
    far, near = hexed("b98f8f"), hexed("14233a")
    for step in range(6):
        share = step / 5
        top = mix(far, near, share**0.9)
        foot = mix(top, hexed("f2c79f"), 0.5 * (1 - share))
        c.ridge(0.52 + 0.085 * step, 0.1 - 0.006 * step, top, foot, roughness=0.52)
        if step < 5:
            c.haze(0.54 + 0.085 * step, 0.72 + 0.085 * step, hexed("fbdcb6"), 0.4 - 0.05 * step)
    birds(c, 0.3, 0.3, 9)


def birds(c: Canvas, x: float, y: float, count: int) -> None:
    """A loose flock, far away."""
    for _ in range(count):
        bx, by = x + c.random.gauss(0, 0.06), y + c.random.gauss(0, 0.035)
        s = c.random.uniform(0.004, 0.008)
        lift = s * c.random.uniform(0.5, 1.0)
        wing: list[Point] = [(bx - s, by - lift), (bx - s * 0.4, by - lift * 1.1), (bx, by)]
        wing += [(bx + s * 0.4, by - lift * 1.1), (bx + s, by - lift), (bx, by + 0.0025)]
        c.fill(wing, hexed("2b2f45"), alpha=0.8)


def palm(c: Canvas, x: float, y: float, height: float, colour: Colour) -> None:
    """A coconut palm with its foot at (x, y)."""
    lean = c.random.uniform(-0.12, 0.16) * height
    top_x, top_y = x + lean, y - height
    half = height * 0.011
    stem = [(x + lean * (n / 8) ** 2, y - height * n / 8) for n in range(9)]
    right = [(px + half * (1.4 - n / 11), py) for n, (px, py) in enumerate(stem)]
    left = [(px - half * (1.4 - n / 11), py) for n, (px, py) in enumerate(stem)]
    c.fill([*right, *reversed(left)], colour)
    for leaf in range(13):
        angle = math.radians(-28 + 236 * leaf / 12) + c.random.uniform(-0.08, 0.08)
        reach = height * c.random.uniform(0.34, 0.44)
        spine = []
        for n in range(13):
            share = n / 12
            px = top_x + reach * share * math.cos(angle) * c.ratio
            py = top_y - reach * (share * math.sin(angle) * 0.7 - 0.62 * share**2.4)
            spine.append((px, py))
        for n in range(1, 12):
            (px, py), (qx, qy) = spine[n], spine[n + 1]
            long = reach * 0.2 * math.sin(math.pi * (n + 1) / 14) + reach * 0.03
            side = 1 if math.cos(angle) > 0 else -1
            tip = (qx + side * long * 0.35 * c.ratio, qy + long)
            c.fill([(px, py), (qx, qy), tip], colour)
        under = [(px, py + height * 0.008) for px, py in spine]
        c.fill([*spine, *reversed(under)], colour)


def terrace_line(c: Canvas, y: float, share: float, tilt: float, phase: float) -> list[Point]:
    """The scalloped edge of one terrace, following the hill."""
    line = []
    for n in range(121):
        x = n / 120
        lobe = abs(math.sin(math.pi * (x * 2.1 + phase + 0.25 * math.sin(share * 5))))
        small = math.sin(x * 17 + share * 9) * 0.004
        line.append((x, y + tilt * (x - 0.5) + (0.03 + 0.06 * share) * lobe + small))
    return line


def rice_terraces(c: Canvas) -> None:
    """Flooded terraces stepping down a valley, each holding a strip of sky."""
    c.wash((0, "6f9fb5"), (0.26, "c9dfd3"), (0.36, "fbeecb"), (1, "dfe7b8"))
    c.glow(0.3, 0.26, 0.45, hexed("fff2c4"), 0.8)
    c.ridge(0.27, 0.1, hexed("8aaaae"), hexed("cfe0cf"))
    c.haze(0.22, 0.42, hexed("f6f1d8"), 0.6)
    c.ridge(0.34, 0.07, hexed("5f8b78"), hexed("a9c79b"))
    c.haze(0.28, 0.46, hexed("f9f3d2"), 0.5)
    for side, phase, start, reach in ((0.34, 0.15, 0.42, 0.5), (-0.42, 0.55, 0.62, 0.62)):
        for step in range(13):
            share = step / 12
            y = start + reach * share**1.25
            line = terrace_line(c, y, share, side * -1 * (1 - 0.5 * share), phase)
            green = mix(hexed("a6c163"), hexed("2f5f2f"), min(1, share * 0.8 + (start - 0.42)))
            green = mix(green, hexed("d3cf62"), c.random.uniform(0, 0.35))
            deep = mix(green, hexed("142a14"), 0.55)
            thick = 0.01 + 0.03 * share
            water = mix(hexed("fdf3d8"), hexed("9cc3cb"), 0.25 + 0.6 * share)
            c.fill([*line, (1, 1.2), (0, 1.2)], green)
            pond = [(x, v + thick * 0.45) for x, v in line]
            c.fill([*pond, (1, 1.2), (0, 1.2)], water)
            far_bank = [(x, v + thick * 1.05) for x, v in line]
            c.fill([*far_bank, (1, 1.2), (0, 1.2)], deep)
            rice = [(x, v + thick * 1.25) for x, v in line]
            c.fill([*rice, (1, 1.2), (0, 1.2)], green, fade=mix(green, deep, 0.5))
        if side > 0:
            c.haze(0.38, 0.8, hexed("f4f0cc"), 0.35)
    for x, y, height in ((0.86, 0.7, 0.33), (0.93, 0.78, 0.42), (0.09, 0.47, 0.16)):
        palm(c, x, y, height, hexed("1c3524"))


def boat(c: Canvas, x: float, y: float, length: float, hull: Colour, sail: Colour | None) -> None:
    """A fishing boat with outrigger on still water, and its reflection."""
    high = length * 0.22
    body: list[Point] = [
        (x - length / 2, y - high * 0.75),
        (x - length * 0.36, y),
        (x + length * 0.34, y),
        (x + length / 2, y - high),
        (x + length * 0.3, y - high * 0.42),
        (x - length * 0.3, y - high * 0.4),
    ]
    c.fill([(px, 2 * y - py + 0.004) for px, py in body], hull, alpha=0.35, blur=0.002)
    c.fill(body, mix(hull, (255, 240, 220), 0.12), fade=mix(hull, (0, 0, 0), 0.35))
    mast = x - length * 0.02
    c.fill([(mast - 0.0012, y), (mast + 0.0012, y), (mast, y - length * 1.15)], hull)
    c.fill(
        [(x - length * 0.42, y - 0.002), (x + length * 0.4, y - 0.004), (x, y + 0.004)],
        hull,
        alpha=0.8,
    )
    if sail:
        cloth: list[Point] = [
            (mast + 0.002, y - length * 1.1),
            (x + length * 0.46, y - length * 0.3),
            (mast + 0.002, y - length * 0.24),
        ]
        c.fill(cloth, mix(sail, (255, 255, 255), 0.25), fade=sail)
        c.fill([(px, 2 * y - py) for px, py in cloth], sail, alpha=0.2, blur=0.004)


def fishing_boats(c: Canvas) -> None:
    """Boats in a bay at sunrise."""
    c.wash((0, "2f4a73"), (0.3, "c07f86"), (0.46, "ffd39a"), (0.5, "f2b184"), (1, "1d3a57"))
    c.glow(0.36, 0.45, 0.7, hexed("ffc37d"), 0.8)
    c.dot(0.36, 0.43, 0.03, hexed("fff0cf"), blur=0.002)
    c.fill([(0, 0.5), (1, 0.5), (1, 1), (0, 1)], hexed("eaa982"), fade=hexed("16304b"))
    line = c.skyline(0.475, 0.045)
    c.fill([(0, 0.5), *line, (1, 0.5)], hexed("75617a"), fade=hexed("b98a85"))
    c.haze(0.42, 0.54, hexed("ffdcae"), 0.5)
    c.sheen(0.5, hexed("ffdcaa"), 500, alpha=0.4)
    c.sheen(0.5, hexed("122841"), 500, alpha=0.35)
    for step in range(60):
        depth = (step / 60) ** 1.5
        y = 0.51 + 0.4 * depth
        half = 0.012 + 0.05 * depth * c.random.uniform(0.3, 1)
        x = 0.36 + c.random.gauss(0, 0.006 + 0.018 * depth)
        c.fill(
            [(x - half, y), (x, y - 0.0018 - 0.002 * depth), (x + half, y), (x, y + 0.002)],
            hexed("ffe3b0"),
            alpha=0.55,
        )
    dark, sails = hexed("1a2233"), (hexed("b8503d"), hexed("e6d2ab"), None)
    for n, (x, y, length) in enumerate(
        ((0.16, 0.54, 0.05), (0.56, 0.56, 0.07), (0.82, 0.64, 0.13), (0.24, 0.72, 0.2))
    ):
        boat(c, x, y, length, mix(hexed("4a4356"), dark, n / 3), sails[n % 3])
    birds(c, 0.66, 0.22, 7)


def olive_tree(c: Canvas, x: float, y: float, size: float, shade: float) -> None:
    """An old olive tree: a twisted trunk under clouds of silver leaves."""
    r = c.random
    long = [(x - size * 0.5, y), (x + size * 0.9, y + 0.012), (x + size * 0.3, y + 0.02)]
    c.fill([*long, (x - size * 0.4, y + 0.012)], (30, 40, 20), alpha=0.4, blur=0.006)
    bark = mix(hexed("6b5a45"), hexed("2f2720"), shade)
    h = size * 0.95
    c.fill(
        [
            (x - size * 0.13, y + 0.008),
            (x - size * 0.05, y - h * 0.25),
            (x - size * 0.07, y - h * 0.5),
            (x - size * 0.24, y - h),
            (x - size * 0.03, y - h * 0.66),
            (x + size * 0.05, y - h),
            (x + size * 0.05, y - h * 0.6),
            (x + size * 0.22, y - h * 0.95),
            (x + size * 0.07, y - h * 0.42),
            (x + size * 0.06, y - h * 0.2),
            (x + size * 0.15, y + 0.01),
        ],
        mix(bark, (255, 230, 180), 0.12),
        fade=bark,
    )
    dark = mix(hexed("5f6f4e"), hexed("25331f"), shade)
    light = mix(hexed("c9cfa8"), hexed("93a271"), shade)
    for share, count in ((0, 60), (0.4, 60), (0.75, 60), (1, 50)):
        for _ in range(count):
            angle, reach = r.uniform(0, math.tau), size * r.random() ** 0.55 * (0.52 - 0.1 * share)
            cx = x + reach * math.cos(angle) - size * 0.08 * share
            cy = y - size * 1.1 - reach * 0.8 * math.sin(angle) - size * 0.12 * share
            puff = size * r.uniform(0.03, 0.085)
            blot = [
                (
                    cx + puff * math.cos(math.tau * n / 9) * r.uniform(0.6, 1.3),
                    cy + puff * math.sin(math.tau * n / 9) * r.uniform(0.6, 1.2),
                )
                for n in range(9)
            ]
            c.fill(blot, mix(dark, light, share * r.uniform(0.4, 1)))


def olive_hills(c: Canvas) -> None:
    """Terraced hills with olive trees in the late afternoon."""
    c.wash((0, "7fb0d0"), (0.35, "dbe6dc"), (0.5, "fbe9c0"), (1, "e9d19a"))
    c.glow(0.82, 0.22, 0.55, hexed("ffe9ac"), 0.8)
    c.ridge(0.38, 0.06, hexed("9fb0b0"), hexed("d9d6bd"))
    c.ridge(0.46, 0.06, hexed("8f9f7f"), hexed("d8c999"))
    c.haze(0.4, 0.56, hexed("fff0cf"), 0.5)
    c.ridge(0.56, 0.06, hexed("9b9a5f"), hexed("cdb477"), roughness=0.42)
    for n in range(9):
        x = 0.04 + n * 0.115 + c.random.uniform(-0.02, 0.02)
        olive_tree(c, x, 0.575 + c.random.uniform(-0.01, 0.03), 0.045, 0.1)
    c.ridge(0.7, 0.05, hexed("b3a35f"), hexed("9c7f45"), roughness=0.4)
    for n in range(5):
        y = 0.72 + n * 0.06
        wall = [(k / 40, y + 0.012 * math.sin(k / 6 + n * 1.7)) for k in range(41)]
        foot = [(x, v + 0.012 + 0.002 * n) for x, v in reversed(wall)]
        c.fill([*wall, *foot], hexed("d8c391"), fade=hexed("8d7446"), alpha=0.55)
    for x, y, size, shade in (
        (0.56, 0.74, 0.1, 0.4),
        (0.75, 0.79, 0.13, 0.6),
        (0.36, 0.8, 0.13, 0.6),
        (0.16, 0.92, 0.24, 1),
        (0.93, 0.95, 0.22, 1),
    ):
        olive_tree(c, x, y, size, shade)


def crescent_night(c: Canvas) -> None:
    """A young moon in the west after sunset, over the sea and a low coast."""
    c.wash((0, "0b1533"), (0.35, "27406e"), (0.58, "8d7396"), (0.7, "f0a679"), (1, "27324a"))
    for _ in range(240):
        x, y = c.random.random(), c.random.random() ** 1.7 * 0.55
        c.dot(x, y, c.random.uniform(0.0004, 0.0012), (255, 250, 235), alpha=1 - y * 1.7)
    c.glow(0.62, 0.34, 0.22, hexed("bcd0ff"), 0.45)
    sky = c.image.copy()
    c.dot(0.62, 0.34, 0.042, hexed("fff6dc"))
    # The dark of the moon is the sky itself, laid back over the disc.
    moon = Canvas(c.size, 0)
    moon.image = sky
    lit = c.image
    c.image = sky.copy()
    cover = Canvas(c.size, 0)
    cover.dot(0.609, 0.324, 0.0405, (255, 255, 255))
    c.image = lit
    c.image.paste(moon.image, mask=cover.image.convert("L"))
    c.fill([(0, 0.72), (1, 0.72), (1, 1), (0, 1)], hexed("d9936f"), fade=hexed("0e1830"))
    c.sheen(0.72, hexed("ffd2a1"), 420, alpha=0.3)
    c.sheen(0.72, hexed("0c1730"), 500, alpha=0.5)
    line = c.skyline(0.7, 0.03)
    c.fill([(0, 0.725), *line, (1, 0.725)], hexed("33304d"), fade=hexed("6c5468"))
    c.ridge(0.97, 0.05, hexed("0a1020"), hexed("04070f"))
    for x, height in ((0.06, 0.5), (0.13, 0.4), (0.94, 0.34)):
        palm(c, x, 1.0, height, hexed("070c19"))


def acacia(c: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """A flat-crowned tree; ``size`` is its height."""
    for lean in (-0.3, -0.08, 0.16, 0.36):
        c.fill(
            [
                (x - size * 0.016, y),
                (x + size * 0.016, y),
                (x + size * (lean * 0.62 + 0.008), y - size * 0.78),
                (x + size * (lean * 0.62 - 0.008), y - size * 0.78),
            ],
            colour,
        )
    for layer, (wide, up) in enumerate(((0.64, 0.75), (0.54, 0.83), (0.36, 0.9))):
        for _ in range(260):
            reach = c.random.uniform(-1, 1) * c.random.random() ** 0.35 * wide
            px = x + size * reach
            thick = 0.05 * (1 - (reach / wide) ** 2) + 0.006
            py = y - size * (up + c.random.uniform(-thick, thick) - 0.12 * reach**2)
            r = size * c.random.uniform(0.006, 0.02)
            c.dot(px, py, r, mix(colour, hexed("8a7f3f"), 0.22 * layer * c.random.random()))


def savannah(c: Canvas) -> None:
    """Acacias on a plain with young trees in rows, under a big low sun."""
    c.wash((0, "5a4a6b"), (0.3, "c87a63"), (0.5, "f6b765"), (0.62, "ffe0a0"), (1, "b9803f"))
    c.glow(0.64, 0.56, 0.7, hexed("ffcf77"), 0.8)
    c.dot(0.64, 0.54, 0.075, hexed("fff1c4"), blur=0.002)
    c.ridge(0.62, 0.025, hexed("c98d5d"), hexed("d9a566"))
    c.haze(0.55, 0.7, hexed("ffdb9a"), 0.5)
    for x, size in ((0.1, 0.09), (0.2, 0.07), (0.48, 0.08), (0.86, 0.1), (0.93, 0.07)):
        acacia(c, x, 0.645, size, hexed("8a5a3f"))
    c.ridge(0.69, 0.015, hexed("b9793f"), hexed("7a4a25"), roughness=0.4)
    for n in range(8):
        y = 0.72 + 0.26 * (n / 7) ** 1.4
        size = 0.008 + 0.022 * n / 7
        gap = 0.05 + 0.07 * n / 7
        for k in range(-12, 13):
            x = 0.5 + k * gap + (gap / 2 if n % 2 else 0) + c.random.uniform(-0.004, 0.004)
            ring = [
                (
                    x + size * 1.3 * math.cos(math.pi * t / 12),
                    y + size * 0.7 * math.sin(math.pi * t / 12),
                )
                for t in range(13)
            ]
            c.fill(ring, hexed("4f2d18"), alpha=0.75)
            for leaf in range(7):
                angle = math.pi * (0.15 + 0.7 * leaf / 6)
                tip = (x + size * 0.8 * math.cos(angle), y - size * 1.6 * math.sin(angle))
                c.fill(
                    [(x - size * 0.1, y), (x + size * 0.1, y), tip],
                    mix(hexed("5c6b2f"), hexed("a3a04a"), c.random.random()),
                )
    acacia(c, 0.22, 0.86, 0.56, hexed("2c1b16"))
    birds(c, 0.72, 0.26, 9)


def waves(c: Canvas) -> None:
    """Heavy swell rolling in, one blue behind another."""
    c.wash((0, "32465e"), (0.25, "6f8896"), (0.42, "d7d3bf"), (0.5, "b7c4c0"), (1, "0f2a40"))
    c.glow(0.56, 0.36, 0.5, hexed("fff0cc"), 0.7)
    for n in range(6):
        top = 0.02 + 0.055 * n
        c.haze(top, top + 0.12, hexed("24344a"), 0.3 - 0.04 * n)
    for step in range(9):
        share = step / 8
        y = 0.43 + 0.5 * share**1.2
        phase, length = c.random.uniform(0, math.tau), 7.5 - 4.6 * share
        high = 0.012 + 0.06 * share
        line, caps = [], []
        for n in range(161):
            swing = math.sin(phase + n / 160 * math.tau * length / 2)
            crest = (abs(swing) ** 1.6) * (1 if swing > 0 else -0.35)
            v = y - high * crest - 0.006 * share * math.sin(n / 4 + phase)
            line.append((n / 160, v))
            caps.append((n / 160, v + high * 0.42 * max(0, swing) ** 5 * c.random.uniform(0.5, 1)))
        light = mix(hexed("a9c4c0"), hexed("3f8f97"), share)
        deep = mix(hexed("52808c"), hexed("0a2740"), share)
        c.fill([(0, 1), *line, (1, 1)], deep)
        body = [(x, v + high * 2.6 + 0.03) for x, v in reversed(line)]
        c.fill([*line, *body], light, fade=deep)
        c.fill([*line, *reversed(caps)], hexed("f4f4ea"), alpha=0.9, blur=0.0006 + 0.0008 * share)
        for _ in range(round(30 + 90 * share)):
            n = c.random.randrange(160)
            x, v = line[n]
            x, v = x + c.random.gauss(0, 0.01), v + abs(c.random.gauss(0, 0.02 + 0.03 * share))
            r = c.random.uniform(0.001, 0.002 + 0.004 * share)
            c.fill(
                [(x - r * 5, v), (x, v - r * 0.6), (x + r * 5, v), (x, v + r * 0.6)],
                hexed("dff0ee"),
                alpha=0.35,
            )
    birds(c, 0.28, 0.24, 5)
