"""A small set of brushes for the demo's drawings: light, ridges, shapes, haze and grain."""

import io
import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

type Colour = tuple[int, int, int]
type Point = tuple[float, float]

# Drawn this much larger and then reduced: soft edges without an antialiasing pencil.
OVERSAMPLING: Final = 2


def hexed(text: str) -> Colour:
    """The colour of six hexadecimal digits, such as ``f2c38b``."""
    red, green, blue = bytes.fromhex(text)
    return red, green, blue


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """From ``one`` (0) to ``other`` (1)."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def shade(stops: Sequence[tuple[float, Colour]], size: tuple[int, int]) -> Image.Image:
    """A gradient shading downwards from stop to stop; places are 0 to 1."""
    column = Image.new("RGB", (1, 256))
    for row in range(256):
        at = row / 255
        above = max((s for s in stops if s[0] <= at), default=stops[0])
        below = min((s for s in stops if s[0] >= at), default=stops[-1])
        span = below[0] - above[0]
        share = (at - above[0]) / span if span else 0
        column.putpixel((0, row), mix(above[1], below[1], share))
    # First the height alone, then the width by copying: a third of the time of both at once.
    return column.resize((1, size[1]), Image.Resampling.BICUBIC).resize(
        size, Image.Resampling.NEAREST
    )


class Canvas:
    """A sheet measured from 0 to 1 across and down; the same seed draws the same picture."""

    def __init__(self, size: tuple[int, int], seed: int) -> None:
        self.size = size
        self.width, self.height = (side * OVERSAMPLING for side in size)
        self.ratio = self.height / self.width
        self.random = Random(seed)  # noqa: S311  (a drawing, not a secret)
        self.image = Image.new("RGB", (self.width, self.height))

    def px(self, points: Sequence[Point]) -> list[Point]:
        """Points of the sheet in pixels."""
        return [(x * self.width, y * self.height) for x, y in points]

    def wash(self, *stops: tuple[float, str]) -> None:
        """Cover the sheet with a gradient."""
        self.image = shade([(at, hexed(colour)) for at, colour in stops], (self.width, self.height))

    def fill(
        self,
        points: Sequence[Point],
        colour: Colour,
        *,
        fade: Colour | None = None,
        blur: float = 0,
        alpha: float = 1,
    ) -> None:
        """A polygon, shading from ``colour`` at its top to ``fade`` at its bottom.

        ``blur`` is in widths of the sheet.
        """
        pixels = self.px(points)
        if fade is None and not blur and alpha == 1:
            ImageDraw.Draw(self.image).polygon(pixels, fill=colour)
            return
        edge = 3 * blur * self.width + 1
        left = max(0, math.floor(min(x for x, _ in pixels) - edge))
        top = max(0, math.floor(min(y for _, y in pixels) - edge))
        right = min(self.width, math.ceil(max(x for x, _ in pixels) + edge))
        foot = min(self.height, math.ceil(max(y for _, y in pixels) + edge))
        if right <= left or foot <= top:
            return
        mask = Image.new("L", (right - left, foot - top))
        local = [(x - left, y - top) for x, y in pixels]
        ImageDraw.Draw(mask).polygon(local, fill=round(255 * alpha))
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * self.width))
        paint: Image.Image | Colour = colour
        if fade is not None:
            paint = shade([(0, colour), (1, fade)], mask.size)
        self.image.paste(paint, (left, top, right, foot), mask)

    def dot(
        self,
        x: float,
        y: float,
        radius: float,
        colour: Colour,
        *,
        alpha: float = 1,
        blur: float = 0,
    ) -> None:
        """A disc; ``radius`` and ``blur`` are in widths."""
        turn = [math.tau * step / 72 for step in range(72)]
        disc = [(x + radius * math.cos(a), y + radius * math.sin(a) / self.ratio) for a in turn]
        self.fill(disc, colour, alpha=alpha, blur=blur)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 1) -> None:
        """Light added around a point, fading to nothing at ``radius`` widths."""
        side = max(2, round(radius * 2 * self.width))
        # Pillow's gradient is 0 in the middle and 180 at the middle of each side. Squared, the
        # light has no visible edge.
        light = Image.radial_gradient("L").point(
            [round(255 * strength * max(0, 1 - v / 180) ** 2) for v in range(256)]
        )
        light = light.resize((side, side), Image.Resampling.BICUBIC)
        left, top = round(x * self.width - side / 2), round(y * self.height - side / 2)
        box = (left, top, left + side, top + side)
        layer = Image.new("RGB", (side, side))
        layer.paste(colour, mask=light)
        self.image.paste(ImageChops.screen(self.image.crop(box), layer), box)

    def haze(self, top: float, bottom: float, colour: Colour, alpha: float) -> None:
        """A band of mist, densest in its middle."""
        rows = Image.new("L", (1, 256))
        for row in range(256):
            share = (row / 255 - top) / (bottom - top)
            density = math.sin(math.pi * share) if 0 < share < 1 else 0
            rows.putpixel((0, row), round(255 * alpha * density))
        mask = rows.resize((1, self.height), Image.Resampling.BICUBIC)
        mask = mask.resize((self.width, self.height), Image.Resampling.NEAREST)
        self.image.paste(colour, mask=mask)

    def skyline(self, y: float, height: float, *, roughness: float = 0.5) -> list[Point]:
        """The line of a ridge around ``y``, by midpoint displacement, from edge to edge."""
        line, reach = [self.random.uniform(-1, 1) for _ in range(3)], 1.0
        while len(line) < 400:
            reach *= roughness
            halves = [(a + b) / 2 + self.random.uniform(-reach, reach) for a, b in pairwise(line)]
            line = [v for pair in zip(line, halves, strict=False) for v in pair] + line[-1:]
        last = len(line) - 1
        return [(step / last, y - height * value) for step, value in enumerate(line)]

    def ridge(
        self, y: float, height: float, top: Colour, foot: Colour, *, roughness: float = 0.5
    ) -> list[Point]:
        """A hill from edge to edge down to the sheet's foot; returns its line."""
        line = self.skyline(y, height, roughness=roughness)
        self.fill([(0, 1), *line, (1, 1)], top, fade=foot)
        return line

    def shadow(self, points: Sequence[Point], *, alpha: float = 0.5, blur: float = 0.008) -> None:
        """A soft dark copy of a shape, a little below it."""
        below = [(x + 0.004, y + 0.01) for x, y in points]
        self.fill(below, (8, 10, 18), alpha=alpha, blur=blur)

    def sheen(self, top: float, colour: Colour, count: int, *, alpha: float = 0.35) -> None:
        """Flecks of light on water, wider and further apart towards the foot."""
        mask = Image.new("L", (self.width, self.height))
        pencil = ImageDraw.Draw(mask)
        for _ in range(count):
            depth = self.random.random() ** 1.6
            y = top + (1 - top) * depth
            half = (0.004 + 0.03 * depth) * self.random.uniform(0.4, 1.4)
            x = self.random.uniform(-0.05, 1.05)
            thick = (0.0006 + 0.0025 * depth) * self.random.uniform(0.5, 1.3)
            box = [*self.px([(x - half, y - thick)])[0], *self.px([(x + half, y + thick)])[0]]
            pencil.ellipse(box, fill=round(255 * alpha * self.random.uniform(0.2, 1)))
        self.image.paste(colour, mask=mask)

    def jpeg(self, *, grain: float = 0.03, vignette: float = 0.35, contrast: float = 1.04) -> bytes:
        """The finished picture: reduced, darkened to its corners, with a little film grain."""
        picture = self.image.resize(self.size, Image.Resampling.LANCZOS)
        corners = Image.radial_gradient("L").resize(self.size, Image.Resampling.BICUBIC)
        dark = corners.point([round(255 * vignette * (v / 255) ** 2.2) for v in range(256)])
        picture.paste((0, 0, 0), mask=dark)
        picture = ImageEnhance.Contrast(picture).enhance(contrast)
        width, height = self.size
        noise = Image.frombytes("L", self.size, self.random.randbytes(width * height))
        noise = noise.filter(ImageFilter.GaussianBlur(0.7))
        film = ImageChops.overlay(picture, Image.merge("RGB", (noise,) * 3))
        picture = Image.blend(picture, film, grain * 4)
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=86, optimize=True, progressive=True)
        return file.getvalue()
