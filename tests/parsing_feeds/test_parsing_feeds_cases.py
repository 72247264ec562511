"""Every feed in the folder `cases` gives the values its expected file states, and nothing else.

An expected file holds what `Feed.to_dict()` gives without empty fields; `given` is what the reader was told,
`mended` whether it had something to complain about. A key "hash" stands for any key made by hashing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.parsing import parse_feed
from copydesk.types import Feed

CASES = Path(__file__).parent / "cases"
EXPECTED = sorted(CASES.glob("*.expected.json"))


def reduced(value: Any) -> Any:
    """Return JSON without its empty members."""
    if isinstance(value, dict):
        return {key: reduced(each) for key, each in value.items() if each not in (None, [], "")}
    if isinstance(value, list):
        return [reduced(each) for each in value]
    return value


def source_of(expected: Path) -> Path:
    """Return the feed that belongs to an expected file."""
    name = expected.name.removesuffix(".expected.json")
    return next(each for each in CASES.glob(f"{name}.*") if each != expected)


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_feed_gives_what_is_expected(path):
    """A feed written from the specifications, or broken in one way, is read as stated."""
    expected = json.loads(path.read_text(encoding="utf-8"))
    given = expected.pop("given")
    mended = expected.pop("mended")

    feed = parse_feed(source_of(path).read_bytes(), given.get("url"), given.get("content_type"))

    found = reduced(feed.to_dict())
    found.pop("url", None)
    problems = found.pop("problems", [])
    for item in found.setdefault("items", []):
        if item["key"].startswith("hash:"):
            item["key"] = "hash"
    assert found == expected
    assert bool(problems) == mended, problems


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_feed_survives_json(path):
    """What was read is the same after a way through JSON."""
    feed = parse_feed(source_of(path).read_bytes(), "https://gull.example/feed")

    assert Feed.from_dict(json.loads(json.dumps(feed.to_dict()))) == feed
