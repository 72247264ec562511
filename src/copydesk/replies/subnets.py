"""Subnets: who writes from one line has many addresses, so the subnet is what is counted."""

from __future__ import annotations

import ipaddress

IPV4_BITS = 24
IPV6_BITS = 64


def subnet(address: str, *, ipv4: int = IPV4_BITS, ipv6: int = IPV6_BITS) -> str:
    """Return the subnet of an address; what is no address counts as one subnet of its own.

    Args:
        address: IPv4 or IPv6; one mapped or translated from IPv4 counts as IPv4.
        ipv4: bits that name a subnet.
        ipv6: bits that name a subnet.

    >>> subnet("203.0.113.77"), subnet("2001:db8:1:2::9"), subnet("::ffff:203.0.113.9")
    ('203.0.113.0/24', '2001:db8:1:2::/64', '203.0.113.0/24')
    """
    try:
        found = ipaddress.ip_address(address.strip().split("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found.sixtofour or found
    bits = ipv4 if found.version == 4 else ipv6
    return str(ipaddress.ip_network((found, bits), strict=False))
