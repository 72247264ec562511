"""The reference page and the code name the same findings."""

from __future__ import annotations

import re
from pathlib import Path

from copydesk.checking.checks import IDS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "findings.md"


def test_every_finding_is_documented():
    """Each id has its heading, and each heading its id."""
    assert sorted(re.findall(r"^### (\S+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) == sorted(IDS)


def test_the_page_says_what_the_code_says():
    """Under each heading stands the sentence of the code."""
    page = PAGE.read_text(encoding="utf-8")
    assert [id_ for id_, sentence in IDS.items() if f"### {id_}\n\n{sentence} " not in page] == []
