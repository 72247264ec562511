"""Every kind of alteration that the check promises to find, in texts of several styles, beside honest changes like it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from copydesk.checking import Side, compare
from copydesk.checking.checks import IDS
from copydesk.reading import read
from copydesk.types import Article, CreditedSource, Report

KINDS = Path(__file__).parent / "kinds"


def article(text: str) -> Article:
    """Return the article that a case describes: lines such as "@published 2026-03-04" before its body."""
    lines = text.split("\n")
    said = {}
    while lines and lines[0].startswith("@"):
        name, _, value = lines.pop(0)[1:].partition(" ")
        said[name] = value
    return Article(
        body="\n".join(lines),
        published=datetime.fromisoformat(said["published"]) if "published" in said else None,
        byline=said.get("byline"),
        agency=said.get("agency"),
        dateline=said.get("dateline"),
        credited_source=CreditedSource(said["credit"]) if "credit" in said else None,
    )


def cases() -> list[tuple[str, int, tuple[str, ...], Article, Article]]:
    """Return every case: its kind, its number, the ids of which one must be found (none: honest), both articles."""
    found = []
    for file in sorted(KINDS.glob("*.txt")):
        parts = file.read_text(encoding="utf-8").removesuffix("\n").split("\n====\n")
        for number, case in enumerate(parts, 1):
            head, _, texts = case.partition("\n")
            source, _, copy = texts.partition("\n----\n")
            found.append((file.stem, number, tuple(head.split()[1:]), article(source), article(copy)))
    return found


def check(source: Article, copy: Article) -> Report:
    """Read and compare two articles."""
    return compare(Side(source, read(source)), Side(copy, read(copy)))


def named(value: object) -> str:
    """Return what a case is called: its kind and number."""
    return str(value) if isinstance(value, (str, int)) else "-"


FIRES = [each for each in cases() if each[2]]
HONEST = [(kind, number, source, copy) for kind, number, wanted, source, copy in cases() if not wanted]


@pytest.mark.parametrize(("kind", "number", "wanted", "source", "copy"), FIRES, ids=named)
def test_alteration_of_a_kind_is_found(
    kind: str, number: int, wanted: tuple[str, ...], source: Article, copy: Article
):
    """An altered copy gives one of the findings that name what was altered."""
    assert set(wanted) & {finding.id for finding in check(source, copy).findings}, (kind, number)


@pytest.mark.parametrize(("kind", "number", "source", "copy"), HONEST, ids=named)
def test_honest_change_near_a_kind_is_silent(kind: str, number: int, source: Article, copy: Article):
    """An honest copy gives no finding at all."""
    assert [(each.id, each.message) for each in check(source, copy).findings] == [], (kind, number)


def test_every_kind_has_both_sorts_of_cases():
    """Each kind has at least three pairs that fire and three that must not, and names documented findings."""
    kinds = {file.stem for file in KINDS.glob("*.txt")}
    fires, honest = Counter(each[0] for each in FIRES), Counter(each[0] for each in HONEST)
    assert all(honest[kind] >= 3 and (fires[kind] >= 3 or kind == "honest-house-style") for kind in kinds)
    assert {id_ for each in FIRES for id_ in each[2]} <= set(IDS)
