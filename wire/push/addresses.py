"""Which addresses of the network we connect to for a subscriber: public ones alone.

docs/decisions/outgoing.md says why.
"""

import ipaddress
import socket
from typing import Final

from django.conf import settings

from wire.push.failure import Failure, FailureError

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Public by name, but an address of another family, a relay or nobody's is meant by each.
_RELAYS: Final = ipaddress.ip_network("192.88.99.0/24")
_PROTOCOLS: Final = ipaddress.ip_network("192.0.0.0/24")
_UNICAST: Final = ipaddress.ip_network("2000::/3")
_OF_OTHERS: Final = [ipaddress.ip_network(each) for each in ("2001::/23", "2002::/16", "3fff::/20")]


def is_open(address: Address) -> bool:
    """Whether a subscriber's server may be there."""
    return is_public(address) or (settings.WIRE_LOOPBACK and address.is_loopback)


def is_public(address: Address) -> bool:
    """Whether anybody on the internet means the same host by it."""
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address not in _RELAYS and address not in _PROTOCOLS
    return address in _UNICAST and all(address not in each for each in _OF_OTHERS)


def resolved(host: str, port: int) -> list[Address]:
    """Where the name leads now, all of it public; connect to these and ask the name no more.

    Raises FailureError where it leads nowhere, or anywhere it must not.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FailureError(Failure.NAME) from error
    # A zone ("%eth0") is of this machine, and the address without it is not public.
    addresses = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    if not addresses or not all(map(is_open, addresses)):
        raise FailureError(Failure.NOT_ALLOWED)
    return list(dict.fromkeys(addresses))
