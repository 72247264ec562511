"""Traces: numbers by which a printed quotation is found again, whole, in part or with a word changed.

Each is the hash of three words in a row. Of a long form only every window's smallest is kept, so that two texts
with six words in a row in common always share one; a text that is looked for has all of its own.

Source: Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Words of one trace.
RUN = 3
#: Traces of which the smallest is kept.
WINDOW = 4
#: Up to so many words all traces are kept: in a short form one altered word touches most of them.
SHORT = 24
#: Most words of a text that are looked for.
ASKED_MOST = 400
_SIGN = 1 << 63


def all_traces(keys: Sequence[str]) -> tuple[int, ...]:
    """Return the traces of a text that is looked for, each once; signed, of 64 bits, the same on every machine.

    Args:
        keys: the text's words in canonical form; those behind the first 400 are left out.

    >>> one = all_traces(("the", "mill", "owes", "nobody", "anything"))
    >>> other = all_traces(("the", "mill", "owes", "nobody", "much"))
    >>> len(one), len(set(one) & set(other))
    (3, 2)
    >>> all_traces(())
    ()
    """
    return tuple(dict.fromkeys(_hashes(keys[:ASKED_MOST])))


def kept_traces(keys: Sequence[str]) -> tuple[int, ...]:
    """Return the traces by which a form is found: all of a short one, of a longer one each window's smallest.

    Args:
        keys: the form's words in canonical form.

    >>> words = [f"w{number}" for number in range(300)]
    >>> len(kept_traces(words[:24])), len(kept_traces(words)) < 150
    (22, True)
    >>> all(set(kept_traces(words)) & set(all_traces(words[at : at + 6])) for at in range(294))
    True
    """
    found = _hashes(keys)
    if len(keys) <= SHORT:
        return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(min(found[at : at + WINDOW]) for at in range(len(found) - WINDOW + 1)))


def _hashes(keys: Sequence[str]) -> list[int]:
    """Return the hash of every three words in a row; of fewer words one."""
    if not keys:
        return []
    return [_hash(" ".join(keys[at : at + RUN])) for at in range(max(1, len(keys) - RUN + 1))]


def _hash(words: str) -> int:
    """Return a signed number of 64 bits."""
    digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") - _SIGN
