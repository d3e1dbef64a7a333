"""Whether work grows faster than what it is given: in ratios, as machines differ and are busy."""

import time
from collections.abc import Callable
from typing import Any, Final

SOON: Final = 2.5
"""Seconds below which nobody asks how it grows: one, and what a busy machine makes of it."""
MOST: Final = 5.0
"""Seconds above which nothing is well, however it grows."""
TIMES: Final = 3.6
"""What twice the work may take: twice as long, and what a busy machine adds; not four times."""


def outgrown(spent: Callable[[int], float], size: int, *, whole_first: bool = False) -> str:
    """What is wrong with work that takes ``spent(size)`` seconds of the processor; "" if nothing.

    Half the size is looked at first, unless the whole is to be asked in any case: of what takes a
    quarter of ``SOON`` for it, the whole takes no more than ``SOON`` if the work grows as the
    square, and than ``MOST`` if it grows as the cube. A slow look is taken again.
    """
    if not whole_first and spent(size // 2) <= SOON / 4:
        return ""
    whole = spent(size)
    if whole <= SOON:
        return ""
    whole, half = min(whole, spent(size)), spent(size // 2)
    if whole <= SOON or (whole <= MOST and whole <= TIMES * half):
        return ""
    return f"{half:.2f} s for a half, {whole:.2f} s for the whole"


def taken(work: Callable[[], Any]) -> float:
    """The seconds of this thread's processor."""
    start = time.thread_time()
    work()
    return time.thread_time() - start
