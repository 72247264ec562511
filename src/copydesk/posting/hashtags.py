"""Hashtags: one word each, made from a story's topic."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APART = re.compile(r"['’]")
TAG = re.compile(r"(?<![\w#])#[^\W_][\w]*")  #: a tag as networks find it in a text of ours
MOST = 40  #: code points; what is longer is a sentence


def hashtag(topic: str) -> str:
    """Return a topic as one hashtag, each word with a capital; empty where it makes none.

    Networks end a tag at every mark but the underscore and take no tag that is only a number.

    >>> hashtag("Local news"), hashtag("Côte d’Ivoire"), hashtag("EU"), hashtag("2026"), hashtag("—")
    ('#LocalNews', '#CôteDIvoire', '#EU', '', '')
    """
    words = [part for word in _WORD.findall(topic) for part in _APART.split(word)]
    tag = "".join(word[:1].upper() + word[1:] for word in words)
    return f"#{tag}" if 0 < len(tag) <= MOST and not tag.isnumeric() else ""
