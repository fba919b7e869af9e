"""Which addresses may be connected to: public ones, unless the user says otherwise."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

Resolver = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to its addresses as text."""

PORTS = (80, 443)
"""The ports that may be connected to."""

# IANA's special-purpose registries (2024) and what is no place for a page. Written out, because what
# `ipaddress` calls global differs between Python versions and lets multicast and wrapped addresses through.
_SPECIAL4 = tuple(
    (ipaddress.IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a provider's customers"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "set aside for protocols"),
        ("192.0.2.0/24", "for documentation"),
        ("192.31.196.0/24", "set aside for name servers"),
        ("192.52.193.0/24", "set aside for multicast tunnels"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "set aside for name servers"),
        ("198.18.0.0/15", "for measurements"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_GLOBAL6 = ipaddress.IPv6Network("2000::/3")
_SPECIAL6 = tuple(
    (ipaddress.IPv6Network(network), what)
    for network, what in (
        ("2001::/23", "set aside for protocols and tunnels"),
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "a 6to4 tunnel"),
        ("2620:4f:8000::/48", "set aside for name servers"),
        ("3fff::/20", "for documentation"),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)
_LOCAL_NAMES = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|lan|home\.arpa)\.?$", re.IGNORECASE
)


def why_forbidden(address: str) -> str | None:
    """Say why an address is not one of the public internet, or nothing when it is.

    An IPv4 address wrapped in an IPv6 one (mapped, NAT64, ISATAP) is judged as what it wraps.

    >>> why_forbidden("64:ff9b::7f00:1"), why_forbidden("1.1.1.1")
    ('this machine', None)
    """
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return "not an address"
    if isinstance(found, ipaddress.IPv6Address):
        wrapped = _unwrap(found)
        if wrapped is None:
            return _why_forbidden6(found)
        found = wrapped
    return next((what for network, what in _SPECIAL4 if found in network), None)


def _unwrap(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped:
        return address.ipv4_mapped
    tunnelled = int(address) >> 32 & 0xFFFFFFFF in _ISATAP
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 or tunnelled else None


def _why_forbidden6(address: ipaddress.IPv6Address) -> str | None:
    if address not in _GLOBAL6:
        return "this machine" if address.is_loopback else "not of the public internet"
    return next((what for network, what in _SPECIAL6 if address in network), None)


def why_forbidden_name(host: str) -> str | None:
    """Say why a host that somebody else will look up (a proxy) must not be asked for.

    Only what can be told from the name itself: an address in any spelling, a name of the local network.

    >>> why_forbidden_name("0x7f.1"), why_forbidden_name("orlec.example")
    ('this machine', None)
    """
    if _LOCAL_NAMES.search(host):
        return "a name of the local network"
    bare = host.strip("[]")
    if ":" in bare:
        return why_forbidden(bare)
    try:
        return why_forbidden(socket.inet_ntoa(socket.inet_aton(bare)))
    except (OSError, UnicodeEncodeError):
        return None


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as this machine's own name service gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
