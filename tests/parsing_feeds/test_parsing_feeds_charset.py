"""Bytes to text: the order of the witnesses, and the habits that bend it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.parsing import decode
from copydesk.parsing.charset import named_charset, to_utf8

GERMAN = "“Größe” und Maß – schöne Straßen für 5 €"
RUSSIAN = "Паром снова ходит через бухту, сообщила мэрия."
JAPANESE = "フェリーが再開したと市長が発表しました。"


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        (b"\xef\xbb\xbfplain", None, "plain"),
        (GERMAN.encode("utf-16"), None, GERMAN),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), "utf-8", GERMAN),
        (GERMAN.encode("utf-32"), None, GERMAN),
        (GERMAN.encode("cp1252"), "text/html; charset=ISO-8859-1", GERMAN),
        (GERMAN.encode("cp1252"), "latin1", GERMAN),
        (GERMAN.encode("cp1252"), 'text/html; Charset="windows-1252"', GERMAN),
        (GERMAN.encode(), "iso-8859-1", GERMAN),
        (GERMAN.encode("cp1252"), "utf-8", GERMAN),
        (GERMAN.encode("cp1252"), "no-such-charset", GERMAN),
        (
            f"<meta charset=windows-1251>{RUSSIAN}".encode("cp1251"),
            None,
            f"<meta charset=windows-1251>{RUSSIAN}",
        ),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        (f"<p>{RUSSIAN}".encode("utf-16-le"), None, f"<p>{RUSSIAN}"),
        (JAPANESE.encode("shift_jis"), None, JAPANESE),
        (JAPANESE.encode("euc-jp"), "EUC-JP", JAPANESE),
        (JAPANESE.encode("iso2022_jp"), None, JAPANESE),
        ("联通".encode("gbk"), "gb2312", "联通"),
        (JAPANESE.encode(), "shift_jis", JAPANESE),
        (JAPANESE.encode()[:-1], None, JAPANESE[:-1]),
        ("schöne ".encode() * 9 + b"\x93Gr\xf6\xdfe\x94", "utf-8", "schöne " * 9 + "“Größe”"),
        (b"a\0b", None, "ab"),
        (b"", None, ""),
    ],
)
def test_bytes_become_the_text_that_was_meant(data, declared, expected):
    """What was written comes back, whatever was declared."""
    assert decode(data, declared) == expected


def test_header_outweighs_the_document():
    """Where header and document disagree and both could be right, the header counts."""
    data = b"<?xml version='1.0' encoding='koi8-r'?>" + RUSSIAN.encode("cp1251")

    assert RUSSIAN in decode(data, "windows-1251")


@pytest.mark.parametrize("label", ["utf-7", "unicode_escape", "zlib", "idna", "rot13", "", "\0", "x" * 300])
def test_dangerous_labels_are_unknown(label):
    """Labels no browser knows, Python's own transformations among them, name no charset."""
    assert named_charset(label) is None


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "utf-8", "gbk", "shift_jis", "utf-16", "hz", "latin1", "x"]),
)
def test_any_bytes_become_text(data, declared):
    """No bytes and no label make decoding fail, and what comes back can be written as UTF-8."""
    text = decode(data, declared)

    assert "\0" not in text
    assert to_utf8(data, declared).decode("utf-8").replace("\ufeff", "") == text.replace("\ufeff", "")
