"""What readers get of a story, printed once: its page's own parts, its rows, its feed entries.

All of it follows from the Dispatch and from what prints it. ``Print`` keeps it under ``digest``;
whatever is kept under another is printed again in the answer, by these same functions, and the
worker prints the rest.
"""

from articles.record.printing.digest import digest
from articles.record.printing.sheet import (
    COLUMNS,
    PIECES,
    STORY,
    keep,
    print_again,
    sheet,
)

__all__ = ["COLUMNS", "PIECES", "STORY", "digest", "keep", "print_again", "sheet"]
