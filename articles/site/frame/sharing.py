"""The picture that stands for a page where it is shared, if it has none of its own."""

from typing import Any

from django.templatetags.static import static

from articles.pictures import card


def house(base: str) -> dict[str, Any]:
    """The house's: its address, its pixels, and no words for it."""
    width, height = card.SIZE
    return {"url": base + static("share.png"), "width": width, "height": height}
