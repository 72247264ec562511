"""A quotation of which no word was left is known by its place beside one that was."""

from __future__ import annotations

from copydesk.checking import Side, compare
from copydesk.reading import read
from copydesk.types import Article

SOURCE = (
    "Orla Finch said she had it “from the horse's mouth” that the mill “will be sold before the frost.” "
    "The buyers come from Tarn, she told the council on Monday, and they have paid for the survey."
)


def findings(copy: str) -> list[tuple[str, str | None]]:
    """Return ids and repairs of what a copy of the source altered inside marks."""
    sides = (Side(Article(body=body), read(body)) for body in (SOURCE, copy))
    return [(each.id, each.repair) for each in compare(*sides).findings if each.id.startswith("quote.")]


def test_other_words_in_the_place_of_a_quotation_are_altered():
    """The repair is the quotation that stands there in the source."""
    copy = SOURCE.replace("from the horse's mouth", "according to trustworthy people")

    assert findings(copy) == [("quote.altered", "from the horse's mouth")]


def test_known_quotation_is_not_taken_twice():
    """What the copy quotes elsewhere rightly is nobody's replacement."""
    copy = (
        SOURCE.replace("“from the horse's mouth”", "on trust")
        + " She added that it came “from the horse's mouth.”"
    )

    assert findings(copy) == []
