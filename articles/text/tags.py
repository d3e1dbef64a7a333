"""Tags as they are typed into one field: parted by commas, each in one spelling."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from articles.text import signs, slugs

LONGEST: Final = 100

# A name in quotation marks may hold a comma.
_PIECE = re.compile(r'\s*(?:"([^"]*)"\s*(?=[,،]|\Z)|([^,،]*))(?:[,،]|\Z)')
_COMMA = re.compile("[,،]")


def parse(typed: str) -> list[str]:
    """The names, each once, in their order by letters. Their length is not looked at."""
    names: dict[str, str] = {}
    for match in _PIECE.finditer(typed):
        name = tidy(match[1] or match[2] or "")
        if name:
            names.setdefault(name.casefold(), name)
    return sorted(names.values())


def written(names: Iterable[str]) -> str:
    """The names as ``parse`` reads them again."""
    return ", ".join(sorted(f'"{name}"' if _COMMA.search(name) else name for name in names))


def tidy(name: str) -> str:
    """A name in its one spelling: composed letters, single blanks, nothing invisible.

    Quotation marks only hold a name together and are none of it. "" where nothing is left to read.
    """
    name = " ".join(signs.unhidden(signs.one_line(name)).replace('"', " ").split())
    return unicodedata.normalize("NFC", name) if signs.is_readable(name) else ""


def has_address(name: str) -> bool:
    """Whether a page can be named by it: no punctuation is."""
    return bool(slugs.tag(name))
