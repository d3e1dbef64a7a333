"""The picture that stands for a page where it is shared."""

from typing import Any, TypedDict

from django.core.files.storage import default_storage
from django.templatetags.static import static

from articles.pictures import card, recipe


class Share(TypedDict):
    """A picture's path, pixels and words for who can't see it."""

    url: str
    width: int
    height: int
    alternative: str


def share(picture: dict[str, Any] | None, number: int | None = None) -> Share:
    """The picture's crop; without one the card of the Dispatch ``number``, else the house's."""
    if picture:
        crop = recipe.for_others(picture, "share")
        return {
            "url": default_storage.url(crop.name),
            "width": crop.width,
            "height": crop.height,
            "alternative": picture["alternative"],
        }
    width, height = card.SIZE
    url = static("share.png") if number is None else default_storage.url(card.name(number))
    return {"url": url, "width": width, "height": height, "alternative": ""}
