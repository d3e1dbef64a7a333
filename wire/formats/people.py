"""Who wrote an item and who edited it."""

from typing import Any, Final, NamedTuple

from articles.text import byline
from wire.formats.item import Item

AUTHOR: Final = "author"
EDITOR: Final = "editor"


class Named(NamedTuple):
    """A person as printed; ``code`` is of the newsroom's own people, None of a guest."""

    relation: str
    name: str
    title: str
    code: int | None


def people(item: Item) -> list[Named]:
    """The author and the editors. Of a story that nobody signs, the editors alone."""
    content = item.content
    found = []
    writer = content.get("writer")
    # A signed piece names its author in words; the writer may only have filed it.
    if signed := content.get("byline"):
        name, title = _read(signed)
        code = writer["id"] if writer and writer["name"] == name else None
        found.append(Named(AUTHOR, name, title, code))
    elif writer:
        found.append(_named(AUTHOR, writer))
    return [*found, *(_named(EDITOR, editor) for editor in content.get("editors", []))]


def by(item: Item) -> str:
    """The byline as it prints: the line of a signed piece, else the writer's name."""
    writer = item.content.get("writer")
    return item.content.get("byline") or (writer["name"] if writer else "")


def _named(relation: str, person: dict[str, Any]) -> Named:
    return Named(relation, person["name"], person["title"], person["id"])


def _read(line: str) -> tuple[str, str]:
    signed = byline.parse(line)
    return signed.name, signed.title
