"""Where a request comes from, as the proxy in front of the site tells it; and from whom or what."""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def network_address(request: HttpRequest) -> str:
    """The reader's address: what a proxy of ours added last, else the other end of the line."""
    peer: str = request.META.get("REMOTE_ADDR", "")
    if peer not in ("", *settings.PROXIES):
        return peer
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return told or peer


def household(address: str) -> str:
    """What stands for all who share a line: of IPv6 a household has a whole network."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> 64)
    return str(parsed)


def polled[V: Callable[..., Any]](view: V) -> V:
    """Mark a view: a request for it is no use of a session, and puts off no end of one."""
    view.is_polled = True  # type: ignore[attr-defined]  # ours
    return view


def is_polled(view: Callable[..., Any]) -> bool:
    return getattr(view, "is_polled", False)
