"""Claims that rest on nobody who is named."""

import pytest

from copydesk.reading import read
from copydesk.types import Reading, Strength

OPEN = [
    ("The new bridge is expected to open in May.", "is expected", "to open in May"),
    ("The fire is thought to have begun in the kitchen.", "is thought", "begun in the kitchen"),
]


@pytest.mark.parametrize(("text", "cue", "claim"), OPEN)
def test_a_claim_without_a_source_is_kept_and_rests_on_nobody(text, cue, claim):
    """What "is expected" is told with its cue; the source is None, and no name is made up."""
    (found,) = read(text).attributions
    assert found.source is None
    assert (found.name, found.strength, found.anonymity) == (None, Strength.NONE, None)
    assert cue in found.cue.of(text)
    assert claim in found.claim.of(text)


def test_a_claim_without_a_source_survives_being_written():
    """A source of None is written and read as it is."""
    reading = read(OPEN[0][0])
    assert Reading.from_dict(reading.to_dict()) == reading
