"""The forms that a delivery is given in, by the ending of its address and its media type.

Which field stands where in each: docs/wire.md, "Formats".
"""

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from articles.models.dispatch import Dispatch
from wire.formats import newsml, ninjs, nitf, own, text
from wire.formats.item import Item
from wire.models.delivery import Delivery, Place

__all__ = ["FORMATS", "Format", "Item", "delivered"]

type Render = Callable[[Delivery | Place, Dispatch, str], bytes]
"""Of a delivery or its place on a log, its Dispatch and the site's origin."""


class Format(NamedTuple):
    media_type: str
    render: Render


def delivered(delivery: Delivery | Place, dispatch: Dispatch, origin: str) -> Item:
    """A delivery as all other forms print it."""
    return Item.of(
        dispatch, base=origin, signal=delivery.signal, has_pictures=delivery.has_pictures
    )


def _printed(
    make: Callable[[Item], bytes], delivery: Delivery | Place, dispatch: Dispatch, origin: str
) -> bytes:
    return make(delivered(delivery, dispatch, origin))


FORMATS: Final[dict[str, Format]] = {
    "json": Format(own.MEDIA_TYPE, own.own),
    "ninjs": Format(ninjs.WIRE_TYPE, partial(_printed, ninjs.ninjs)),
    "newsml": Format(newsml.MEDIA_TYPE, partial(_printed, newsml.newsml)),
    "nitf": Format(nitf.MEDIA_TYPE, partial(_printed, nitf.nitf)),
    "txt": Format(text.MEDIA_TYPE, partial(_printed, text.text)),
}
