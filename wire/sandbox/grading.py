"""How well a client came through the day, by the receipts that it sent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from wire.sandbox.day import Item


class Told(NamedTuple):
    """A receipt: what a client says became of a version, and when, in seconds."""

    story: str
    version: int
    fate: str
    at: float


@dataclass(frozen=True, slots=True)
class Grade:
    """Stories are named by their ids; ``minutes`` by the number of the withdrawal or hold.

    ``lost`` are not printed in their newest version, ``doubled`` were printed twice in one,
    ``older`` came back in an older one, ``kept`` still stand though withdrawn or on hold, ``early``
    were printed under an embargo.
    """

    lost: Sequence[str]
    doubled: Sequence[str]
    older: Sequence[str]
    kept: Sequence[str]
    early: Sequence[str]
    minutes: Mapping[int, float]

    @property
    def has_passed(self) -> bool:
        return not (self.lost or self.doubled or self.older or self.kept or self.early)

    @property
    def data(self) -> dict[str, Any]:
        """The same for JSON."""
        names = ("lost", "doubled", "older", "kept", "early")
        told: dict[str, Any] = {name: [*getattr(self, name)] for name in names}
        return {"passed": self.has_passed, **told, "minutes": dict(self.minutes)}


def grade(items: Sequence[Item], told: Sequence[Told], offered: Mapping[int, float]) -> Grade:
    """Judge receipts, in the order in which they came, against the day.

    ``offered`` says when each number was first given to the client, by the clock of the receipts.
    """
    newest = {item["story"]: item for item in items}
    live = {story: item for story, item in newest.items() if item["pubstatus"] == "usable"}
    printed = [each for each in told if each.fate == "published"]
    times = Counter((each.story, each.version) for each in printed)
    last = {each.story: each for each in told}
    embargoed = {(item["story"], item["version"]) for item in items if item["embargo"]}
    return Grade(
        lost=[story for story, item in live.items() if (story, item["version"]) not in times],
        doubled=_once(story for (story, _version), count in times.items() if count > 1),
        older=[
            story
            for story, item in live.items()
            if (story, item["version"]) in times and last[story].version != item["version"]
        ],
        kept=[
            story
            for story in newest.keys() - live.keys()
            if story in last and last[story].fate == "published"
        ],
        early=_once(story for story, version in times if (story, version) in embargoed),
        minutes=_minutes(items, told, offered),
    )


def _once(stories: Any) -> list[str]:
    return list(dict.fromkeys(stories))


def _minutes(
    items: Sequence[Item], told: Sequence[Told], offered: Mapping[int, float]
) -> dict[int, float]:
    down: dict[tuple[str, int], float] = {}
    for each in told:
        if each.fate == "taken-down":
            down.setdefault((each.story, each.version), each.at)
    return {
        item["number"]: round((down[key] - offered[item["number"]]) / 60, 2)
        for item in items
        if (key := (item["story"], item["version"])) in down and item["number"] in offered
    }
