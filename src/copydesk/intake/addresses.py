"""Which network addresses a fetch may reach: those of the public internet, and nothing inside the house.

`ipaddress.is_global` is not asked: on Python 3.11 it holds 64:ff9b::/96, 2002::/16, 192.0.0.8 and
multicast for global. Both tables follow the IANA special-purpose registries; in IPv6 only 2000::/3 is
handed out, so everything else is refused without being listed.
"""

from __future__ import annotations

import socket
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_REFUSED_V4 = tuple(
    (IPv4Network(network), reason)
    for network, reason in (
        ("127.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("172.16.0.0/12", "a private network"),
        ("192.168.0.0/16", "a private network"),
        ("169.254.0.0/16", "the local link"),
        ("100.64.0.0/10", "a carrier's inside network"),
        ("0.0.0.0/8", "no address"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("192.88.99.0/24", "a relay to other addresses"),
        ("198.18.0.0/15", "a test network"),
        # A cloud's control plane behind an address that looks public.
        ("168.63.129.16/32", "a cloud's inside service"),
    )
)
_HANDED_OUT_V6 = IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    (IPv6Network(network), reason)
    for network, reason in (
        ("2001::/23", "reserved, or a relay to other addresses"),  # Teredo lies in it
        ("2001:db8::/32", "documentation"),
        ("3fff::/20", "documentation"),
        ("2002::/16", "a relay to other addresses"),
    )
)
_LOOPBACK_V4 = IPv4Network("127.0.0.0/8")


@lru_cache(maxsize=1024)
def refusal(address: str) -> str | None:
    """Say why an address may not be reached; None when it may.

    Args:
        address: an IPv4 or IPv6 address as the resolver writes it; anything else is refused.

    >>> refusal("169.254.169.254")
    'the local link'
    >>> refusal("64:ff9b::a00:1") is None, refusal("1.1.1.1") is None
    (False, True)
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return "no address"
    if isinstance(parsed, IPv4Address):
        return next((reason for network, reason in _REFUSED_V4 if parsed in network), None)
    if parsed.scope_id is not None:
        return "the local link"
    if parsed not in _HANDED_OUT_V6:
        return _reason_v6(parsed)
    return next((reason for network, reason in _REFUSED_V6 if parsed in network), None)


def _reason_v6(address: IPv6Address) -> str:
    """Say what an IPv6 address outside the handed-out block is."""
    if address.is_loopback:
        return "this machine"
    if address.ipv4_mapped is not None:
        return "an IPv4 address in disguise"
    if address.is_link_local:
        return "the local link"
    if address.is_multicast:
        return "multicast"
    return "not handed out to anybody"


@lru_cache(maxsize=1024)
def is_loopback(address: str) -> bool:
    """Say whether an address is this machine's own, written plainly.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("::ffff:127.0.0.1")
    (True, True, False)
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return parsed in _LOOPBACK_V4 if isinstance(parsed, IPv4Address) else parsed == IPv6Address(1)


@lru_cache(maxsize=1024)
def literal(host: str) -> str | None:
    """Return the address that a host name spells, in its plain form; None for a real name.

    The old spellings count too ("127.1", "0x7f000001", "2130706433"), since resolvers take them.

    >>> literal("0x7f.1"), literal("[::1]"), literal("example.org")
    ('127.0.0.1', '::1', None)
    """
    bare = host.strip("[]").partition("%")[0]
    try:
        return str(ip_address(bare))
    except ValueError:
        pass
    if not bare or bare[-1] not in "0123456789abcdefABCDEFx.":
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(bare.rstrip(".")))
    except (OSError, ValueError):
        return None
