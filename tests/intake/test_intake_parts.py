"""The small parts: limits, headers, unpacking, and what importing the room loads."""

import contextlib
import gzip
import subprocess
import sys
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.intake import Limits
from copydesk.intake.decoding import PIECE, BrokenCodingError, decoder_for, zstd_module
from copydesk.intake.fetching import user_agent
from copydesk.intake.headers import http_date, max_age, retry_after, validator
from copydesk.settings import Settings

TEXT = b"The ferry runs again. " * 40_000


def unpack(coding, data, step=1000):
    """Unpack in small steps, as bytes come from the wire."""
    decoder = decoder_for(coding)
    pieces = []
    for start in range(0, len(data), step):
        pieces += decoder.feed(data[start : start + step])
    decoder.finish()
    assert all(0 < len(piece) <= 2 * PIECE for piece in pieces)
    return b"".join(pieces)


def packed(coding):
    """Return the text packed."""
    import brotli

    return {
        "gzip": lambda: gzip.compress(TEXT),
        "deflate": lambda: zlib.compress(TEXT),
        "br": lambda: brotli.compress(TEXT),
        "zstd": lambda: zstd_module().compress(TEXT),
        "br, gzip": lambda: gzip.compress(brotli.compress(TEXT)),
    }[coding]()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "br, gzip"])
@pytest.mark.parametrize("step", [1, 7, 10**6])
def test_unpacking_in_any_steps(coding, step):
    """However the bytes are cut, the same text comes out in bounded pieces."""
    assert unpack(coding, packed(coding), step) == TEXT


def test_deflate_without_its_header():
    """Deflate as many servers send it, without zlib's header, is taken."""
    assert unpack("deflate", zlib.compress(TEXT)[2:-4]) == TEXT


def test_gzip_of_several_parts_and_padding():
    """Several gzip parts make one body; padding and rubbish behind them are passed over."""
    two = gzip.compress(b"one ") + gzip.compress(b"two")
    assert unpack("gzip", two, 5) == b"one two"
    assert unpack("gzip", two + b"\0" * 9, 5) == b"one two"
    assert unpack("gzip", two + b"rubbish", 5) == b"one two"


def test_zstd_of_several_frames():
    """Several zstd frames make one body."""
    zstd = zstd_module()
    assert unpack("zstd", zstd.compress(b"one ") + zstd.compress(b"two"), 3) == b"one two"


def test_zstd_window_above_http_is_refused():
    """A zstd frame that wants more memory for its window than HTTP allows is broken."""
    zstd = zstd_module()
    options = {zstd.CompressionParameter.window_log: 27, zstd.CompressionParameter.content_size_flag: 0}
    packer = zstd.ZstdCompressor(options=options)
    data = packer.compress(TEXT) + packer.flush()
    with pytest.raises(BrokenCodingError):
        unpack("zstd", data)


def test_packed_three_times_is_refused():
    """A body packed more than twice is refused."""
    with pytest.raises(BrokenCodingError):
        decoder_for("gzip, gzip, gzip")


@given(
    st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br"]),
    st.lists(st.binary(max_size=40), max_size=5),
)
def test_any_bytes_unpack_or_are_broken(coding, pieces):
    """Whatever bytes come, they are unpacked or are a BrokenCodingError."""
    decoder = decoder_for(coding)
    with contextlib.suppress(BrokenCodingError):
        for piece in pieces:
            assert all(len(each) <= 2 * PIECE for each in decoder.feed(piece))
        decoder.finish()


@given(st.text())
def test_any_header_is_read_or_passed_over(text):
    """Whatever a header says, reading it raises nothing."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    after = retry_after(text, now=now, most=60)
    assert after is None or 0 <= after <= 60
    found = http_date(text)
    assert found is None or found.tzinfo is UTC
    age = max_age(text)
    assert age is None or age >= 0
    assert validator(text) in {None, text}


def test_dates_at_the_edge_of_time_are_passed_over():
    """A date that no clock can show is none."""
    assert http_date("Fri, 31 Dec 9999 23:59:59 -2359") is None


def test_limits_have_the_settings_defaults():
    """The caps and the settings that set them name the same defaults."""
    settings, limits = Settings(), Limits()
    shared = {each for each in Limits.__dataclass_fields__ if each in Settings.__dataclass_fields__}
    assert len(shared) >= 11
    assert {name: getattr(limits, name) for name in shared} == {
        name: getattr(settings, name) for name in shared
    }


@pytest.mark.parametrize("wrong", [{"redirects": -1}, {"idle_seconds": 0}, {"concurrency": 0}])
def test_limits_that_cannot_be_are_refused(wrong):
    """A cap that leaves no room is a ValueError."""
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Limits(**wrong)


def test_user_agent_cannot_smuggle_a_header():
    """What an editor sets as contact cannot break out of the header."""
    assert (
        user_agent("0.1", "https://bay.example", "a\r\nX: (y)")
        == "Copydesk/0.1 (+https://bay.example; aX: y)"
    )


HEAVY = {
    "lxml",
    "selectolax",
    "trafilatura",
    "feedparser",
    "protego",
    "brotli",
    "backports.zstd",
    "h11",
    "httpx2",
    "idna",
}


def test_importing_the_room_loads_nothing_heavy():
    """Importing the room loads no parser, no packer and no HTTP library."""
    code = "import sys, copydesk.intake; print('\\n'.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(ran.stdout.split()) == set()
