"""Addresses: what makes two one, what an editor types, what leads inside, and nothing but documented errors."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copydesk.errors import AddressRefusedError
from copydesk.intake import canonical, inside_house, normalise_typed
from copydesk.intake.addresses import refusal
from copydesk.intake.urls import join, public, read_address

CANONICAL = {
    "https://news.example/a": "https://news.example/a",
    "HTTPS://News.Example:443/A?#top": "https://news.example/A",
    "http://news.example:80": "http://news.example/",
    "http://news.example:8080/a": "http://news.example:8080/a",
    "https://news.example./a": "https://news.example/a",
    "https://ann:pw@news.example/a": "https://news.example/a",
    "https://news.example/a?id=5&amp=1": "https://news.example/a?id=5&amp=1",
    "https://news.example/a?a=1&amp;b=2": "https://news.example/a?a=1&amp;b=2",
    "https://news.example/a?b=2&a=1": "https://news.example/a?b=2&a=1",
    "https://news.example/a?utm_source=x&UTM_Medium=y&id=5&fbclid=z": "https://news.example/a?id=5",
    "https://news.example/a?utm_source=x": "https://news.example/a",
    "https://news.example/a?%75tm_source=x&id=5": "https://news.example/a?id=5",
    "https://news.example/a?ref=5&source=2&s=1": "https://news.example/a?ref=5&source=2&s=1",
    "https://news.example/a?flag&id=": "https://news.example/a?flag&id=",
    "https://news.example/%7ea/%e2%82%ac": "https://news.example/~a/%E2%82%AC",
    "https://news.example/€ b": "https://news.example/%E2%82%AC%20b",
    "https://Bücher.example/": "https://xn--bcher-kva.example/",
    "https://news.example/#!/story/5": "https://news.example/#!/story/5",
    "https://news.example/a/": "https://news.example/a/",
    "https://[2001:4860:0:0::8888]:443/": "https://[2001:4860::8888]/",
    "http://0x7f.1/": "http://127.0.0.1/",
}


@pytest.mark.parametrize("url", CANONICAL)
def test_canonical(url):
    """Each address has the identity written beside it."""
    assert canonical(url) == CANONICAL[url]


@pytest.mark.parametrize(
    "url",
    [
        "", "news.example", "ftp://news.example/", "javascript:alert(1)", "http://", "http:///a", "http://a b/",
        "http://[::1", "http://[v1.x]/", "http://news.example:99999/", "http://news.example:0/", "http://a..b/",
        "http://-a/", "http://%41.example/", "http://news.example:x/", "http://" + "a" * 300 + "/",
        "http://news.example/" + "a" * 9000,
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(url):
    """What is no http(s) address is refused by every reader of addresses."""
    with pytest.raises(AddressRefusedError):
        canonical(url)


TYPED = {
    "example.org": "https://example.org/",
    "  Example.org/News ": "https://example.org/News",
    "<https://example.org/feed>": "https://example.org/feed",
    "“example.org”": "https://example.org/",
    "//example.org/feed": "https://example.org/feed",
    "http://example.org": "http://example.org/",
    "feed://example.org/rss": "https://example.org/rss",
    "feed:https://example.org/rss": "https://example.org/rss",
    "example.org:8443/rss": "https://example.org:8443/rss",
    "localhost:8001": "http://localhost:8001/",
    "127.0.0.1:8001/feed": "http://127.0.0.1:8001/feed",
    "https://ann:pw@example.org/feed": "https://ann:pw@example.org/feed",
    "bücher.example": "https://xn--bcher-kva.example/",
}


@pytest.mark.parametrize("text", TYPED)
def test_what_an_editor_types(text):
    """What an editor types becomes the full address."""
    assert normalise_typed(text) == TYPED[text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the harbour post",
        "post",
        "ann@example.org",
        "mailto:ann@example.org",
        "ftp://example.org",
        "C:\\x",
    ],
)
def test_what_cannot_be_an_address_is_refused(text):
    """What cannot be a web address is refused with a message."""
    with pytest.raises(AddressRefusedError):
        normalise_typed(text)


PUBLIC = {
    "https://ann:pw@example.org/feed": "https://example.org/feed",
    "https://ann:p/w@example.org/feed": "https://example.org/feed",
    "https:\\\\ann:pw@example.org/feed": "https:\\\\example.org/feed",
    "ann:pw@example.org": "example.org",
    "https://example.org/@ann/feed": "https://example.org/@ann/feed",
    "https://example.org:8443/@ann": "https://example.org:8443/@ann",
    "https://[::1]/@ann": "https://[::1]/@ann",
    "a\nb\x1b": "a�b�",
}


@pytest.mark.parametrize("url", PUBLIC)
def test_passwords_are_not_shown(url):
    """User name and password are cut from what is shown, and a path keeps its "@"."""
    assert public(url) == PUBLIC[url]


INSIDE = (
    "127.0.0.1", "127.1", "0x7f000001", "017700000001", "2130706433", "0", "10.1.2.3", "172.16.0.1", "172.31.9.9",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.8", "192.0.0.192", "192.0.2.1",
    "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
    "255.255.255.255", "168.63.129.16", "[::1]", "::", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::808:808",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:2::1", "2001:20::1", "2001:db8::1", "2002:808:808::1", "3fff::1",
    "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "localhost", "LOCALHOST.",
    "db.localhost", "printer.local", "intern", "vault.internal", "router.home.arpa",
)  # fmt: skip
OUTSIDE = (
    "example.org", "local.example", "8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "192.0.1.1", "198.20.0.1",
    "223.255.255.255", "2606:4700::1111", "2001:4860:4860::8888", "2a00:1450:4001:80b::200e", "beef.example",
)  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_inside(host):
    """Each of these leads inside, however it is spelled."""
    assert inside_house(host)


@pytest.mark.parametrize("host", OUTSIDE)
def test_outside(host):
    """Each of these is a public place."""
    assert not inside_house(host)


def test_scoped_and_unreadable_addresses_are_refused():
    """An address with a scope, and what is none, may not be dialled."""
    assert refusal("2606:4700::1111%eth0") is not None
    assert refusal("example.org") is not None


_PARTS = st.lists(
    st.sampled_from(
        ["http://", "https:", "//", "/", "\\", "@", ":", "[", "]", "::1", "%", "%2", "%41", "?", "#", "#!", "&", "=", "utm_source", "example.org", "a.b", ".", "ü", "。", "\ud800", "\0", "\n", " ", "1", "65536", "xn--", "feed:"]
    )
    | st.text(max_size=4),
    max_size=10,
).map("".join)  # fmt: skip


@given(st.text() | _PARTS)
@example("http://xn--a.example/")
@example("http://[::ffff:1.2.3.4]/")
def test_any_text_is_an_address_or_refused(text):
    """Whatever text comes, there is an address or AddressRefusedError, and nothing else."""
    for function in (canonical, normalise_typed, read_address):
        try:
            function(text)
        except AddressRefusedError as error:
            str(error).encode("utf-8", "strict")
    assert isinstance(inside_house(text), bool)
    assert len(public(text)) <= 301


@given(_PARTS.map("https://news.example/".__add__) | _PARTS.map("http://".__add__))
def test_canonical_is_final(url):
    """An identity has itself as identity, and what was typed stays as it is."""
    try:
        once = canonical(url)
        typed = normalise_typed(url)
    except AddressRefusedError:
        return
    assert canonical(once) == once
    assert normalise_typed(typed) == typed
    once.encode("ascii")


@given(_PARTS)
def test_any_redirect_is_an_address_or_refused(location):
    """Whatever a Location says, there is an http(s) address or AddressRefusedError."""
    try:
        found = join(read_address("https://news.example/a/b?c"), location)
    except AddressRefusedError:
        return
    found.url.encode("ascii")
    assert found.scheme in {"http", "https"}
    assert not any(each.isspace() for each in found.url)
