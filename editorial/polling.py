"""Addresses that an open page asks by itself, whether or not somebody is at it."""

from collections.abc import Callable
from typing import Any


def polled[V: Callable[..., Any]](view: V) -> V:
    """Mark a view: a request for it is no use of a session, and puts off no end of one."""
    view.is_polled = True  # type: ignore[attr-defined]  # ours
    return view


def is_polled(view: Callable[..., Any]) -> bool:
    return getattr(view, "is_polled", False)
