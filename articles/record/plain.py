"""Plain JSON data, and what two of the same have in common."""

import hashlib
import json
from typing import Any

from articles.text import signs

Content = dict[str, Any]


# Texts of several lines; every other one is a line, or a name, or an address.
_OF_LINES = frozenset({"html", "text", "reason", "caption"})


def printable(content: Content) -> Content:
    """The same without what no output can carry, wherever it stands."""
    return {key: _printable(key, value) for key, value in content.items()}


def _printable(key: str, value: Any) -> Any:
    if isinstance(value, str):
        return signs.printable(value, lines=key in _OF_LINES)
    if isinstance(value, dict):
        return printable(value)
    if isinstance(value, list):
        return [_printable(key, each) for each in value]
    return value


def carry(shorts: dict[str, str]) -> str:
    """Short digests by name, as a hidden field of a page holds them; ``carried`` reads them."""
    return " ".join(f"{name}={short}" for name, short in shorts.items())


def carried(text: str) -> dict[str, str]:
    parts = (part.partition("=") for part in text.split())
    return {name: short for name, _, short in parts if short}


def digest(content: Content) -> str:
    """SHA-256 of the canonical JSON: keys sorted, no blanks, UTF-8."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
