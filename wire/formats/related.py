"""The other stories that an item leads to."""

from typing import Final, NamedTuple

from articles.record.plain import Content
from articles.record.printing.prose import follows
from wire.formats.item import Item

SEE_ALSO: Final = "seeAlso"
TRANSLATED: Final = "translationOf"
UPDATES: Final = "updates"


class Link(NamedTuple):
    """A link; ``uri`` is the other story's, "" where there is only a printed title.

    ``relation`` is one of the three above: what the other is to the item; the first is IPTC's word.
    """

    relation: str
    title: str
    uri: str


def links(item: Item) -> list[Link]:
    """The related ones in their order, then the original of a translation and what it updates."""
    if not item.has_text:
        return []
    content = item.content
    found = [
        Link(SEE_ALSO, _title(item, link), _uri(link["story"]))
        for link in content.get("related", [])
        if is_shown(item, link["story"])
    ]
    group = content.get("translation_group")
    if group and group != str(item.story) and is_shown(item, group):
        found.append(Link(TRANSLATED, "", _uri(group)))
    if (updates := content.get("updates")) and is_shown(item, updates["story"]):
        found.append(Link(UPDATES, "", _uri(updates["story"])))
    return found


def is_shown(item: Item, story: str | None) -> bool:
    """Whether a link to the story is given: today's links lead to live stories alone."""
    return story is None or item.live is None or story in item.live


def _title(item: Item, link: Content) -> str:
    title: str = link["title"]
    return item.live[link["story"]] if item.live and follows(link) else title


def _uri(story: str | None) -> str:
    return f"urn:uuid:{story}" if story else ""
