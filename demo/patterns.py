"""Patterns of the demo newsroom: tiles, batik and embroidery, drawn by code."""

import math

from demo.brush import Canvas, Colour, Point, hexed, mix


def star(c: Canvas, x: float, y: float, outer: float, inner: float, points: int) -> list[Point]:
    """The outline of a star with its first point upwards; radii are in widths."""
    outline = []
    for n in range(points * 2):
        angle, reach = math.pi * n / points, inner if n % 2 else outer
        outline.append((x + reach * math.sin(angle), y - reach * math.cos(angle) / c.ratio))
    return outline


def strap(c: Canvas, outline: list[Point], width: float, colour: Colour) -> None:
    """A band laid along a closed outline, with a dark edge on either side."""
    for wide, tone in ((width * 1.7, mix(colour, (0, 0, 0), 0.72)), (width, colour)):
        for (ax, ay), (bx, by) in zip(outline, [*outline[1:], outline[0]], strict=True):
            dx, dy = bx - ax, (by - ay) * c.ratio
            long = math.hypot(dx, dy)
            nx, ny = -dy / long * wide / 2, dx / long * wide / 2 / c.ratio
            c.fill(
                [(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)],
                tone,
            )
            c.dot(ax, ay, wide / 2, tone)


def girih(c: Canvas) -> None:
    """Eight-pointed stars and crosses, as on glazed tiles."""
    c.wash((0, "0d4a5c"), (1, "0a2c47"))
    cell = 0.142
    tall = cell / c.ratio
    blues = [hexed(t) for t in ("0f6e7a", "14847f", "0c5570", "176a8c")]
    reds = [hexed(t) for t in ("9c3b2e", "b3502f", "8a2f3a")]
    gold = hexed("e9c77b")
    inner = cell * 0.5 * 0.765
    for row in range(-1, 9):
        for column in range(-1, 9):
            x, y = (column + 0.5) * cell, (row + 0.4) * tall
            cx, cy = x + cell / 2, y + tall / 2
            cross = star(c, cx, cy, cell * 0.5, cell * 0.27, 4)
            c.fill(cross, mix(c.random.choice(reds), (255, 190, 120), c.random.uniform(0, 0.15)))
            c.fill(star(c, cx, cy, cell * 0.19, cell * 0.1, 4), hexed("e8d3a0"))
            c.fill(star(c, cx, cy, cell * 0.12, cell * 0.05, 4), hexed("0d4a5c"))
            big = star(c, x, y, cell * 0.5, inner, 8)
            c.fill(big, c.random.choice(blues), fade=hexed("0b3f5a"))
            c.fill(
                star(c, x, y, cell * 0.33, cell * 0.21, 8), hexed("f1e4c3"), fade=hexed("cdb583")
            )
            c.fill(star(c, x, y, cell * 0.27, cell * 0.15, 8), hexed("0e5266"))
            c.fill(star(c, x, y, cell * 0.16, cell * 0.085, 8), gold)
            c.dot(x, y, cell * 0.045, hexed("9c3b2e"))
    for row in range(-1, 9):
        for column in range(-1, 9):
            x, y = (column + 0.5) * cell, (row + 0.4) * tall
            strap(c, star(c, x, y, cell * 0.5, inner, 8), 0.0042, gold)
    c.glow(0.3, 0.2, 0.6, hexed("ffdf9f"), 0.4)
    c.fill([(0.55, 0), (1, 0), (1, 1), (0.35, 1)], (4, 10, 24), alpha=0.3, blur=0.05)


