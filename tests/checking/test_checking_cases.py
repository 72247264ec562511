"""One folder for each finding: pairs that must give it, and pairs that must give nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.checking import Side, compare
from copydesk.checking.checks import IDS
from copydesk.reading import read
from copydesk.types import Article, Report

CASES = Path(__file__).parent / "cases"
#: Given by `review` alone, and tried in test_checking_review.py.
LONE = {"name.variants", "scar.glued", "scar.doubled"}


def pairs(kind: str) -> list[tuple[str, str, str]]:
    """Return every pair of one kind, with the id of its folder."""
    found = []
    for file in sorted(CASES.glob(f"*/{kind}.txt")):
        for case in file.read_text(encoding="utf-8").removesuffix("\n").split("\n====\n"):
            source, _, copy = case.partition("\n----\n")
            found.append((file.parent.name, source, copy))
    return found


def check(source: str, copy: str) -> Report:
    """Read and compare two texts."""
    return compare(Side(Article(body=source), read(source)), Side(Article(body=copy), read(copy)))


@pytest.mark.parametrize(("id_", "source", "copy"), pairs("fires"))
def test_alteration_is_found(id_: str, source: str, copy: str):
    """Each pair under `fires` gives the finding its folder is named after."""
    assert id_ in [finding.id for finding in check(source, copy).findings]


@pytest.mark.parametrize(("id_", "source", "copy"), pairs("silent"))
def test_house_style_is_silent(id_: str, source: str, copy: str):
    """Each pair under `silent` gives nothing at all."""
    assert [(finding.id, finding.message) for finding in check(source, copy).findings] == [], id_


def test_every_finding_has_its_folder():
    """Each documented id has pairs that fire and pairs that must not."""
    assert {each[0] for each in pairs("fires")} == {each[0] for each in pairs("silent")} == set(IDS) - LONE


@pytest.mark.parametrize(("id_", "source", "copy"), pairs("fires"))
def test_a_text_against_itself_is_clean(id_: str, source: str, copy: str):
    """A text compared with itself has nothing altered."""
    assert check(source, source).findings == (), id_
    assert check(copy, copy).findings == (), id_
