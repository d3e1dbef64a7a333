"""The codes that an item's parts are known by, which stay when their names change.

A desk, a person and a picture are known by their number, a kind of story, a notice and a ground of
withdrawal by their code. Neither is ever given to another. IPTC's own words are given where it has
one.
"""

from typing import Final
from urllib.parse import urlsplit

from wire.formats.item import Item

SCHEMES: Final = (
    *("desk", "kind", "label", "person", "notice", "ground", "signal", "relation", "picture"),
    *("part", "id"),
)
"""Those of ours that formats use; each is an alias in NewsML-G2."""
SINCE: Final = "2026"

NEWSCODES: Final = "http://cv.iptc.org/newscodes/"
SIGNALS: Final = {"update": "update", "correction": "correction", "lift": "update"}
"""IPTC's word for ours, where it has one."""
AI_TEXT: Final = f"{NEWSCODES}digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
AI_PICTURE: Final = f"{NEWSCODES}digitalsourcetype/trainedAlgorithmicMedia"


def scheme(item: Item, name: str) -> str:
    """A list of codes as a URI, by which things are named and at which nothing is to be found."""
    return f"tag:{urlsplit(item.base).hostname},{SINCE}:{name}/"


def uri(item: Item, name: str, code: object) -> str:
    return f"{scheme(item, name)}{code}"
