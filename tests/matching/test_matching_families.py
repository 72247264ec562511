"""Without times: who came from whom in a family of copies, round-ups, and lines that only copies share."""

from __future__ import annotations

import itertools

import pytest

from copydesk.matching import Matcher
from copydesk.matching.lineage import lineage
from copydesk.types import RelationKind

COPIES = {RelationKind.REPRINT, RelationKind.REWRITE}
NEVER_MET = ("Zolqar", "Wexmit", "Brunth")


def relations(texts: dict[str, str]) -> Matcher:
    """Return a matcher that has taken in texts without times, in their order."""
    matcher = Matcher()
    for key, text in texts.items():
        matcher.add(key, text)
    return matcher


def test_lines_that_only_copies_share_are_no_boilerplate(article):
    """Six copies of one text, each in another order, share every line amid other neighbours and stay copies."""
    paragraphs = article("crane").split("\n\n")
    orders = list(itertools.permutations(range(len(paragraphs))))[::119][:6]
    texts = {"first": article("crane")} | {
        f"moved {number}": "\n\n".join(paragraphs[place] for place in order)
        for number, order in enumerate(orders)
    }
    matcher = relations(texts)
    assert len([key for key in texts if matcher.relation(key).kind not in COPIES]) == 1


def test_inherited_errors_tell_the_parent(article):
    """An error of the first copy stands in the second too: the second was made from the first."""
    first = article("crane")
    words = first.split(" ")
    places = [len(words) // 4, len(words) // 2, 3 * len(words) // 4]
    copies = [first]
    for place, word in zip(places, NEVER_MET, strict=True):
        changed = copies[-1].split(" ")
        changed[place] = word
        copies.append(" ".join(changed))
    texts = {"first": first, "child": copies[1], "sibling": first.replace("crane", "hoist", 1)}
    texts["grandchild"] = copies[2]
    matcher = relations(texts)
    assert {key: matcher.relation(key).of for key in texts} == {
        "first": None,
        "child": "first",
        "sibling": "first",
        "grandchild": "child",
    }


def test_round_up_without_times_comes_from_both(article):
    """A text with another article's paragraphs in its middle is a follow-up of both, not the source of either."""
    crane, school = (article(name).split("\n\n") for name in ("crane", "school"))
    mixed = "\n\n".join([*crane[:3], *school[1:3], *crane[3:]])
    matcher = relations({"mixed": mixed, "crane": article("crane"), "school": article("school")})
    assert matcher.relation("crane").of is None
    assert matcher.relation("school").of is None
    assert matcher.relation("mixed").kind is RelationKind.FOLLOW_UP
    assert {each.of for each in matcher.sources("mixed")} == {"crane", "school"}


def test_round_up_comes_from_texts_that_were_taken_themselves(article):
    """That a text says it appeared elsewhere does not make it come from a round-up of it."""
    crane, school = (article(name).split("\n\n") for name in ("crane", "school"))
    taken = "\n\n".join([*school, "This article originally appeared on Tarn Weekly."])
    mixed = "\n\n".join([*crane[:3], *school[1:3], *crane[3:]])
    matcher = relations({"mixed": mixed, "crane": article("crane"), "school": taken})
    assert matcher.relation("school").of is None
    assert {each.of for each in matcher.sources("mixed")} == {"crane", "school"}


NOTICE = "{} Corp said it has filed for an offering of {} mln common shares through underwriters led by {}. The firm said it has granted the underwriters an option to buy more shares to cover demand."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "There were five grain ships loading and three ships were waiting to load at Marlow, the exchange said.",
            "There were six grain ships loading and eight ships were waiting to load at Marlow, the exchange said.",
        ),
        (
            NOTICE.format("Lowen Crane", "four", "Orr Lynch and Tarn Hutton"),
            NOTICE.format("Marlow Shipping", "four", "Veldora Brothers and Quay"),
        ),
    ],
)
def test_notices_that_differ_in_counts_or_names_are_no_copies(one, other):
    """A standing notice with other number words, or of another firm, is not a reprint."""
    matcher = relations({"one": one, "other": other})
    assert {matcher.relation(each).kind for each in ("one", "other")} <= {
        RelationKind.NONE,
        RelationKind.FOLLOW_UP,
    }


def test_notice_with_the_same_counts_is_a_copy():
    """The same notice with its number words as digits is a reprint still."""
    text = (
        "There were five grain ships loading and three ships were waiting to load at Marlow, the exchange said. "
        "The harbour master Anton Lesk expects the quay to be clear of barges before the frost sets in on the river."
    )
    matcher = relations({"one": text, "other": text.replace("five", "5").replace("three", "3")})
    assert {matcher.relation(each).kind for each in ("one", "other")} == {
        RelationKind.NONE,
        RelationKind.REPRINT,
    }


def test_tree_with_rings_is_resolved():
    """Two that are nearest to each other still get a root above them, wherever leaving out is free."""
    changes = [[0.0, 5.0, 6.0], [9.0, 0.0, 1.0], [9.0, 1.0, 0.0]]
    assert lineage(changes, [0.0, 3.0, 3.0]) == [None, 0, 1]
