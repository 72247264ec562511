"""A harness for atheris: addresses of all kinds, as editors type them and strangers write them.

    python tests/intake/fuzz_urls.py -runs=100000

Stops at the first exception that is not one of ours.
"""

from __future__ import annotations

import contextlib
import sys

import atheris

with atheris.instrument_imports(include=["copydesk.intake"]):
    from copydesk.errors import AddressRefusedError
    from copydesk.intake.urls import canonical, inside_house, normalise_typed

PARTS = (
    "http://", "https://", "//", "user:pw@", "[::1]", "[fe80::1%25eth0]", "0x7f.1", "2130706433", ":80", ":65536",
    "xn--", "ß.example", "\u202e", "%00", "?id=5&amp=1", "#", "\\", "\t", "..", "utm_source=x",
)  # fmt: skip


def run_one(data: bytes) -> None:
    """Put an address together from parts and noise, and read it in every way intake offers."""
    text = "".join(PARTS[each % len(PARTS)] if each > 127 else chr(each) for each in data)
    for read in (canonical, normalise_typed):
        with contextlib.suppress(AddressRefusedError):
            once = read(text)
            if read is canonical:
                assert canonical(once) == once, (text, once)
    inside_house(text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, run_one)
    atheris.Fuzz()
