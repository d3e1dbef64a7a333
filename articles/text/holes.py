"""Places left open in a printed text, filled when a page is put together.

Their marks are no characters (U+FDD0, U+FDD1): no text that ``signs.carried`` has seen holds one.
"""

import re
from collections.abc import Mapping

OPEN, CLOSE = "\ufdd0", "\ufdd1"
_HOLE = re.compile(f"{OPEN}([a-z0-9_-]+){CLOSE}")


def hole(name: str) -> str:
    """The mark of a place; its name is of a-z, 0-9, ``-`` and ``_``."""
    return f"{OPEN}{name}{CLOSE}"


def filled(text: str, pieces: Mapping[str, str]) -> str:
    """The text with the pieces in their holes; nothing where there is none for a hole."""
    parts = _HOLE.split(text)
    parts[1::2] = [pieces.get(name, "") for name in parts[1::2]]
    return "".join(parts)


def plugged(text: str, plug: str) -> str:
    """The text with the same in every hole."""
    return _HOLE.sub(lambda _: plug, text)
