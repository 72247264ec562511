"""Addresses on a page: made absolute where the page's own address is known."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit


def absolute(base: str | None, address: str | None) -> str | None:
    """Return an address as seen from the page; None for what leads nowhere a reader can go.

    Args:
        base: the page's address; None leaves relative addresses as they are.
        address: as written in the page.

    >>> absolute("https://example.org/news/1", "../about")
    'https://example.org/about'
    >>> absolute(None, "javascript:void(0)") is None
    True
    """
    address = (address or "").strip()
    if not address or address.startswith("#"):
        return None
    try:
        full = urljoin(base, address) if base else address
        scheme = urlsplit(full).scheme.lower()
    except ValueError:
        return None
    return full if scheme in {"http", "https", "mailto", ""} else None


def host_of(address: str | None) -> str:
    """Return the host of an address without `www.`, or an empty string."""
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
