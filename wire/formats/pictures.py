"""The pictures of an item: the one above it and those in its text, with what belongs to each."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from django.core.files.storage import default_storage

from articles.pictures import recipe
from articles.record.plain import Content
from articles.text import body, dates
from articles.text.body import Block
from wire.formats.item import Item
from wire.formats.words import WORDS

TYPES: Final = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
LEAD: Final = "lead"
ORIGINAL: Final = "original"


@dataclass(frozen=True, slots=True)
class File:
    """One size of a picture."""

    name: str
    href: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture where it is shown: ``key`` tells it from the item's others."""

    key: str
    data: Content
    caption: str

    @property
    def part(self) -> str:
        """What it is called within the item."""
        return f"picture-{self.key}"


def shown(item: Item) -> list[Shown]:
    """The story's own picture first, then each in its text, in their order."""
    if not item.has_text:
        return []
    found = []
    if lead := item.content.get("picture"):
        found.append(Shown(LEAD, lead, lead["caption"]))
    blocks = body.from_data(item.content["body"])
    seen: dict[int, Shown] = {}
    for block in _picture_blocks(blocks):
        if block.picture not in seen and (picture := in_text(item, block)):
            seen[block.picture] = picture
    return [*found, *seen.values()]


def in_text(item: Item, block: Block) -> Shown | None:
    """The picture of a block, with the story's own caption if it has one."""
    # A Dispatch of before pictures stood in texts has none.
    data = item.content.get("pictures", {}).get(str(block.picture))
    return data and Shown(str(block.picture), data, body.plain(block) or data["caption"])


def files(item: Item, picture: Shown) -> list[File]:
    """All JPEGs of the whole picture, the widest first, and the file as it was taken in."""
    data = picture.data
    sizes = recipe.renditions(data, "full", "jpg") if recipe.has_renditions(data) else []
    jpegs = [
        _file(item, str(size.width), size.name, size.width, size.height) for size in sizes[::-1]
    ]
    return [*jpegs, _file(item, ORIGINAL, data["file"], data["width"], data["height"])]


def licence(item: Item, picture: Shown) -> str:
    """On what ground it may be printed, and until when."""
    data = picture.data
    words: str = data["licence"]
    if until := data.get("usable_until"):
        day = dates.plain_date(date.fromisoformat(until), item.language)
        return f"{words.rstrip('. ')}. {WORDS[item.language].usable_until.format(day=day)}"
    return words


def _file(item: Item, name: str, stored: str, width: int, height: int) -> File:
    href = item.base + default_storage.url(stored)
    return File(name, href, TYPES.get(PurePath(stored).suffix, "image/webp"), width, height)


def _picture_blocks(blocks: tuple[Block, ...]) -> list[Block]:
    return [
        found
        for block in blocks
        for found in ([block] if block.picture else _picture_blocks(block.children))
    ]
