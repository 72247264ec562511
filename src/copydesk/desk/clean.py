"""What no database keeps is put right before it gets there: NUL and halves of surrogate pairs.

Each such code point becomes U+FFFD, one for one, so that spans into the text stay true.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from copydesk._codec import Value

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
REPLACEMENT = "\ufffd"

Kept = TypeVar("Kept", bound="Value")


def storable_text(text: str) -> str:
    """Return a text that every database keeps, of the same length.

    >>> storable_text("a" + chr(0)) == "a" + REPLACEMENT
    True
    """
    return _UNSTORABLE.sub(REPLACEMENT, text) if _UNSTORABLE.search(text) else text


def is_storable(written: str) -> bool:
    """Say whether every database keeps a JSON text that was written with `ensure_ascii=False`."""
    return "\\u0000" not in written and _UNSTORABLE.search(written) is None


def storable(value: Kept) -> Kept:
    """Return a value whose texts every database keeps; itself where nothing has to be put right.

    Cost: linear in the value's size as JSON.
    """
    written = json.dumps(value.to_dict(), ensure_ascii=False)
    if is_storable(written):
        return value
    return type(value).from_dict(json.loads(storable_text(written.replace("\\u0000", REPLACEMENT))))
