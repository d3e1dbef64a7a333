"""A post that a form carries along, from a session that is over into the next one."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

CARRIED: Final = "carried"
"""The field of the sign-in form that holds one."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Where it was posted to, its fields in their order, and the names of its files."""

    path: str
    fields: Sequence[tuple[str, str]]
    files: Sequence[str]

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def read(value: str) -> Carried | None:
    """What ``written`` wrote; None of anything else, for anybody may have sent it."""
    try:
        post = json.loads(value)
        return Carried(
            str(post["path"]),
            [(str(name), str(value)) for name, value in post["fields"]],
            [str(name) for name in post["files"]],
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
