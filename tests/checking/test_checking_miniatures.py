"""Twenty-one tiny pairs: each alteration found, each honest pair silent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copydesk.checking import Side, compare
from copydesk.reading import read
from copydesk.types import Article

MINIATURES = [
    json.loads(line)
    for line in (Path(__file__).parent / "miniatures.jsonl").read_text(encoding="utf-8").splitlines()
]
#: The file's words for what is wrong, and the ids that answer to them.
ANSWERS = {
    "quote_altered": {
        "quote.altered",
        "quote.inserted",
        "quote.cut_unmarked",
        "quote.negation",
        "quote.marks_removed",
    },
    "negation_changed": {"claim.negation", "claim.direction"},
    "name_garbled": {"name.garbled"},
    "figure_changed": {"figure.changed"},
    "date_changed": {"date.changed"},
    "attribution_changed": {"attribution.changed"},
    "attribution_lost": {"attribution.lost", "quote.speaker_lost"},
    "meaning_changed": {"claim.altered", "claim.direction", "claim.role"},
}


@pytest.mark.parametrize("case", MINIATURES, ids=lambda case: str(case["id"]))
def test_miniature(case: dict):
    """The pair gives the finding it should, or none."""
    sides = [Side(Article(body=case[name]), read(case[name])) for name in ("source", "copy")]
    found = {finding.id for finding in compare(*sides).findings}
    if case["expect"] is None:
        assert found == set()
    else:
        assert found & ANSWERS[case["expect"]]


def test_all_miniatures_are_there():
    """The file has its twenty-one pairs."""
    assert len(MINIATURES) == 21