def batik(c: Canvas) -> None:
    """Rosettes and lozenges in soga brown and indigo, crackled by wax."""
    c.wash((0, "f0dcb4"), (1, "dfc192"))
    soga, indigo, cream = hexed("7a3d1c"), hexed("1e2f55"), hexed("f6e8c8")
    cell = 0.125
    tall = cell / c.ratio
    for row in range(-1, 9):
        for column in range(-1, 9):
            odd = (row + column) % 2
            x, y = (column + 0.5) * cell, (row + 0.4) * tall
            ground = soga if odd else indigo
            tile = [(x, y - tall / 2), (x + cell / 2, y), (x, y + tall / 2), (x - cell / 2, y)]
            c.fill(tile, mix(ground, (255, 200, 140), c.random.uniform(0, 0.08)))
            for n in range(4):
                angle = math.pi / 4 + n * math.pi / 2
                px = x + cell * 0.5 * math.cos(angle)
                py = y + tall * 0.5 * math.sin(angle)
                petal(c, (px, py), angle, cell * 0.23, indigo if odd else soga, cream)
            for n in range(8):
                angle = n * math.pi / 4
                px = x + cell * 0.16 * math.cos(angle)
                py = y + tall * 0.16 * math.sin(angle)
                petal(c, (px, py), angle, cell * 0.13, cream, ground)
            c.dot(x, y, cell * 0.07, hexed("c98a3c"))
            c.dot(x, y, cell * 0.035, cream)
            for n in range(24):
                angle, reach = math.tau * n / 24, cell * 0.29
                c.dot(
                    x + reach * math.cos(angle),
                    y + reach / c.ratio * math.sin(angle),
                    0.0013,
                    cream,
                )
    for _ in range(110):
        x, y, angle = c.random.random(), c.random.random(), c.random.uniform(0, math.tau)
        vein = [(x, y)]
        for _ in range(7):
            angle += c.random.gauss(0, 0.35)
            x, y = x + 0.013 * math.cos(angle), y + 0.013 * math.sin(angle)
            vein.append((x, y))
        back = [(px + 0.0007, py + 0.0009) for px, py in reversed(vein)]
        c.fill([*vein, *back], hexed("4a2412"), alpha=0.55)
    for n in range(4):
        x = 0.08 + n * 0.27
        c.fill(
            [(x, -0.1), (x + 0.07, -0.1), (x - 0.05, 1.1), (x - 0.15, 1.1)],
            (25, 10, 5),
            alpha=0.3,
            blur=0.03,
        )
        c.fill(
            [(x + 0.1, -0.1), (x + 0.13, -0.1), (x + 0.02, 1.1), (x - 0.03, 1.1)],
            (255, 235, 200),
            alpha=0.2,
            blur=0.03,
        )


def petal(
    c: Canvas, middle: Point, angle: float, size: float, colour: Colour, vein: Colour
) -> None:
    """A pointed oval around a point, with a vein along it."""
    x, y = middle
    cos, sin = math.cos(angle), math.sin(angle)
    for scale, tone in ((1.0, vein), (0.86, colour), (0.34, vein)):
        outline = []
        for n in range(24):
            t = math.tau * n / 24
            along, across = math.cos(t) * size * scale, math.sin(t) * size * 0.46 * scale
            across *= 1 - 0.35 * abs(math.cos(t)) ** 2
            outline.append(
                (x + along * cos - across * sin, y + (along * sin + across * cos) / c.ratio)
            )
        c.fill(outline, tone)


RED, ROSE, GREEN, GOLD = (hexed(t) for t in ("cf2f35", "ee7c62", "5f9a62", "f0b94c"))


def border(column: int, row: int) -> Colour | None:
    """A zigzag between two green lines, five stitches high."""
    if row == abs(column % 8 - 4):
        return GOLD
    return GREEN if row in {0, 4} else None


def bethlehem_star(column: int, row: int) -> Colour | None:
    """Eight-armed stars on a field of 24 stitches."""
    across, down = abs(column % 24 - 12), abs(row - 12)
    near, far = sorted((across, down))
    if across + down <= 2:
        return GOLD
    if far - near <= 2 and far <= 9:
        return ROSE if far == near else RED
    if near <= (11 - far) // 2 and far <= 10:
        return GOLD if near == 0 else ROSE if far % 3 else RED
    return GREEN if far > 10 and near <= 2 else None


def cypress(column: int, row: int) -> Colour | None:
    """Trees on a field of twelve stitches, nineteen high."""
    across = abs(column % 12 - 6)
    if row >= 16:
        return ROSE if across <= 1 else None
    if across <= row / 3.4 and (across + row) % 5:
        return GREEN if (across + row) % 2 else RED
    return None


def tatreez(c: Canvas) -> None:
    """Cross-stitch bands in reds on black cloth: cypresses and stars."""
    c.wash((0, "1c1518"), (1, "120d11"))
    columns = 132
    size = 1 / columns
    top = 0
    edge, stars, trees = (border, 5), (bethlehem_star, 25), (cypress, 19)
    for tone_of, high in (edge, stars, edge, trees, edge, stars, edge):
        for row in range(high):
            for column in range(columns):
                if tone := tone_of(column, row):
                    cross(c, column * size, (top + row) * size / c.ratio, size, tone)
        top += high
    c.glow(0.35, 0.3, 0.9, hexed("ffd9b0"), 0.22)
    c.fill([(0.6, 0), (1.1, 0), (1.1, 1.1), (0.4, 1.1)], (0, 0, 0), alpha=0.2, blur=0.06)


def cross(c: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """One cross-stitch in the square whose corner is (x, y)."""
    tall, w = size / c.ratio, size * 0.17
    tone = mix(colour, (255, 220, 190), c.random.uniform(0, 0.22))
    c.fill(
        [(x + w, y), (x + size, y + tall - w), (x + size - w, y + tall), (x, y + w)],
        mix(tone, (0, 0, 0), 0.3),
    )
    c.fill([(x + size - w, y), (x + size, y + w), (x + w, y + tall), (x, y + tall - w)], tone)
