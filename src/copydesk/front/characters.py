"""The characters that pages and feeds can hold."""

from __future__ import annotations

import re
from typing import Any

#: What neither HTML nor XML can hold: controls, surrogates, and the code points that are no characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NO_CHARACTERS = re.compile(
    "[\U0001fffe\U0001ffff\U0002fffe-\U0002ffff\U0003fffe\U0003ffff\U000efffe-\U0010ffff]"
)


def printable(text: str) -> str:
    r"""Return a text without the code points that no page or feed can hold; each becomes U+FFFD.

    >>> printable("fire\x00 brigade") == "fire\ufffd brigade"
    True
    """
    return _NO_CHARACTERS.sub("\ufffd", _UNPRINTABLE.sub("\ufffd", text))


def printable_json(value: Any) -> Any:
    r"""Return a JSON value with every text in it made printable; keys are ours and stay.

    >>> printable_json({"title": ["a\x00"]}) == {"title": ["a\ufffd"]}
    True
    """
    match value:
        case str():
            return printable(value)
        case list():
            return [printable_json(each) for each in value]
        case dict():
            return {key: printable_json(each) for key, each in value.items()}
        case _:
            return value
