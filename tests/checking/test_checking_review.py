"""A text by itself: weaker evidence, said so."""

from __future__ import annotations

import pytest

from copydesk.checking import Side, review
from copydesk.reading import read
from copydesk.types import Article, Report, Severity, Verdict


def look(text: str) -> Report:
    """Review one text."""
    return review(Side(Article(body=text), read(text)))


@pytest.mark.parametrize(
    ("text", "id_", "words"),
    [
        (
            "The prize went to Marlowthe head of the port. They thanked Marlow, said the mayor of Marlow.",
            "scar.glued",
            "Marlowthe",
        ),
        ("The mayor of the the town spoke for an hour.", "scar.doubled", "the the"),
        ("“It holds,” he said. he added that it was late.", "scar.lower_case", "said. he"),
        ("It&#39;s late in Hollbrook.", "scar.entity", "&#39;"),
        ("The harbour opens in May.\n\nBack to top button", "furniture.left", "Back to top button"),
        (
            "The cup went to Tomas Brennick. Later Brennick thanked the town. The crowd cheered Brenick home.",
            "name.variants",
            "Brenick",
        ),
    ],
)
def test_weak_evidence_is_found(text: str, id_: str, words: str):
    """Each scar is found, at the place where it stands."""
    assert (id_, words) in [(f.id, f.copy.of(text)) for f in look(text).findings if f.copy]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The old mill by the river opened again on Friday.\n\nIts owner, Ines Marlow, served bread to the first guests.",
        "Sign up for our newsletter and read more about the harbour every week.",
        "Russia and the Russians signed the pact. Russia asked for it.",
    ],
)
def test_plain_text_is_clean(text: str):
    """A text with nothing wrong gives nothing."""
    assert look(text) == Report(verdict=Verdict.CLEAN)


def test_weak_evidence_stays_weak():
    """Nothing found without a source is graver than minor, and each message says that there was none."""
    found = look("It&#39;s the the town of Marlow.\n\nLeave a Reply").findings
    assert len(found) == 3
    assert {each.severity for each in found} <= {Severity.MINOR, Severity.NOTE}
    assert all(each.message.endswith("No source was at hand.") for each in found)
