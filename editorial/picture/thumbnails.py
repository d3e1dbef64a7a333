"""A picture as the newsroom shows it small."""

from typing import Final

from django.core.files.storage import default_storage

from articles.models import Picture
from articles.pictures import recipe
from articles.record import picture_data

WIDTH: Final = 320
"""On a screen of two dots a pixel enough for a row and for a card on a phone."""


def address(picture: Picture) -> str:
    """The address of a rendition; until the worker has made it, that leads to the file itself."""
    narrow = recipe.renditions(picture_data(picture), "wide", "webp")
    fitting = [rendition for rendition in narrow if rendition.width <= WIDTH] or narrow[:1]
    return str(default_storage.url(fitting[-1].name))
